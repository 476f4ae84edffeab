import type { Monitor } from "#contract/wall";

type Place = Monitor["at"];
/** Bounds of the wall's picture, px. */
const FAR = 100_000;

/** A place moved so that its edges meet those of others within `reach` px of the wall; each direction for itself. */
export function snapTo(place: Place, others: readonly Place[], reach: number): Place {
  const x = nearest(place.x, others.flatMap((one) => [one.x, one.x + one.w, one.x - place.w, one.x + one.w - place.w]), reach);
  const y = nearest(place.y, others.flatMap((one) => [one.y, one.y + one.h, one.y - place.h, one.y + one.h - place.h]), reach);
  return { ...place, x: bounded(x), y: bounded(y) };
}

function nearest(value: number, edges: readonly number[], reach: number): number {
  let best = value;
  let least = reach;
  for (const edge of edges) if (Math.abs(edge - value) < least) [best, least] = [edge, Math.abs(edge - value)];
  return best;
}

function bounded(value: number): number {
  return Math.round(Math.min(FAR, Math.max(-FAR, value)));
}

/** The first two that lie over each other by more than a hair. */
export function overlap(monitors: readonly Pick<Monitor, "at" | "number">[]): [number, number] | undefined {
  for (const [i, a] of monitors.entries()) {
    for (const b of monitors.slice(i + 1)) {
      const across = Math.min(a.at.x + a.at.w, b.at.x + b.at.w) - Math.max(a.at.x, b.at.x);
      const down = Math.min(a.at.y + a.at.h, b.at.y + b.at.h) - Math.max(a.at.y, b.at.y);
      if (across > 4 && down > 4) return [a.number, b.number];
    }
  }
  return undefined;
}
