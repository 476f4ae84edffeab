import type { FactBody, NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import { isReal, type IncidentFact, type IncidentNote, type Urgency } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import type { MessageDraft } from "#contract/message";
import { firstToTell, isOfficerOf, type DutyBooks } from "../../core/duty.ts";
import { messagesAfter } from "../../core/message/confirm.ts";
import { consultationMessages, noticeMessages, reminderMessages, type Register } from "../../core/real/notice-messages.ts";
import { orderMessages } from "../../core/real/order-messages.ts";
import type { RoomState } from "../../core/state.ts";
import type { Journal, Outbox } from "../../ports.ts";
import { localOffset, templateOf } from "./processes.ts";

type Books = DutyBooks & Pick<RoomState, "incidents" | "agencies" | "messages" | "templates" | "calendars">;
type FiredFact = Extract<IncidentFact, { kind: "incident:fired" }>;
/** The door out, and whether an account's phone takes push messages of this urgency; absent: nobody's does. */
export interface Out extends Pick<Outbox, "compose"> {
  hasPhone?: (accountId: AccountId, urgency: Urgency) => boolean;
}

/** Messages under way above which a consultation is not sent out as well: it stands in the case, and what it waits behind is orders. */
const CONSULTATION_UNTIL = 5000;
/** Facts at the journal's end that are looked at for reminders nobody was told of: as many as one start can fire, and more. */
const LOOKED_AT = 10_000;
const PAGE = 500;

/** Puts what has to be told outside beside the facts that cause it, so that both are committed or neither. Drills tell nobody (invariant 6). */
export function withMessages(facts: readonly NewFact[], state: Books, out: Out): NewFact[] {
  return facts.flatMap((fact) => {
    if (fact.kind === "incident:noted") return [fact, ...out.compose(said(fact.note, fact.incidentId, { state, out }))];
    if (fact.kind !== "incident:moved") return [fact];
    const before = state.incidents.get(fact.incidentId);
    const after = foldIncident(before, fact);
    const register = registerAt({ state, out }, fact.at);
    const drafts = after !== undefined && isReal(after) ? [...orderMessages(after, fact, register), ...noticeMessages(after, fact, register)] : [];
    return [fact, ...messagesAfter(fact, before, state.messages), ...out.compose(drafts)];
  });
}

type Around = { state: Books; out: Out };
function registerAt({ state, out: { hasPhone = () => false } }: Around, at: number): Register {
  const phones: Register["phones"] = (agencyId, urgency) => [...state.accounts.values()].filter((account) => isOfficerOf(account, agencyId) && hasPhone(account.id, urgency)).map(({ id }) => id);
  return { agencies: state.agencies, first: firstToTell(state, at, localOffset(state)), phones };
}

function said(note: IncidentNote, incidentId: Parameters<RoomState["incidents"]["get"]>[0], around: Around): MessageDraft[] {
  const { state } = around;
  const incident = state.incidents.get(incidentId);
  if (note.kind !== "message" || incident === undefined || !isReal(incident)) return [];
  let underway = 0;
  for (const { endedAt } of state.messages.values()) if (endedAt === undefined) underway++;
  return underway < CONSULTATION_UNTIL ? consultationMessages(incident, note, registerAt(around, note.at)) : [];
}

/** What time alone causes is told as well: the messages of a deadline that fired, decided with it. @returns nothing for any other fact */
export function tellReminders(state: Books, out: Out): (fact: NewFact) => FactBody[] {
  return (fact) => {
    if (fact.kind !== "incident:fired") return [];
    const incident = state.incidents.get(fact.incidentId);
    if (incident === undefined || !isReal(incident)) return [];
    return out.compose(remindersOf(fact, { state, out })).flatMap(bodyOf);
  };
}

/**
 * Messages of reminders that fired before the room was there: those at the journal's very end, for each that was told stands
 * before its message. So a kill between the firing and the opening loses none, and none is told twice.
 */
export function untoldReminders(journal: Pick<Journal, "recent">, state: Books, out: Out): NewFact[] {
  const fired: FiredFact[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const facts = journal.recent({ before, limit: PAGE });
    const end = facts.findIndex(({ kind }) => kind !== "incident:fired");
    for (const fact of end < 0 ? facts : facts.slice(0, end)) if (fact.kind === "incident:fired") fired.push(fact);
    before = facts.at(-1)?.seq ?? 0;
    if (end >= 0 || facts.length < PAGE || fired.length >= LOOKED_AT) break;
  }
  return fired.toReversed().flatMap((fact) => out.compose(remindersOf(fact, { state, out })));
}

function remindersOf(fact: FiredFact, around: Around): MessageDraft[] {
  const { state } = around;
  const incident = state.incidents.get(fact.incidentId);
  return incident === undefined || !isReal(incident) ? [] : reminderMessages(incident, fact, { ...registerAt(around, fact.at), template: templateOf(state, incident) });
}

function bodyOf(fact: NewFact): FactBody[] {
  if (fact.kind !== "message:queued") return [];
  const { at: _decided, ...body } = fact;
  return [body];
}
