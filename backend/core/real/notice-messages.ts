import type { Agency } from "#contract/agency";
import type { IncidentFact, IncidentNote, Part, RealIncident } from "#contract/incident";
import type { MessageDraft, Notice } from "#contract/message";
import type { Template } from "#contract/process";
import { recipientsOf, type FirstToTell, type PhonesOf } from "./order-messages.ts";

type Moved = Extract<IncidentFact, { kind: "incident:moved" }>;
type Fired = Extract<IncidentFact, { kind: "incident:fired" }>;
/** Agencies by id, who of one is on duty and so is told, and whose phones take push messages. */
export interface Register {
  agencies: Pick<ReadonlyMap<string, Agency>, "get">;
  first: FirstToTell;
  phones?: PhonesOf;
}
/** Characters of what people wrote that go with a message; the whole of it stands in the case. */
const MOST = 1000;

/**
 * What a deed has to be told to agencies beside orders: the answer to a request for more time, that their part went to others,
 * and the end of the case to all that were in it. A drill's case is refused by the compiler (invariant 6).
 *
 * @param after the case as it stands after the fact
 */
export function noticeMessages(after: RealIncident, fact: Moved, register: Register): MessageDraft[] {
  const { event, change, at } = fact;
  const to = (part: Part, notice: Notice): MessageDraft => ({ ...noticeTo(after, part, notice, register), by: fact.by });
  if (change.closed === true) {
    const notice: Notice = { what: "closed", ...(event.is === "confirmed" && { text: cut(event.check) }), ...("reason" in event && event.reason !== undefined && { text: cut(event.reason) }), ...(event.is === "merged" && { into: event.into }), ...(event.is === "given" && { toRoom: event.to }) };
    return after.parts.filter(({ leftAt }) => leftAt === undefined || leftAt === at).map((part) => to(part, notice));
  }
  switch (event.is) {
    case "extension-granted": return partsOf(after, event.agencyId).map((part) => to(part, { what: "extension-granted", due: event.due, ...(event.reason !== undefined && { reason: cut(event.reason) }) }));
    case "extension-denied": return partsOf(after, event.agencyId).map((part) => to(part, { what: "extension-denied", reason: cut(event.reason) }));
    // Who gave its part away itself knows it.
    case "ordered":
    case "forwarded": return fact.as === "agency" ? [] : after.parts.filter(({ agencyId, leftAt }) => leftAt === at && partsOf(after, agencyId).length === 0).map((part) => to(part, { what: "left", ...(event.reason !== undefined && { reason: cut(event.reason) }) }));
    default: return [];
  }
}

/**
 * A reminder of the process that is meant for an agency (K-8.3, K-III.2), to that agency, or to the leading one. One that comes
 * again and again is worth sending until the next: after a night without messages one of them goes out, not all.
 */
export function reminderMessages(after: RealIncident, { due, at }: Fired, { template, ...register }: Register & { template: Template | undefined }): MessageDraft[] {
  if (due.does !== "remind" || (due.to !== "agency" && due.to !== "lead") || after.closedAt !== undefined) return [];
  const clock = after.clocks.find(({ key }) => key === due.clockKey);
  const limit = template?.limits.find(({ id }) => id === clock?.limitId);
  const parts = due.to === "lead" || due.agencyId === undefined ? after.parts.filter(({ role, leftAt }) => role === "lead" && leftAt === undefined) : partsOf(after, due.agencyId);
  return parts.map((part) => ({
    ...noticeTo(after, part, { what: "reminded", clause: due.clause, orderedAt: part.orderedAt, ...(clock !== undefined && limit !== undefined && { limit: { name: limit.name, nameEn: limit.nameEn, due: clock.due } }) }, register),
    ...(due.every !== undefined && { until: at + due.every }),
  }));
}

/** What is said in a consultation (H-11.3), to every agency in the case but the one that says it. */
export function consultationMessages(incident: RealIncident, note: Pick<IncidentNote, "as" | "agencyId" | "text" | "kind" | "by">, register: Register): MessageDraft[] {
  if (note.kind !== "message" || incident.closedAt !== undefined) return [];
  const from = note.agencyId === undefined ? undefined : (register.agencies.get(note.agencyId)?.name ?? note.agencyId);
  return incident.parts.filter(({ agencyId, leftAt }) => leftAt === undefined && agencyId !== note.agencyId)
    .map((part) => ({ ...noticeTo(incident, part, { what: "said", as: note.as, text: cut(note.text), ...(from !== undefined && { from }) }, register), by: note.by }));
}

const partsOf = ({ parts }: RealIncident, agencyId: string): Part[] => parts.filter((part) => part.agencyId === agencyId && part.leftAt === undefined);

const cut = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST - 2).toWellFormed()} …`);

function noticeTo({ id, title, urgency }: RealIncident, part: Part, notice: Notice, { agencies, first, phones = () => [] }: Register): MessageDraft {
  return { urgency, incidentId: id, agencyId: part.agencyId, recipients: recipientsOf(part, agencies.get(part.agencyId), { first: first(part.agencyId), phones: phones(part.agencyId, urgency) }), content: { is: "notice", incidentId: id, title, notice } };
}
