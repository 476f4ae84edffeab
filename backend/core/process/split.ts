import type { Fault } from "#contract/fault";
import type { Clock, Due, Incident, IncidentFact } from "#contract/incident";
import type { AlarmId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { goesOn, loopsOf, openClock, startLoop, type ClockWork, type ProcessEnv } from "./clocks.ts";
import type { Actor } from "./decide.ts";
import { fitting } from "./fitting.ts";
import { openIncident, type IncidentDraft } from "./open.ts";
import { conflict } from "./parts.ts";

interface Split {
  draft: IncidentDraft;
  alarmIds: readonly AlarmId[];
  reason: string;
  actor: Actor;
}

/**
 * Some alarms of a case become a case of their own, of the same process. What was done for all of them together counts for the
 * new one too: it begins after the check where the check was made, and only what is still owed is measured in it.
 *
 * @returns the facts of both, to be written together
 */
export function splitCase(incident: Incident, { draft, alarmIds, reason, actor }: Split, env: ProcessEnv): Result<[IncidentFact, IncidentFact], Fault> {
  const { now } = env;
  if (incident.closedAt !== undefined) return conflict(`case ${incident.id} is over`);
  const stranger = alarmIds.find((id) => !incident.alarmIds.includes(id));
  if (stranger !== undefined) return fail({ code: "unknown-id", kind: "alarm", id: stranger });
  const rest = incident.alarmIds.filter((id) => !alarmIds.includes(id));
  if (rest.length === 0) return conflict("its last alarm stays in a case");
  const opened = openIncident(draft, env, actor.by);
  if (!opened.ok) return opened;
  if (opened.value.kind !== "incident:opened") throw new Error(`${opened.value.kind} opened a case`);
  const begun = begin(opened.value.incident, incident, env);
  if (!begun.ok) return begun;
  const left = fitting(incident, {
    kind: "incident:moved", at: now, incidentId: incident.id, event: { is: "split", to: draft.id, alarmIds: [...alarmIds], reason }, by: actor.by, as: actor.as,
    change: { alarmIds: rest, splitInto: [...(incident.splitInto ?? []), draft.id] },
  });
  return left.ok ? ok([{ ...opened.value, incident: { ...begun.value, splitFrom: incident.id } }, left.value]) : left;
}

function begin(fresh: Incident, source: Incident, env: ProcessEnv): Result<Incident, Fault> {
  const { template, now } = env;
  const first = template.steps[0]?.id;
  const checked = source.step === first ? undefined : template.moves.find(({ on, from }) => on === "verified" && first !== undefined && from.includes(first))?.to;
  const work: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  for (const clock of fresh.clocks) {
    const before = source.clocks.findLast(({ limitId, agencyId }) => limitId === clock.limitId && agencyId === undefined);
    const limit = template.limits.find(({ id }) => id === clock.limitId);
    if (before?.outcome !== "running" || limit === undefined) continue;
    // Missed in the case it leaves, the limit is on record there: here it counts from now.
    const from = before.missedAt !== undefined || clock.due <= now ? now : clock.from;
    // What stood still for all of them together did so for these too.
    const as = before.pauses === undefined ? undefined : goesOn(before, now);
    const again = openClock(work, limit, { incident: { ...fresh, clocks: [] }, from, as, env });
    if (!again.ok) return again;
  }
  if (checked !== undefined) {
    for (const limit of template.limits) {
      const clock = limit.from === "verified" && limit.of === "case" ? openClock(work, limit, { incident: { ...fresh, clocks: [] }, from: now, env }) : ok(undefined);
      if (!clock.ok) return clock;
    }
  }
  for (const loop of loopsOf(template)) {
    const runs = source.dues.some(({ reminderId, agencyId }) => reminderId === loop.id && agencyId === undefined);
    if ((loop.from === "appeared" && runs) || (loop.from === "verified" && checked !== undefined)) startLoop(work, loop, undefined, now);
  }
  const clocks: Clock[] = [...work.clocks.values()];
  const dues: Due[] = [...work.dues.values()];
  return ok({ ...fresh, step: checked ?? fresh.step, clocks, dues });
}
