import type { Fault } from "#contract/fault";
import type { Incident, Part } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { EventKind, Limit } from "#contract/process";
import { fail, ok, type Result } from "#contract/result";
import { loopsOf, openClock, startLoop, type ClockWork, type ProcessEnv, type Standing } from "./clocks.ts";

interface Joining {
  work: ClockWork;
  env: ProcessEnv;
  /** By when the order is to be done, for limits that it names. */
  orderDue: Instant | undefined;
  /** A limit that goes on as it ran elsewhere; undefined: by its span from now. */
  begin?: (limit: Limit) => Standing | undefined;
}

/**
 * An agency comes into a case whose order is out, or gets another role in it: opens what it is measured by from an order on,
 * but for what runs for it already and what it has done.
 */
export function joinClocks(incident: Incident, part: Part, { work, env, orderDue, begin }: Joining): Result<undefined, Fault> {
  const { agencyId } = part;
  const isFor = (of: Limit["of"]): boolean => of === "agency" || (of === "lead" && part.role === "lead");
  for (const limit of env.template.limits) {
    if (limit.from !== "ordered" || !isFor(limit.of) || hasDone(part, limit.until)) continue;
    if (incident.clocks.some((clock) => clock.limitId === limit.id && clock.agencyId === agencyId && clock.outcome === "running")) continue;
    const before = begin?.(limit);
    // No order gives it an instant any more: that it was not done in time is on record where it was ordered.
    if (before === undefined && limit.span === "order" && orderDue === undefined) continue;
    const as = before ?? (limit.span === "order" && orderDue !== undefined ? { due: orderDue } : undefined);
    if (before === undefined && as !== undefined && as.due <= env.now) return orderPast();
    const clock = openClock(work, limit, { incident, from: env.now, agencyId, as, env });
    if (!clock.ok) return clock;
  }
  for (const loop of loopsOf(env.template)) {
    const runs = incident.dues.some(({ reminderId, agencyId: whose }) => reminderId === loop.id && whose === agencyId);
    if (loop.from === "ordered" && isFor(loop.of) && !runs && !hasDone(part, loop.until)) startLoop(work, loop, agencyId, env.now);
  }
  return ok(undefined);
}

/** Nobody is given an order that is late when it comes. */
export const orderPast = (): Result<never, Fault> => fail({ code: "malformed", path: "due", detail: "the order's deadline is past: by when is it to be done?" });

/** One of these events is on the part's record. */
function hasDone(part: Part, events: readonly EventKind[]): boolean {
  const at: Partial<Record<EventKind, Instant | undefined>> = { received: part.receivedAt, accepted: part.acceptedAt, deployed: part.deployedAt, answered: part.answeredAt };
  return events.some((is) => at[is] !== undefined);
}
