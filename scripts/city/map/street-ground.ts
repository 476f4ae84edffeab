import { cellLat, cellLon, cellOf, type GridSpec } from "../../tiles/height-grid.ts";
import { NO_CHAIN, type WaterColumns } from "../../tiles/water-grid.ts";
import { METRES_PER_LAT, metresPerLon } from "../../tiles/tile-math.ts";
import type { Street } from "../streets.ts";

/** A street's height says this much of the ground about it, m. */
const SPREAD = 450;
/** Nearer than this is at the street, m. */
const AT = 40;
/** River beds keep their depth: below this, dm, nothing is levelled. */
const BED = 9;

type Levelled = Pick<Street, "at" | "ground">;

/**
 * Fits invented ground to the heights at which streets are measured, so that a street's depth and the map's are of one ground:
 * what it is out by at each street is spread about it by inverse distance (Shepard 1968, power 4), fading over some hundred metres.
 *
 * @param ground decimetres, changed in place
 */
export function levelStreets(grid: GridSpec, ground: Int16Array, streets: readonly Levelled[]): void {
  const out = streets.map(({ at, ground: height }) => ({ at, by: Math.round(height * 10) - ground[cellAt(grid, at)]! }));
  forNear(grid, streets, (cell, far) => {
    if (ground[cell]! < BED) return;
    let weights = 1 / SPREAD ** 4;
    let sum = 0;
    for (const [n, metres] of far) {
      const weight = 1 / Math.max(metres, AT) ** 4;
      weights += weight;
      sum += weight * out[n]!.by;
    }
    ground[cell] = Math.max(BED, Math.round(ground[cell]! + sum / weights));
  });
  for (const { at, ground: height } of streets) ground[cellAt(grid, at)] = Math.round(height * 10);
}

/** Streets are joined to the river by drains: about them water stands up as soon as the river is higher than the ground, whatever bank lies between. */
export function openDrains(grid: GridSpec, ground: Int16Array, { spill, chain }: WaterColumns, streets: readonly Levelled[]): void {
  forNear(grid, streets, (cell, far) => {
    if (chain[cell] !== NO_CHAIN && spill[cell]! > ground[cell]! && far.some(([, metres]) => metres < SPREAD / 2)) spill[cell] = ground[cell]!;
  });
}

const cellAt = (grid: GridSpec, [lon, lat]: Street["at"]): number => {
  const { i, j } = cellOf(grid, lon, lat);
  return Math.round(j) * grid.width + Math.round(i);
};

/** Calls for each cell within twice the spread of a street, with the streets that are. */
function forNear(grid: GridSpec, streets: readonly Levelled[], put: (cell: number, far: readonly (readonly [street: number, metres: number])[]) => void): void {
  for (let j = 0; j < grid.height; j++) {
    const lat = cellLat(grid, j);
    for (let i = 0; i < grid.width; i++) {
      const lon = cellLon(grid, i);
      const far = streets.map(({ at }, n) => [n, Math.hypot((at[0] - lon) * metresPerLon(lat), (at[1] - lat) * METRES_PER_LAT)] as const).filter(([, metres]) => metres < 2 * SPREAD);
      if (far.length > 0) put(j * grid.width + i, far);
    }
  }
}
