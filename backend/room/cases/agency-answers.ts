import type { AgencyCase } from "#contract/agency";
import { IncidentEvent, type AgencyId, type Incident } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { CaseBook, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { strangeEvidence } from "./case-answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { templateOf } from "./processes.ts";
import { evidenceOf, notesOf } from "./records.ts";
import { agencyOf } from "./who.ts";

/** A case that is over stays on the agency's page for so long, ms. */
const SHOWN_AFTER = 86_400_000;
/** Of those at most, newest first, of all agencies together. */
const LOOKED_AT = 500;

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  now: () => Now;
}

/** Cases as a focal officer sees and answers them: the agency comes from the account, never from what was sent. */
export function agencyAnswers({ state, keeper, now }: Options): AnswersFor<"agency:cases" | "agency:act"> {
  const has = (incident: Incident, agencyId: AgencyId): boolean => incident.parts.some((part) => part.agencyId === agencyId && part.leftAt === undefined);

  function seen(incident: Incident, agencyId: AgencyId, book: CaseBook): AgencyCase | undefined {
    const part = incident.parts.findLast((one) => one.agencyId === agencyId);
    if (part === undefined) return undefined;
    const { id, title, urgency, drill, appearedAt, version, step, closedAt, order } = incident;
    const template = templateOf(state, incident);
    const { stepName, stepNameEn } = keeper.head(incident);
    const nameOf = (one: string): string => state.agencies.get(one)?.name ?? one;
    const others = incident.parts.filter(({ leftAt }) => leftAt === undefined);
    const lead = others.find(({ role }) => role === "lead");
    return {
      id, title, urgency, drill, appearedAt, version, step, stepName, stepNameEn, ...(closedAt !== undefined && { closedAt }), ...(order !== undefined && { order }), part,
      ...(lead !== undefined && { lead: nameOf(lead.agencyId) }), support: others.filter(({ role }) => role === "support").map((one) => nameOf(one.agencyId)),
      clocks: incident.clocks.filter((clock) => clock.agencyId === agencyId).map((clock) => {
        const limit = template?.limits.find((one) => one.id === clock.limitId);
        return { ...clock, name: limit?.name ?? clock.limitId, nameEn: limit?.nameEn ?? clock.limitId };
      }),
      messages: notesOf(book, id).filter(({ kind }) => kind === "message"),
      evidence: evidenceOf(book, id).filter((one) => one.agencyId === agencyId),
    };
  }

  return {
    "agency:cases": (_input, party) => {
      const officer = agencyOf(party);
      if (!officer.ok) return officer;
      const { agencyId } = officer.value;
      const agency = state.agencies.get(agencyId);
      if (agency === undefined) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
      const book = keeper.book();
      if (!book.ok) return book;
      const live = [...state.incidents.values()];
      const over = [false, true].flatMap((drill) => book.value.closedSince({ drill, at: now().wall - SHOWN_AFTER, limit: LOOKED_AT }));
      const mine = [...live, ...over].filter((incident) => has(incident, agencyId)).sort((a, b) => b.appearedAt - a.appearedAt);
      const explanations = [...state.explanations.values()].filter((one) => one.agencyId === agencyId && one.state === "open");
      return ok({ agency, cases: mine.flatMap((incident) => seen(incident, agencyId, book.value) ?? []), explanations });
    },
    "agency:act": async ({ incidentId, event }, party) => {
      const officer = agencyOf(party);
      if (!officer.ok) return officer;
      const { account, agencyId } = officer.value;
      const found = keeper.find(incidentId);
      // A stranger's case is as one that is not there.
      const part = found.ok ? found.value.parts.findLast((one) => one.agencyId === agencyId) : undefined;
      if (!found.ok || part === undefined) return found.ok || found.fault.code === "unknown-id" ? fail({ code: "unknown-id", kind: "incident", id: incidentId }) : found;
      const parsed = IncidentEvent.safeParse({ ...event, agencyId });
      if (!parsed.success) return fail({ code: "malformed", path: ["event", ...(parsed.error.issues[0]?.path ?? [])].join("."), detail: parsed.error.issues[0]?.message ?? "" });
      const strange = strangeEvidence(parsed.data, found.value, keeper);
      if (strange !== undefined) return strange;
      const moved = await keeper.move(found.value, parsed.data, [{ by: account.id, as: "agency" }]);
      if (!moved.ok) return moved;
      const book = keeper.book();
      const after: Result<AgencyCase | undefined> = book.ok ? ok(seen(moved.value, agencyId, book.value)) : book;
      if (!after.ok) return after;
      return after.value === undefined ? fail({ code: "unknown-id", kind: "incident", id: incidentId }) : ok(after.value);
    },
  };
}
