import type { Agency } from "#contract/agency";
import type { IncidentFact, IncidentId, Part, RealIncident, Urgency } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import type { MessageDraft, Recipient } from "#contract/message";

type Moved = Extract<IncidentFact, { kind: "incident:moved" }>;
/** Officers of an agency who are told before the others: those on duty. */
export type FirstToTell = (agencyId: string) => readonly AccountId[];
/** An agency's officers whose phones take push messages of this urgency. */
export type PhonesOf = (agencyId: string, urgency: Urgency) => readonly AccountId[];
type Agencies = Pick<ReadonlyMap<string, Agency>, "get">;

/**
 * What a deed in a real case has to be told to agencies: an order to each that it gives a part to (H-11.3), and once more to the
 * leading one whose result was returned. A drill's case is refused by the compiler (invariant 6).
 *
 * @param after the case as it stands after the fact
 * @param register agencies by id, who of one is on duty at the fact's instant, and whose phones take push messages
 */
export function orderMessages(after: RealIncident, fact: Moved, { agencies, first = () => [], phones = () => [] }: { agencies: Agencies; first?: FirstToTell; phones?: PhonesOf }): MessageDraft[] {
  const { order } = after;
  if (order === undefined) return [];
  const ordered = (fact.change.parts ?? []).filter((part) => part.leftAt === undefined && part.orderedAt === fact.at);
  const again = fact.event.is === "returned" ? after.parts.filter((part) => part.leftAt === undefined && part.role === "lead") : [];
  const reason = fact.event.is === "returned" ? fact.event.reason : undefined;
  const due = "due" in fact.event && typeof fact.event.due === "number" ? fact.event.due : undefined;
  return [...ordered, ...again].map((part) => orderTo(part, { after, order, agencies, first, phones, by: fact.by, again: reason, due }));
}

interface Told {
  after: RealIncident;
  order: NonNullable<RealIncident["order"]>;
  agencies: Agencies;
  first: FirstToTell;
  phones: PhonesOf;
  by: AccountId;
  again: string | undefined;
  /** What was named for this part; absent: the order's. */
  due: number | undefined;
}

function orderTo(part: Part, told: Told): MessageDraft {
  const { after, order, agencies, by, again } = told;
  const nameOf = (id: string): string => agencies.get(id)?.name ?? id;
  const parts = after.parts.filter(({ leftAt }) => leftAt === undefined);
  const lead = parts.find(({ role }) => role === "lead");
  const { happened, where, required } = order;
  const { due = order.due } = told;
  return {
    urgency: after.urgency, incidentId: after.id, agencyId: part.agencyId, by, recipients: recipientsOf(part, agencies.get(part.agencyId), { first: told.first(part.agencyId), phones: told.phones(part.agencyId, after.urgency) }),
    content: {
      is: "order", incidentId: after.id satisfies IncidentId, title: after.title, order: { happened, where, required, ...(due !== undefined && { due }) },
      lead: nameOf(lead?.agencyId ?? order.lead), support: parts.filter(({ role }) => role === "support").slice(0, 20).map(({ agencyId }) => nameOf(agencyId)),
      role: part.role, ...(again !== undefined && { again }),
    },
  };
}

/**
 * Of an agency's contacts those who are on duty, and its desks, which always are; nobody on duty, or nobody of them a contact: every
 * contact. Beside them the officers who turned push messages on and are no contact, on duty first: their phone is nobody else's to
 * wake. Without any contact the agency itself: its gateway, its officers' phones.
 */
export function recipientsOf({ agencyId }: Pick<Part, "agencyId">, agency: Pick<Agency, "contacts"> | undefined, { first = [], phones = [] }: { first?: readonly AccountId[]; phones?: readonly AccountId[] } = {}): Recipient[] {
  const all = agency?.contacts ?? [];
  if (all.length === 0) return [{ is: "agency", agencyId }];
  const isOn = (id: AccountId | undefined): boolean => id !== undefined && first.includes(id);
  const onDuty = all.some(({ accountId }) => isOn(accountId));
  const contacts = onDuty ? all.filter(({ accountId }) => accountId === undefined || isOn(accountId)) : all;
  const others = phones.filter((id) => !all.some(({ accountId }) => accountId === id));
  const woken = onDuty || others.some(isOn) ? others.filter(isOn) : others;
  return [...contacts.map(({ id }): Recipient => ({ is: "contact", agencyId, contactId: id })), ...woken.map((accountId): Recipient => ({ is: "account", accountId, agencyId }))];
}
