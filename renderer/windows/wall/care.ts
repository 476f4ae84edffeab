import type { Instant } from "#contract/ids";
import type { WallSettings } from "#contract/wall";

/** Minutes of the room's day: Vietnam has one zone, UTC+7 the whole year. */
const ZONE_MS = 7 * 3_600_000;
const DAY_MIN = 1440;
/** The picture stays so long at one place, ms, and is never further than this from its own, px. */
const STAY_MS = 120_000;
export const SHIFT_PX = 4;
/** Places of the picture, one after another: each a step of at most 2 px from the last, all corners of the square in turn. */
const PATH: readonly (readonly [number, number])[] = [[0, 0], [2, 0], [4, 0], [4, 2], [4, 4], [2, 4], [0, 4], [-2, 4], [-4, 4], [-4, 2], [-4, 0], [-4, -2], [-4, -4], [-2, -4], [0, -4], [2, -4], [4, -4], [4, -2], [2, -2], [0, -2]];

/** Where the picture stands against burn-in, px: the same on all windows at the same instant, so that a cell over two monitors stays whole. */
export function shiftAt(now: Instant): readonly [number, number] {
  return PATH[Math.floor(now / STAY_MS) % PATH.length] ?? [0, 0];
}

/**
 * Brightness of the wall at an instant, 0.2–1. A span over midnight counts; equal ends are no span.
 *
 * @param crying an emergency that nobody has acknowledged: then the wall is never dimmed
 */
export function brightnessAt(dim: WallSettings["dim"], now: Instant, crying: boolean): number {
  if (dim === undefined || crying) return 1;
  const minute = Math.floor((now + ZONE_MS) / 60_000) % DAY_MIN;
  const from = minutesOf(dim.from);
  const to = minutesOf(dim.to);
  const within = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return within ? dim.level : 1;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
