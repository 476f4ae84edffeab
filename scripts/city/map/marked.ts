import { METRES_PER_LAT, metresPerLon } from "../../tiles/tile-math.ts";
import { along, moved, type Point } from "../../tiles/shapes.ts";

/** Side of a cell, metres. */
const CELL = 4;
const PER_LON = metresPerLon(16.45) / CELL;
const PER_LAT = METRES_PER_LAT / CELL;

/** Ground already taken, in cells of 4 m. */
export interface Marked {
  taken(at: Point): boolean;
  take(at: Point): void;
  /** Takes a strip along a line, `half` metres to each side. */
  strip(line: readonly Point[], half: number): void;
}
export function openMarked(): Marked {
  const cells = new Set<number>();
  const key = ([lon, lat]: Point): number => Math.round((lon - 106) * PER_LON) * 65_536 + Math.round((lat - 15.5) * PER_LAT);
  const take = (at: Point) => void cells.add(key(at));
  return {
    taken: (at) => cells.has(key(at)),
    take,
    strip(line, half) {
      for (const { at, east, north } of along(line, CELL * 0.7)) for (let side = -half; side <= half; side += CELL * 0.7) take(moved(at, north * side, -east * side));
    },
  };
}
