import { meetingProblem } from "#contract/attached";
import type { Attached, Evidence, Incident } from "#contract/incident";
import { fail, type Result } from "#contract/result";
import type { AgencyId } from "#contract/incident";
import type { CaseBook } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";
import { evidenceOf, notesOf, sharedWith } from "./records.ts";

/**
 * Why these things cannot go with a message: a piece of evidence of another case (or, from an agency, not shown to it), a meeting
 * that is not the city's own or whose address holds a secret, which the journal would keep for ever.
 *
 * @param agencyId the agency that writes; undefined: the centre or the leadership
 */
export function strangeAttached({ evidence, link }: Attached, { incident, book, hosts, agencyId, keeper }: { incident: Incident; book: CaseBook; hosts: readonly string[]; agencyId?: AgencyId | undefined; keeper: Pick<CaseKeeper, "find"> }): Result<never> | undefined {
  const problem = link === undefined ? undefined : meetingProblem(link, hosts);
  if (problem !== undefined) return fail({ code: "malformed", path: "link", detail: problem });
  if (evidence === undefined || evidence.length === 0) return undefined;
  const known = new Set((agencyId === undefined ? evidenceOf(book, incident) : evidenceFor(book, incident, agencyId, keeper)).map(({ id }) => id));
  const strange = evidence.find((id) => !known.has(id));
  return strange === undefined ? undefined : fail({ code: "unknown-id", kind: "evidence", id: strange });
}

/** What an agency sees of a case's evidence, and of what went on in it: its own, and what somebody sent into a consultation that it reads. */
export function evidenceFor(book: CaseBook, incident: Pick<Incident, "id" | "mergedFrom">, agencyId: AgencyId, keeper: Pick<CaseKeeper, "find">): Evidence[] {
  const sent = new Set(notesOf(book, sharedWith(agencyId, incident, keeper)).flatMap(({ kind, evidence }) => (kind === "message" ? (evidence ?? []) : [])));
  return evidenceOf(book, incident).filter((one) => one.agencyId === agencyId || sent.has(one.id));
}
