import { MAX_NOTES, TIMELINE } from "#contract/case-request";
import type { RequestOutput } from "#contract/request";
import type { AgencyId, Evidence, Incident, IncidentId, IncidentNote } from "#contract/incident";
import type { Fact } from "#contract/fact";
import { isUnderway } from "#contract/message";
import type { IncidentHead } from "#contract/incident-head";
import type { CaseBook } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";

/** Pieces of evidence one case can hold. */
export const MAX_PIECES = 500;
/** Answers to checklists that are looked at: far more than lists have items. */
const TICKS = 2000;

type Bound = Pick<Incident, "id" | "mergedFrom">;

/** The case and those that went on in it: what was written in them stays readable in it. */
export const withMerged = ({ id, mergedFrom = [] }: Bound): IncidentId[] => [id, ...mergedFrom];

/** All cases it is bound to, as lists show them: parent, children, those it came from and those that came of it. */
export function relatedTo(incident: Incident, { find, head }: Pick<CaseKeeper, "find" | "head">): IncidentHead[] {
  const { parentId, childIds = [], mergedInto, mergedFrom = [], splitFrom, splitInto = [] } = incident;
  const ids = new Set([parentId, mergedInto, splitFrom, ...childIds, ...mergedFrom, ...splitInto].filter((id) => id !== undefined));
  return [...ids].flatMap((id) => {
    const found = find(id);
    return found.ok ? [head(found.value)] : [];
  });
}

/** The case and, of those that went on in it, the ones this agency was in until then: what others said among themselves stays theirs. */
export function sharedWith(agencyId: AgencyId, { id, mergedFrom }: Bound, { find }: Pick<CaseKeeper, "find">): Bound {
  const had = (mergedFrom ?? []).filter((one) => {
    const found = find(one);
    return found.ok && found.value.parts.some((part) => part.agencyId === agencyId && part.leftAt === found.value.closedAt);
  });
  return { id, ...(had.length > 0 && { mergedFrom: had }) };
}

/** Facts of a kind, of the case and of those that went on in it, in the order they happened; the newest `most`. */
function factsOf(book: CaseBook, of: Bound, most: number, kind?: Fact["kind"]): Fact[] {
  const facts = withMerged(of).flatMap((id) => book.facts(id, most, kind));
  return of.mergedFrom === undefined ? facts : facts.sort((a, b) => a.seq - b.seq).slice(-most);
}

/** Everything that happened, oldest first. */
export const timelineOf = (book: CaseBook, of: Bound): Fact[] => factsOf(book, of, TIMELINE).filter(tells);

/** Of a message the timeline tells how its way ended, and what a person did; the rest stands beside the agency. */
function tells(fact: Fact): boolean {
  if (fact.kind === "message:queued") return false;
  return fact.kind !== "message:moved" || fact.moves.some(({ after }) => !isUnderway(after)) || (fact.by !== undefined);
}

/** Notes and messages, oldest first. */
export function notesOf(book: CaseBook, of: Bound): IncidentNote[] {
  return factsOf(book, of, MAX_NOTES, "incident:noted").flatMap((fact) => (fact.kind === "incident:noted" ? [fact.note] : []));
}

/** The last answer to each item. */
export function ticksOf(book: CaseBook, id: IncidentId): RequestOutput<"incident:get">["ticked"] {
  const ticked: RequestOutput<"incident:get">["ticked"] = {};
  for (const fact of book.facts(id, TICKS, "incident:ticked")) if (fact.kind === "incident:ticked") ticked[fact.itemId] = { answer: fact.answer, by: fact.by, at: fact.at };
  return ticked;
}

export function evidenceOf(book: CaseBook, of: Bound): Evidence[] {
  return factsOf(book, of, MAX_PIECES, "evidence:added").flatMap((fact) => (fact.kind === "evidence:added" ? [fact.evidence] : []));
}
