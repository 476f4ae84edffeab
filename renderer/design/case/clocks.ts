import { pauseOf, type Clock, type Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Limit, Template } from "#contract/process";

/** How a clock stands: `late` runs past its instant, `soon` has little left, `ok` runs, `paused` stands still, the others are over. */
export type ClockState = "late" | "soon" | "ok" | "paused" | "met" | "missed" | "void";

/** The last part of a limit, and never more than so much, counts as soon: 2 h of a span of days is not far away. */
const SOON_PART = 0.25;
const SOON_MS = 4 * 3_600_000;

/** @param now server's clock, ms */
export function clockState(clock: Clock, now: Instant): ClockState {
  if (clock.outcome !== "running") return clock.outcome;
  if (pauseOf(clock) !== undefined) return "paused";
  // At its last millisecond a limit is still kept.
  if (now > clock.due) return "late";
  return clock.due - now <= Math.min((clock.due - clock.from) * SOON_PART, SOON_MS) ? "soon" : "ok";
}

/** How late a clock is, ms: running past its instant until now, done too late until it was done; undefined: it is not, or ended without being done. */
export function lateBy(clock: Clock, now: Instant): number | undefined {
  if (pauseOf(clock) !== undefined) return undefined;
  if (clock.outcome === "running") return now > clock.due ? now - clock.due : undefined;
  if (clock.outcome !== "missed") return undefined;
  const done = clock.took?.at;
  return done === undefined ? clock.lateBy : done - clock.due;
}

/** How much of the span has passed, 0 to 1. */
export function passed(clock: Pick<Clock, "from" | "due">, now: Instant): number {
  const whole = clock.due - clock.from;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (now - clock.from) / whole));
}

/** Running clocks, the one due first (and so the latest) on top; those that stand still last: nothing of them falls due. */
export function runningClocks<C extends Clock>(clocks: readonly C[]): C[] {
  const still = (clock: Clock): number => Number(pauseOf(clock) !== undefined);
  return clocks.filter(({ outcome }) => outcome === "running").toSorted((a, b) => still(a) - still(b) || a.due - b.due || (a.key < b.key ? -1 : 1));
}

/** Those that run past their instant. */
export function lateClocks<C extends Clock>(clocks: readonly C[], now: Instant): C[] {
  return clocks.filter((clock) => clock.outcome === "running" && lateBy(clock, now) !== undefined);
}

/** Every clock that was or is late. */
export function missedClocks(incident: Pick<Incident, "clocks">, now: Instant): Clock[] {
  return incident.clocks.filter((clock) => clock.outcome === "missed" || clock.missedAt !== undefined || lateBy(clock, now) !== undefined);
}

/** The limit a clock measures, in the case's own version of its process. */
export function limitOf(clock: Pick<Clock, "limitId">, template: Pick<Template, "limits"> | undefined): Limit | undefined {
  return template?.limits.find(({ id }) => id === clock.limitId);
}
