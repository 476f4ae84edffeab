import type { Bounds } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";
import type { StudyGrid } from "#contract/study-result";
import type { SimulationFault } from "#contract/simulation";
import { MOST_CELLS } from "#contract/flood-study";
import { heightAt, NEVER, NOWHERE, packCell, type StudyCity, type WaterColumns } from "./city.ts";
import { cellsAlong, gridOf, middleOf } from "./frame.ts";
import { alongOf } from "./levels.ts";
import { runsOf, type Run } from "./rivers.ts";

/** Ground of the pack below this is water's bed, m: sea, lagoon, river. */
const BED = 0.5;
/** A river's channel lies so near to its axis, m by water; what is farther off is a lagoon's, a canal's or the sea's. */
const CHANNEL = 350;
/** What a cell is when nobody does anything. */
export const [LAND, CHANNEL_CELL, STILL] = [0, 1, 2] as const;

/** The ground of a study. Rasters: row-major from the south-west. */
export interface StudyGround {
  grid: StudyGrid;
  /** m above the national datum. */
  z: Float64Array;
  /** LAND, CHANNEL_CELL (a river's bed), or STILL (sea, lagoon). */
  is: Uint8Array;
  /** Chain index of the river whose water reaches a cell; -1: none. */
  chain: Int32Array;
  /** Level of the river at that index from which the cell is wet, m; Infinity: never. */
  spill: Float32Array;
  runs: readonly Run[];
  /** Mean width of each river's channel within the area, m, by name; and the width about each point of its axis, by chain index. */
  widths: ReadonlyMap<string, number>;
  widthAt: ReadonlyMap<number, number>;
}

/** @returns `terrain-missing` where the pack has no height, `too-many-cells` before anything is made */
export function groundOf(city: StudyCity, area: Bounds, cell: number): Result<StudyGround, SimulationFault> {
  const grid = gridOf(area, cell);
  const cells = grid.nx * grid.ny;
  if (cells > MOST_CELLS) return fail({ code: "too-many-cells", cells, limit: MOST_CELLS, bytes: cells * 116, seconds: 0 });
  const { water, heights } = city;
  const z = new Float64Array(cells);
  const is = new Uint8Array(cells);
  const chain = new Int32Array(cells).fill(-1);
  const spill = new Float32Array(cells).fill(Infinity);
  let [missing, first] = [0, 0];
  for (let k = 0; k < cells; k++) {
    const at = middleOf(grid, k);
    const from = water === undefined ? undefined : packCell(water, at);
    let height = from === undefined ? Number.NaN : heightAt(water!, water!.ground, at);
    if (Number.isNaN(height) && heights !== undefined) height = heightAt(heights, heights.dm, at);
    if (Number.isNaN(height) && missing++ === 0) first = k;
    z[k] = height;
    if (height < BED) is[k] = STILL;
    if (from === undefined || water!.chain[from] === NOWHERE || water!.spill[from] === NEVER) continue;
    chain[k] = water!.chain[from]!;
    spill[k] = water!.spill[from]! / 10;
  }
  if (missing > 0) return fail({ code: "terrain-missing", cells: missing, first: [first % grid.nx, Math.floor(first / grid.nx)] });
  const ground = { grid, z, is, chain, spill, runs: runsOf(grid, water?.rivers ?? []) };
  return ok({ ...ground, ...(water === undefined ? { widths: new Map(), widthAt: new Map() } : channels(ground, water)) });
}

/**
 * Marks the rivers' channels: cells under an axis, and water joined to them from cell to cell so far and no farther. Their chain
 * is that of the axis they are nearest to by water, whatever river's flood the pack would let reach them first.
 *
 * @returns how wide they are
 */
function channels({ grid, is, chain, runs }: Omit<StudyGround, "widths" | "widthAt">, { rivers }: WaterColumns): Pick<StudyGround, "widths" | "widthAt"> {
  let edge: number[] = [];
  for (const { axis, from } of rivers) joinAlong(grid, axis, (cell, i) => {
    if (is[cell] === CHANNEL_CELL) return;
    is[cell] = CHANNEL_CELL;
    chain[cell] = from + i;
    edge.push(cell);
  });
  for (let far = grid.cell; far <= CHANNEL; far += grid.cell) {
    const next: number[] = [];
    for (const cell of edge) for (const beside of besides(grid, cell)) {
      if (is[beside] !== STILL) continue;
      is[beside] = CHANNEL_CELL;
      chain[beside] = chain[cell]!;
      next.push(beside);
    }
    edge = next;
  }
  const count = new Map<number, number>();
  for (let k = 0; k < is.length; k++) if (is[k] === CHANNEL_CELL) count.set(chain[k]!, (count.get(chain[k]!) ?? 0) + 1);
  const widths = new Map<string, number>();
  const widthAt = new Map<number, number>();
  for (const { name, from, axis } of rivers) {
    const along = alongOf(axis);
    for (let i = 0; i < axis.length; i++) {
      // Over some points: cells of a bend count for the nearer of two.
      const [a, b] = [Math.max(0, i - 2), Math.min(axis.length - 1, i + 2)];
      let near = 0;
      for (let j = a; j < b; j++) near += count.get(from + j) ?? 0;
      if (count.has(from + i)) widthAt.set(from + i, Math.max(grid.cell, (near * grid.cell * grid.cell) / (along[b]! - along[a]!)));
    }
    const length = runs.filter(({ river }) => river === name).reduce((sum, run) => sum + run.length, 0);
    let cells = 0;
    for (let i = from; i < from + axis.length; i++) cells += count.get(i) ?? 0;
    if (length > 0) widths.set(name, Math.max(grid.cell, (cells * grid.cell * grid.cell) / length));
  }
  return { widths, widthAt };
}

/** Cells that share a side with one. */
function besides({ nx, ny }: StudyGrid, cell: number): number[] {
  const i = cell % nx;
  return [...(i > 0 ? [cell - 1] : []), ...(i < nx - 1 ? [cell + 1] : []), ...(cell >= nx ? [cell - nx] : []), ...(cell < nx * (ny - 1) ? [cell + nx] : [])];
}

/** Visits the cells under an axis so that each shares a side with the one before: water does not flow over corners. */
function joinAlong(grid: StudyGrid, axis: WaterColumns["rivers"][number]["axis"], visit: (cell: number, point: number) => void): void {
  for (let i = 0; i + 1 < axis.length; i++) {
    let before: number | undefined;
    for (const cell of cellsAlong(grid, [axis[i]!, axis[i + 1]!])) {
      if (before !== undefined && cell % grid.nx !== before % grid.nx && Math.floor(cell / grid.nx) !== Math.floor(before / grid.nx)) visit(Math.floor(before / grid.nx) * grid.nx + (cell % grid.nx), i);
      visit(cell, i);
      before = cell;
    }
  }
}

/** The ground with river beds at these levels, m, by chain index; NaN or none: as the pack has it. Only ever lowered. */
export function withBeds({ z, is, chain }: Pick<StudyGround, "z" | "is" | "chain">, beds: ReadonlyMap<number, number>): Float64Array {
  return z.map((height, k) => (is[k] === CHANNEL_CELL ? Math.min(height, beds.get(chain[k]!) ?? height) : height));
}
