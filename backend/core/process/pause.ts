import type { Fault } from "#contract/fault";
import { pauseOf, type Clock, type Incident, type IncidentEvent } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { duesOf, type ClockWork, type ProcessEnv } from "./clocks.ts";
import { conflict } from "./parts.ts";

type PauseEvent = Extract<IncidentEvent, { is: "paused" | "resumed" }>;

/** Stops a clock, or lets it go on with what was left of it, counted on its own calendar. While it stands nothing of it falls due. */
export function turnClock(incident: Incident, event: PauseEvent, { work, env, by }: { work: ClockWork; env: ProcessEnv; by: AccountId }): Result<undefined, Fault> {
  const limit = env.template.limits.find(({ id }) => id === event.limitId);
  if (limit?.pausable !== true) return conflict(`limit ${event.limitId} does not stand still`);
  const clock = incident.clocks.findLast((one) => one.limitId === limit.id && one.agencyId === event.agencyId && one.outcome === "running");
  if (clock === undefined) return conflict(`no clock of limit ${limit.id} runs`);
  const time = env.time(clock.calendar);
  if (time === undefined) return fail({ code: "unknown-id", kind: "calendar", id: clock.calendar });
  const { now } = env;
  const pause = pauseOf(clock);
  if (event.is === "paused") {
    if (pause !== undefined) return conflict("it stands still already");
    if (clock.missedAt !== undefined || now > clock.due) return conflict("it has run out");
    work.clocks.set(clock.key, { ...clock, pauses: [...(clock.pauses ?? []), { from: now, left: time.between(now, clock.due), reason: event.reason, by }] });
    for (const due of incident.dues) if (due.clockKey === clock.key) work.gone.add(due.key);
    return ok(undefined);
  }
  if (pause === undefined) return conflict("it does not stand still");
  const { at, provisional } = time.addMs(now, pause.left);
  const { provisional: _before, ...rest } = clock;
  const going: Clock = { ...rest, due: at, ...(provisional === undefined ? {} : { provisional }), pauses: [...(clock.pauses ?? []).slice(0, -1), { ...pause, to: now }] };
  work.clocks.set(clock.key, going);
  const dues = duesOf(going, env);
  if (!dues.ok) return dues;
  for (const due of dues.value) work.dues.set(due.key, due);
  return ok(undefined);
}
