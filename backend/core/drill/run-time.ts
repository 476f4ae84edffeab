import { nextInject, type DrillRun } from "#contract/drill";
import type { FactBody } from "#contract/fact";
import type { Instant } from "#contract/ids";

/** So much later than due is a standstill (restart, suspend, a clock put forward), not a busy second, ms. */
const STANDSTILL = 5000;

/** When an exercise next does something by itself: an inject, or its end. */
export function dueOfDrill(run: DrillRun | undefined): Instant | undefined {
  if (run === undefined || run.overAt !== undefined) return undefined;
  const next = nextInject(run);
  return next === undefined ? run.until : Math.min(next.due, run.until);
}

/**
 * What time has brought the exercise by now: at most one inject, so that the fold knows it as given before the next is looked at.
 * After a standstill the clock goes on from where it stood: the inject that was due comes at once, and those after it keep their
 * distance to it instead of all falling on people together.
 */
export function fireDrill(run: DrillRun | undefined, now: Instant): FactBody[] {
  if (run === undefined || run.overAt !== undefined) return [];
  if (now >= run.until) return [{ kind: "drill:time-up", runId: run.id, due: run.until, lateBy: now - run.until }];
  const next = nextInject(run);
  if (next === undefined || next.due > now) return [];
  const lateBy = now - next.due;
  return [{ kind: "drill:injected", runId: run.id, injectId: next.inject.id, due: next.due, lateBy, ...(lateBy > STANDSTILL && { zeroAt: run.zeroAt + lateBy }) }];
}
