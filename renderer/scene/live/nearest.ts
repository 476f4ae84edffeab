import type { Screen } from "./data/screen.ts";

/** The item nearest to a point on screen, within `reach` px; the later of two at one place, which was drawn on top. */
export function nearest<T extends { lon: number; lat: number }>(items: readonly T[], screen: Screen, x: number, y: number, reach: number): { item: T; distance: number } | undefined {
  let best: T | undefined;
  let distance = reach;
  for (const item of items) {
    const away = Math.hypot(screen.x(item.lon, item.lat) - x, screen.y(item.lon, item.lat) - y);
    if (!(away <= distance)) continue; // NaN: behind the eye
    best = item;
    distance = away;
  }
  return best === undefined ? undefined : { item: best, distance };
}
