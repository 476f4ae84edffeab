import { noise } from "./chance.ts";
import { CITADEL_RING, KEPT_FREE, MOATS } from "./citadel.ts";
import type { Marked } from "./marked.ts";
import { frame, lengthOf, thin, withinAny, type Point } from "../../tiles/shapes.ts";
import { TOWNS, townAt, type Town } from "./towns.ts";
import { atSea } from "./ground.ts";
import type { Waters } from "./waters.ts";

/** Metres between looks along a street that is being laid out. */
const STEP = 12;
/** Shorter ends are left out. */
const SHORTEST = 60;

const inYard = withinAny(KEPT_FREE);
const inMoat = withinAny(MOATS.map(({ rings }) => rings[0]!));
const behindMoat = withinAny(MOATS.flatMap(({ rings }) => rings.slice(1)));
export const inCitadel = withinAny([CITADEL_RING]);

/** True where neither street nor house may stand. */
export function keptFree(waters: Waters, at: Point, margin: number): boolean {
  const near = waters.near(at[0], at[1]);
  return (near !== undefined && near.distance < margin) || inYard(at) || (inMoat(at) && !behindMoat(at)) || atSea(at);
}

/**
 * Invented streets of the towns: a turned grid that wavers a little, broken at water, walls, the town's edge, and where a
 * known street runs beside.
 *
 * @param known ground beside streets that are there already
 */
export function sideStreets(waters: Waters, known: Marked): Point[][] {
  return TOWNS.flatMap((town, n) => gridOf(town, n).flatMap((line) => broken(line, town, waters, known)));
}

function gridOf(town: Town, n: number): Point[][] {
  const local = frame(town.at, town.bearing);
  const waver = (u: number, v: number): Point => local.at(u + 14 * noise(u / 310, v / 310, 200 + n), v + 14 * noise(u / 310, v / 310, 300 + n));
  const lines: Point[][] = [];
  for (let v = -town.across; v <= town.across; v += town.block[1]) lines.push(range(town.along).map((u) => waver(u, v)));
  for (let u = -town.along; u <= town.along; u += town.block[0]) lines.push(range(town.across).map((v) => waver(u, v)));
  return lines;
}

const range = (half: number): number[] => Array.from({ length: Math.floor((2 * half) / STEP) + 1 }, (_, i) => -half + i * STEP);

function broken(line: readonly Point[], town: Town, waters: Waters, known: Marked): Point[][] {
  const out: Point[][] = [];
  let part: Point[] = [];
  let besides = 0;
  let within: boolean | undefined;
  const end = (): void => {
    if (lengthOf(part) >= SHORTEST) out.push(thin(part, 1.5));
    part = [];
    besides = 0;
  };
  for (const at of line) {
    const now = inCitadel(at);
    if (within !== now) end();
    within = now;
    // A crossing is short; what stays beside a known street is that street again.
    besides = known.taken(at) ? besides + 1 : 0;
    if (townAt(at)?.town !== town || keptFree(waters, at, 14) || besides > 2) end();
    else part.push(at);
  }
  end();
  return out;
}
