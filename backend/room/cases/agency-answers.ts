import type { AgencyCase } from "#contract/agency";
import { IncidentEvent, type AgencyId, type Incident, type Order } from "#contract/incident";
import { inDrill, signOf } from "#contract/drill";
import { fail, ok, type Result } from "#contract/result";
import { sentOf } from "#contract/sending";
import { isDeepStrictEqual } from "node:util";
import { officersOnDuty } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import type { CaseBook, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { evidenceFor } from "./attachments.ts";
import { strangeEvidence } from "./case-answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { localOffset, templateOf } from "./processes.ts";
import { notesOf, sharedWith } from "./records.ts";
import { doneBefore, openRepeats } from "./repeats.ts";
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
    // What leaves the room for an agency says what it is in every text (invariant 6).
    const say = incident.drill ? inDrill : (text: string): string => text;
    const sayOrder = (text: Order): Order => ({ ...text, happened: say(text.happened), required: say(text.required) });
    const { id, title, urgency, drill, appearedAt, version, step, closedAt, order, position } = incident;
    const template = templateOf(state, incident);
    const { stepName, stepNameEn } = keeper.head(incident);
    const nameOf = (one: string): string => state.agencies.get(one)?.name ?? one;
    const others = incident.parts.filter(({ leftAt }) => leftAt === undefined);
    const lead = others.find(({ role }) => role === "lead");
    const shared = sharedWith(agencyId, incident, keeper);
    const before = (shared.mergedFrom ?? []).flatMap((one) => {
      const found = keeper.find(one);
      return found.ok && found.value.order !== undefined ? [{ title: say(found.value.title), order: sayOrder(found.value.order) }] : [];
    });
    return {
      id, title: say(title), urgency, drill, appearedAt, version, step, stepName, stepNameEn, ...(closedAt !== undefined && { closedAt }), ...(position !== undefined && { position }), ...(order !== undefined && { order: sayOrder(order) }), part,
      ...(lead !== undefined && { lead: nameOf(lead.agencyId) }), support: others.filter(({ role }) => role === "support").map((one) => nameOf(one.agencyId)),
      clocks: incident.clocks.filter((clock) => clock.agencyId === agencyId).map((clock) => {
        const limit = template?.limits.find((one) => one.id === clock.limitId);
        return { ...clock, name: limit?.name ?? clock.limitId, nameEn: limit?.nameEn ?? clock.limitId };
      }),
      ...(before.length > 0 && { ordersBefore: before }),
      messages: notesOf(book, shared).filter(({ kind }) => kind === "message").map((note) => ({ ...note, text: say(note.text) })),
      evidence: evidenceFor(book, incident, agencyId, keeper),
    };
  }

  const repeats = openRepeats();
  function shown(incident: Incident, agencyId: AgencyId, book: CaseBook): Result<AgencyCase> {
    const one = seen(incident, agencyId, book);
    return one === undefined ? fail({ code: "unknown-id", kind: "incident", id: incident.id }) : ok(one);
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
      const [run] = state.drills.values();
      const live = [...state.incidents.values()];
      const over = [false, true].flatMap((drill) => book.value.closedSince({ drill, at: now().wall - SHOWN_AFTER, limit: LOOKED_AT }));
      const mine = [...live, ...over].filter((incident) => has(incident, agencyId)).sort((a, b) => b.appearedAt - a.appearedAt);
      const explanations = [...state.explanations.values()].filter((one) => one.agencyId === agencyId && one.state === "open");
      const duty = officersOnDuty(agencyId, state, now().wall, localOffset(state));
      const staffing = [...state.staffings.values()].filter((one) => one.agencyId === agencyId && one.doneAt === undefined);
      const sharing = state.sharings.get(officer.value.account.id);
      return ok({ agency, cases: mine.flatMap((incident) => seen(incident, agencyId, book.value) ?? []), explanations, staffing, ...(duty !== undefined && { duty }), ...(sharing !== undefined && { sharing }), ...(run !== undefined && { drill: signOf(run) }) });
    },
    "agency:act": async ({ incidentId, event, sending }, party) => {
      const officer = agencyOf(party);
      if (!officer.ok) return officer;
      const { account, agencyId } = officer.value;
      return repeats.inTurn(sending && { key: sending.key, by: account.id }, async () => {
        const found = keeper.find(incidentId);
        // A stranger's case is as one that is not there.
        const part = found.ok ? found.value.parts.findLast((one) => one.agencyId === agencyId) : undefined;
        if (!found.ok || part === undefined) return found.ok || found.fault.code === "unknown-id" ? fail({ code: "unknown-id", kind: "incident", id: incidentId }) : found;
        const parsed = IncidentEvent.safeParse({ ...event, agencyId });
        if (!parsed.success) return fail({ code: "malformed", path: ["event", ...(parsed.error.issues[0]?.path ?? [])].join("."), detail: parsed.error.issues[0]?.message ?? "" });
        const book = keeper.book();
        if (!book.ok) return book;
        const before = sending && doneBefore(book.value, "incident:moved", { incidentId, key: sending.key, by: account.id });
        if (before !== undefined && !isDeepStrictEqual(before.event, parsed.data)) return fail({ code: "conflict", detail: "this key belongs to another deed" });
        if (before !== undefined) return shown(found.value, agencyId, book.value);
        const strange = strangeEvidence(parsed.data, found.value, keeper);
        if (strange !== undefined) return strange;
        const moved = await keeper.move(found.value, parsed.data, [{ by: account.id, as: "agency" }], sending && sentOf(sending, now().wall));
        return moved.ok ? shown(moved.value, agencyId, book.value) : moved;
      });
    },
  };
}
