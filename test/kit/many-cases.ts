import { AgencyId, IncidentId, type Incident } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import type { NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { decide } from "../../backend/core/process/decide.ts";
import { openIncident } from "../../backend/core/process/open.ts";
import { envOf, processFacts } from "../../backend/room/cases/processes.ts";
import { emptyState } from "../../backend/core/state.ts";
import { CALENDARS, TEMPLATES } from "../../backend/law/index.ts";

/** What a case of Huế's five steps has waiting once it is ordered to two agencies: six limits and two reminders. */
export const DUES_EACH = 8;
const LEAD = AgencyId.parse("thoat-nuoc");
const SUPPORT = AgencyId.parse("canh-sat-giao-thong");

const LAW = { calendars: new Map(CALENDARS.map((calendar) => [calendar.id, calendar])) };

/** A case ordered to two agencies at `at`, its result due `within` ms later, moved by the product's own engine. */
export function orderedAt(name: string, at: number, within: number): Incident {
  const template = TEMPLATES.find(({ id }) => id === "hue-five-steps");
  if (template === undefined) throw new Error("no process");
  const by = AccountId.parse("truc-ban");
  const opened = openIncident({ id: IncidentId.parse(name), drill: false, urgency: "emergency", title: `Ngập ${name}`, alarmIds: [], appearedAt: at }, envOf(template, at, LAW), by);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  let incident = foldIncident(undefined, opened.value);
  for (const event of [{ is: "verified" as const }, { is: "proposed" as const, plan: "Bơm" }, { is: "ordered" as const, order: { happened: "Nước ngập 45 cm", where: "Đập Đá", required: "Chặn đường, bơm", lead: LEAD, support: [SUPPORT], due: at + within } }]) {
    if (incident === undefined) break;
    const moved = decide(incident, event, { by, as: "centre" }, envOf(template, at, LAW));
    if (!moved.ok) throw new Error(JSON.stringify(moved.fault));
    incident = foldIncident(incident, moved.value);
  }
  if (incident === undefined) throw new Error("no case");
  return incident;
}

/** Facts that fill a room: the law's processes, and `count` cases like the model, the i-th moved by `shift(i)` ms. */
export function* manyCases(model: Incident, count: number, shift: (i: number) => number): Generator<NewFact> {
  yield* processFacts(emptyState(), model.appearedAt);
  for (let i = 0; i < count; i++) {
    const by = shift(i);
    const incident: Incident = {
      ...model, id: IncidentId.parse(`${model.id}-${i}`), title: `${model.title} số ${i}`, appearedAt: model.appearedAt + by, stepSince: model.stepSince + by,
      parts: model.parts.map((part) => ({ ...part, orderedAt: part.orderedAt + by })),
      clocks: model.clocks.map((clock) => ({ ...clock, from: clock.from + by, due: clock.due + by })),
      dues: model.dues.map((due) => ({ ...due, at: due.at + by })),
    };
    yield { kind: "incident:opened", at: incident.appearedAt, incident };
  }
}
