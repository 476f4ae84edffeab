import { RAIN_KMH, type FloodedPlace, type Way } from "#contract/way";
import type { Instant } from "#contract/ids";
import { nearestOn, type Streets } from "./graph.ts";
import { metres, type Point } from "./plane.ts";
import { nearest, shortest, snap, type Found } from "./search.ts";

/** A flooded place closes every piece of street that comes so near to it, m: about a block. */
export const CLOSES = 120;
/** A sensor with a fresh word speaks for streets so near, m; the rest of a way is unknown. */
export const SPEAKS = 220;
/** A place is on a street where one lies so near, m. */
const ON_STREET = 2000;

/** What the room knows of water in the streets now. */
export interface Water {
  flooded: readonly FloodedPlace[];
  /** Sensors whose newest word is fresh, wet or not. */
  heard: readonly Point[];
}

/**
 * The way from a place to a case, round what is flooded. A case in the water, or cut off by it, is told where one comes nearest to it.
 *
 * @returns undefined: no street near `from`
 */
export function planWay(streets: Streets, { from, to, water, asOf }: { from: Point; to: Point; water: Water; asOf: Instant }): Way | undefined {
  const { edges } = streets;
  const start = snap(streets, from, ON_STREET);
  if (start === undefined) return undefined;
  const goal = snap(streets, to, ON_STREET);
  const closers = water.flooded.map((place) => ({ place, closes: new Set(streets.grid.near(place.at, CLOSES).filter((id) => nearestOn(edges[id]!.line, place.at).metres <= CLOSES)) }));
  const closed = new Set(closers.flatMap(({ closes }) => [...closes]));
  const whole = goal === undefined ? undefined : shortest(streets, start, goal, closed);
  const found = whole ?? nearest(streets, start, to, closed);
  const free = goal === undefined ? undefined : shortest(streets, start, goal, new Set());
  const meets = (way: Found, ids: ReadonlySet<number>): boolean => way.edges.some((id) => id !== start.edge && ids.has(id));
  const around = free === undefined ? [] : closers.filter(({ closes }) => meets(free, closes)).map(({ place }) => place);
  return {
    asOf, reaches: whole === undefined ? "near" : "there",
    line: found.line.map(([lon, lat]): [number, number] => [round(lon), round(lat)]).filter(([lon, lat], i, all) => i === 0 || lon !== all[i - 1]?.[0] || lat !== all[i - 1]?.[1]),
    metres: found.metres, seconds: found.metres / (RAIN_KMH / 3.6),
    before: start.metres, after: metres(found.line.at(-1)!, to),
    around: around.slice(0, 100), flooded: water.flooded.slice(0, 500),
    unknown: unheard(found, water.heard), fromFlooded: closed.has(start.edge),
  };
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Metres of a way's line that lie farther than SPEAKS from every sensor that was heard. */
function unheard({ line }: Found, heard: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (!heard.some((at) => metres(at, middle) <= SPEAKS)) sum += metres(a, b);
  }
  return sum;
}
