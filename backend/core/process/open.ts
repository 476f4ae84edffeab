import type { Fault } from "#contract/fault";
import type { Incident, IncidentFact } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import { ok, type Result } from "#contract/result";
import { loopsOf, openClock, startLoop, type ClockWork, type ProcessEnv } from "./clocks.ts";

/** What a case begins with. */
export type IncidentDraft = Pick<Incident, "id" | "drill" | "urgency" | "title" | "alarmIds" | "appearedAt"> & Partial<Pick<Incident, "areaId" | "position" | "scenarioId" | "handledBy" | "origin">>;

/** Opens a case in the process's first step. Its first clocks count from when the alarm appeared, not from when somebody looked. */
export function openIncident(draft: IncidentDraft, env: ProcessEnv, by?: AccountId): Result<IncidentFact, Fault> {
  const { template, now } = env;
  const incident: Incident = {
    ...draft, templateId: template.id, templateVersion: template.version, step: template.steps[0]!.id, stepSince: now, round: 1,
    parts: [], clocks: [], dues: [], owed: [], version: 1,
  };
  const work: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  for (const limit of template.limits) {
    if (limit.from !== "appeared") continue;
    const clock = openClock(work, limit, { incident, from: draft.appearedAt, env });
    if (!clock.ok) return clock;
  }
  for (const loop of loopsOf(template)) if (loop.from === "appeared") startLoop(work, loop, undefined, draft.appearedAt);
  return ok({ kind: "incident:opened", at: now, incident: { ...incident, clocks: [...work.clocks.values()], dues: [...work.dues.values()] }, ...(by === undefined ? {} : { by }) });
}
