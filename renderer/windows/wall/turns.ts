import type { Instant } from "#contract/ids";
import { ALTERNATE, isLost, LOST_AFTER, tilesOf, type WallShown } from "#contract/wall-view";
import { AHEAD_MS, PAINT_MS, REST_MS, SWEEP_MS, type Slot } from "./stage.ts";

/** At least this often the stage is looked at, ms. */
const LOOK_MS = 10_000;

/** The next instant at which the clock alone changes what a monitor shows or prepares: later than `now`, at most ten seconds. */
export function nextTurn(wall: WallShown, monitorId: string, slots: readonly Slot[], now: Instant): Instant {
  const turns: Instant[] = [];
  for (const { cell } of tilesOf(wall, monitorId, now)) {
    if (cell.panels.length > 1 && cell.frozenAt === undefined) turns.push(boundary(cell.dwell * 1000, now), boundary(cell.dwell * 1000, now + AHEAD_MS) - AHEAD_MS);
  }
  for (const monitor of wall.monitors.values()) {
    const leftAt = wall.attendances.get(monitor.id)?.leftAt;
    if (leftAt !== undefined) turns.push(leftAt + LOST_AFTER, leftAt + LOST_AFTER - AHEAD_MS);
    if (monitor.whenLost.how === "alternate" && isLost(wall, monitor, now)) turns.push(boundary(ALTERNATE, now), boundary(ALTERNATE, now + AHEAD_MS) - AHEAD_MS);
  }
  for (const { wantedAt, restsSince } of slots) turns.push(...(wantedAt === undefined ? [] : [wantedAt + PAINT_MS]), ...(restsSince === undefined ? [] : [restsSince + SWEEP_MS, restsSince + REST_MS]));
  return Math.min(now + LOOK_MS, ...turns.filter((turn) => turn > now));
}

/** The first multiple of the period after an instant. */
function boundary(period: number, now: Instant): Instant {
  return (Math.floor(now / period) + 1) * period;
}
