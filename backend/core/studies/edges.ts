import type { z } from "zod";
import type { FloodStudy } from "#contract/flood-study";
import type { Series } from "../simulations/flood/series.ts";
import { CHANNEL_CELL, LAND, STILL, type StudyGround } from "./ground.ts";
import type { DrivenRun } from "./begin.ts";

type Edges = NonNullable<z.input<typeof FloodStudy>["edges"]>;
type Side = "west" | "east" | "south" | "north";

/** A river's stage stands on its banks too, so far to either side of where it leaves the area, m. */
const BANKS = 1500;
/** Of 200 the engine takes; water at the edge beyond that meets a wall. */
const MOST_EDGES = 190;

/**
 * What stands at the area's edge: each river's stage where it leaves, with the low banks beside it, and the level of sea and
 * lagoon where these lie at it; a canal there has the level of the river it belongs to. Everywhere else the edge is a wall.
 *
 * @param stages level at the foot of each run that leaves, m over s @param still level of other water at the edge, by its chain index
 */
export function edgesOf({ grid, is, chain }: StudyGround, z: Float64Array, stages: readonly { run: DrivenRun; level: Series }[], still: (chain: number) => Series): Edges {
  const taken = new Set<string>();
  const edges: Edges = [];
  const cellOn = (side: Side, n: number): number => ({ west: n * grid.nx, east: n * grid.nx + grid.nx - 1, south: n, north: (grid.ny - 1) * grid.nx + n })[side];
  const lengthOf = (side: Side): number => (side === "west" || side === "east" ? grid.ny : grid.nx);
  const add = (name: string, side: Side, [from, to]: readonly [number, number], level: Series): void => {
    for (let n = from; n <= to; n++) taken.add(`${side}${n}`);
    edges.push({ is: "stage", name, side, from: from * grid.cell, to: (to + 1) * grid.cell, outside: { by: "series", level: level.map(([t, v]): [number, number] => [t, v]) } });
  };
  for (const { run, level } of stages) {
    const { side, n } = sideOf(grid, run.last);
    const highest = Math.max(...level.map(([, v]) => v));
    const wet = (at: number): boolean => {
      const k = cellOn(side, at);
      // Water of another river, or of another bend of this one, has another level.
      const near = chain[k]! < 0 || Math.abs(chain[k]! - run.lastChain) <= 4;
      return !taken.has(`${side}${at}`) && (is[k] === CHANNEL_CELL ? near : is[k] === LAND && near && z[k]! < highest);
    };
    const most = Math.round(BANKS / grid.cell);
    let [from, to] = [n, n];
    while (from > 0 && n - from < most && wet(from - 1)) from--;
    while (to < lengthOf(side) - 1 && to - n < most && wet(to + 1)) to++;
    add(run.river, side, [from, to], level);
  }
  for (const side of ["west", "east", "south", "north"] as const) {
    for (let n = 0; n < lengthOf(side); n++) {
      const from = cellOn(side, n);
      if (is[from] !== STILL || taken.has(`${side}${n}`)) continue;
      let to = n;
      while (to + 1 < lengthOf(side) && is[cellOn(side, to + 1)] === STILL && Math.abs(chain[cellOn(side, to + 1)]! - chain[from]!) <= 1 && !taken.has(`${side}${to + 1}`)) to++;
      if (edges.length < MOST_EDGES) add("nước ở rìa", side, [n, to], still(chain[from]!));
      n = to;
    }
  }
  return edges;
}

/** The side of the grid nearest to a cell, and which cell along it. */
function sideOf({ nx, ny }: StudyGround["grid"], cell: number): { side: Side; n: number } {
  const [i, j] = [cell % nx, Math.floor(cell / nx)];
  const far = { west: i, east: nx - 1 - i, south: j, north: ny - 1 - j };
  const least = Math.min(...Object.values(far));
  const side = (["west", "east", "south", "north"] as const).find((one) => far[one] === least) ?? "west";
  return { side, n: side === "west" || side === "east" ? j : i };
}
