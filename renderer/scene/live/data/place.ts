import type { ThingId } from "#contract/ids";
import type { LiveProblem, ProblemKind } from "../live-host.ts";

/** [west, south, east, north] in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Where things are looked for when no city pack tells: Việt Nam with Hoàng Sa and Trường Sa. */
export const COUNTRY: Box = [102, 6, 118, 24];
/** A thing so far outside the city still belongs to it, degrees: reservoirs upstream, buoys off the coast. */
const BESIDE = 0.5;
const EXAMPLES = 5;

/** Where a thing is drawn, and what is wrong with where it says it is. */
export type Place = { lon: number; lat: number; problem?: "swapped" | "outside-city" } | { problem: "not-a-number" | "null-island" | "outside-earth" };

/**
 * Looks at a position before it is drawn. Swapped is only said when the other order lies in the city and the given one does
 * not: it is then drawn where it must be meant, and counted.
 *
 * @param city undefined: nothing is outside
 */
export function placeOf(lon: number, lat: number, city: Box | undefined): Place {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return { problem: "not-a-number" };
  // Also what rounding leaves of it: no city lies within a kilometre of it.
  if (Math.abs(lon) < 0.01 && Math.abs(lat) < 0.01) return { problem: "null-island" };
  const home = city ?? COUNTRY;
  if (holds(home, lon, lat)) return { lon, lat };
  if (holds(home, lat, lon)) return { lon: lat, lat: lon, problem: "swapped" };
  if (Math.abs(lon) > 180 || Math.abs(lat) > 85) return { problem: "outside-earth" };
  return city === undefined ? { lon, lat } : { lon, lat, problem: "outside-city" };
}

function holds([west, south, east, north]: Box, lon: number, lat: number): boolean {
  return lon >= west - BESIDE && lon <= east + BESIDE && lat >= south - BESIDE && lat <= north + BESIDE;
}

/** Counts problems by kind. */
export interface ProblemBook {
  add(kind: ProblemKind, thingId: ThingId): void;
  list(): LiveProblem[];
}

export function createProblemBook(): ProblemBook {
  const found = new Map<ProblemKind, { count: number; examples: ThingId[] }>();
  return {
    add(kind, thingId) {
      const entry = found.get(kind) ?? { count: 0, examples: [] };
      entry.count += 1;
      if (entry.examples.length < EXAMPLES) entry.examples.push(thingId);
      found.set(kind, entry);
    },
    list: () => [...found].map(([kind, { count, examples }]) => ({ kind, count, examples })),
  };
}
