import type { Monitor, Screen } from "#contract/wall";
import type { WallDraft } from "./draft.ts";

type Bounds = Screen["bounds"];
/** A monitor whose screen was seen before, as it is now. */
export interface Reseen {
  monitor: Monitor;
  /** Where the screen was when the monitor last followed it. */
  from: Bounds;
  to: Bounds;
}

/**
 * Lets monitors follow what became of their screens: another size scales the place on the wall's picture, and a screen that
 * moved against its neighbours moves there too. What moved all screens of the PC alike (another primary one) moves nothing.
 */
export function followScreens(draft: WallDraft, seen: readonly Reseen[]): void {
  const common = commonest(seen.map(({ from, to }) => shift(from, to)));
  for (const { monitor, from, to } of seen) {
    const moved = shift(from, to);
    const across = monitor.at.w / from.width, down = monitor.at.h / from.height;
    const at = {
      x: within(monitor.at.x + (moved.x - common.x) * across, -100_000, 100_000),
      y: within(monitor.at.y + (moved.y - common.y) * down, -100_000, 100_000),
      w: within(to.width * across, 1, 32_768),
      h: within(to.height * down, 1, 32_768),
    };
    const current = draft.monitors.get(monitor.id);
    if (current !== undefined) draft.monitors.set(monitor.id, { ...current, at });
  }
}

/**
 * Whether the screens stand as they will: cables are pulled and put back one after the other, and in between the others move
 * up or lie upon each other. What is followed then is not undone by what follows it.
 *
 * @param bound monitors of this PC
 * @param found those whose screens are there
 */
export function stands(screens: readonly Screen[], bound: readonly Monitor[], found: ReadonlySet<string>): boolean {
  return bound.every(({ id }) => found.has(id)) && !screens.some((one, n) => screens.slice(n + 1).some((other) => overlap(one.bounds, other.bounds)));
}

/** Where the new screens of a PC go on the wall's picture: as they stand there, all together right of what is there. */
export function placeNew(draft: WallDraft, screens: readonly Screen[]): Map<string, Monitor["at"]> {
  const right = Math.max(0, ...[...draft.monitors.values()].map(({ at }) => at.x + at.w));
  const left = Math.min(...screens.map(({ bounds }) => bounds.x));
  const top = Math.min(...screens.map(({ bounds }) => bounds.y));
  return new Map(screens.map(({ key, bounds }) => [key, {
    x: within(right + bounds.x - left, -100_000, 100_000), y: within(bounds.y - top, -100_000, 100_000), w: bounds.width, h: bounds.height,
  }]));
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function shift(from: Bounds, to: Bounds): { x: number; y: number } {
  return { x: to.x - from.x, y: to.y - from.y };
}

/** The shift most screens made; where two are equally common, none counts before some. */
function commonest(shifts: readonly { x: number; y: number }[]): { x: number; y: number } {
  const count = (one: { x: number; y: number }): number => shifts.filter(({ x, y }) => x === one.x && y === one.y).length;
  let best = { x: 0, y: 0 };
  for (const one of shifts) if (count(one) > count(best)) best = one;
  return best;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
