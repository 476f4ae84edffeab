import type { Fact } from "#contract/fact";
import type { Evidence, Incident, IncidentDeed } from "#contract/incident";
import { CaseSummary } from "#contract/transfer";
import type { RoomState } from "../../core/state.ts";
import { templateOf } from "../cases/processes.ts";

/** Entries of the timeline and pieces of evidence that go with a case, the newest. */
const MOST = 100;

/** What another room needs of a case: nothing in it names a person or an agency by an id that means nothing there. */
export function summaryOf(incident: Incident, { state, facts, evidence }: { state: RoomState; facts: readonly Fact[]; evidence: readonly Evidence[] }): CaseSummary {
  const { title, urgency, templateId, areaId, position, appearedAt, order } = incident;
  const step = templateOf(state, incident)?.steps.find(({ id }) => id === incident.step);
  const priority = incident.alarmIds.map((id) => state.alarms.get(id)?.priority).find((one) => one !== undefined);
  const agency = (id: string): string => state.agencies.get(id)?.name ?? id;
  const areaName = areaId === undefined ? undefined : state.areas.get(areaId)?.name;
  return CaseSummary.parse({
    title: sound(title, 4000), urgency, templateId, appearedAt, step: sound(step?.name ?? incident.step, 200), stepEn: sound(step?.nameEn ?? incident.step, 200),
    ...(priority && { priority }), ...(areaId && { areaId }), ...(areaName && { areaName: sound(areaName, 200) }), ...(position && { position }),
    ...(order && { ordered: sound(order.required, 4000), lead: sound(agency(order.lead), 200) }),
    timeline: facts.flatMap((fact) => entryOf(fact, state, agency)).slice(-MOST),
    evidence: evidence.slice(-MOST).map(({ sha256, type, bytes, name, at }) => ({ sha256, type, bytes, name: sound(name, 200), at })),
  });
}

function entryOf(fact: Fact, state: RoomState, agency: (id: string) => string): CaseSummary["timeline"] {
  const entry = (is: string, who: string | undefined, text: string | undefined): CaseSummary["timeline"] => [{ at: fact.at, is, ...(who && { who: sound(who, 200) }), ...(text && { text: sound(text, 500) }) }];
  const person = (id: string | undefined): string | undefined => (id === undefined ? undefined : state.accounts.get(id)?.name ?? id);
  switch (fact.kind) {
    case "incident:opened": return entry("opened", person(fact.by), undefined);
    case "incident:moved": return entry(fact.event.is, "agencyId" in fact.event && fact.event.agencyId !== undefined ? agency(fact.event.agencyId) : person(fact.by), textOf(fact.event));
    case "incident:noted": return entry("noted", person(fact.note.by), fact.note.text);
    default: return [];
  }
}

/** What somebody wrote with a deed. */
function textOf(event: IncidentDeed): string | undefined {
  if (event.is === "ordered") return event.order.required;
  for (const key of ["note", "reason", "plan", "result", "check", "forces", "state"] as const) {
    const text: unknown = (event as Record<string, unknown>)[key];
    if (typeof text === "string") return text;
  }
  return undefined;
}

/** What the centre's database can hold: no NUL, no half of a character. */
export const sound = (text: string, most: number): string => text.replaceAll("\0", "").slice(0, most).toWellFormed();
