import type { Fault } from "#contract/fault";
import type { Incident, IncidentEvent, Owed } from "#contract/incident";
import { ok, type Result } from "#contract/result";
import type { ProcessEnv } from "./clocks.ts";
import { conflict } from "./parts.ts";

/** Flash reports this event makes owed, or renders. */
export function owedAfter(incident: Incident, event: IncidentEvent, { template, now }: ProcessEnv): Result<Owed[], Fault> {
  if (event.is === "flash-reported") {
    const open = incident.owed.find(({ flashId, doneAt }) => flashId === event.flashId && doneAt === undefined);
    return open === undefined ? conflict(`flash report ${event.flashId} is not owed`) : ok([{ ...open, doneAt: now }]);
  }
  return ok(template.flashes.filter(({ on }) => on === event.is).map((flash) => ({
    flashId: flash.id, round: incident.owed.filter(({ flashId }) => flashId === flash.id).length + 1, since: now, clause: flash.clause, to: flash.to,
  })));
}
