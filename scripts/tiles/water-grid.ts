import type { Position } from "geojson";
import { cellOf, UNKNOWN, type GridSpec } from "./height-grid.ts";
import { openMinHeap } from "./min-heap.ts";
import { metresPerLon, METRES_PER_LAT } from "./tile-math.ts";

/** Spill of a cell that no river reaches. */
export const NEVER = 32_767;
/** How much higher, dm on an ordinary day, the river may stand at a cell's point than where its water left the river. */
const UPSTREAM = 1;
/** Chain of such a cell. */
export const NO_CHAIN = 65_535;

export interface Axis {
  /** From the upper end to the mouth, degrees. */
  axis: readonly (readonly [lon: number, lat: number])[];
  /** Chain index of its first point. */
  from: number;
}

export interface WaterColumns {
  spill: Int16Array;
  chain: Uint16Array;
}

/**
 * From which level of its river each cell is wet, and which point of which river that level is read at: a priority flood
 * (Barnes, Lehman, Mulla 2014) from the rivers' cells. A cell behind a dike is wet only once the dike is overtopped.
 *
 * The way of the water decides the chain, not the distance as the crow flies: what spills over takes the index of the cell it
 * came from, moved along to the nearest point of the same river. Since a flood's level falls towards the sea, the water
 * that reaches a cell is compared by height over the river's own ordinary level there, and it never stands higher than the
 * river where it left it: moving upstream along the axis ends a little above that point (UPSTREAM).
 *
 * @param ground decimetres, row by row; UNKNOWN is a wall
 * @param level ordinary level of the river at a chain index, decimetres
 * @param reach metres from the axis beyond which no water of this river is told of
 */
export function floodFrom({ grid, ground, rivers, level, reach }: { grid: GridSpec; ground: Int16Array; rivers: readonly Axis[]; level: (chain: number) => number; reach: number }): WaterColumns {
  const { width, height } = grid;
  const spill = new Int16Array(width * height).fill(NEVER);
  const chain = new Uint16Array(width * height).fill(NO_CHAIN);
  const over = new Float64Array(width * height).fill(Infinity);
  /** Ordinary level where a cell's water left its river, dm. */
  const left = new Float64Array(width * height);
  const points = new Map<number, readonly [number, number]>(rivers.flatMap(({ axis, from }) => axis.map((at, i) => [from + i, at] as const)));
  const heap = openMinHeap(width * height * 4 + 1);
  const put = (cell: number, at: number, needs: number, from: number): void => {
    const rise = needs - level(at);
    if (rise >= over[cell]!) return;
    over[cell] = rise;
    left[cell] = from;
    chain[cell] = at;
    spill[cell] = Math.max(-32_767, Math.min(NEVER - 1, needs));
    heap.push(rise, cell);
  };
  for (const { axis, from } of rivers)
    for (const { cell, point } of cellsAlong(grid, axis)) if (ground[cell] !== UNKNOWN) put(cell, from + point, Math.min(ground[cell]!, level(from + point)), level(from + point));
  const done = new Uint8Array(width * height);
  for (let cell = heap.pop(); cell !== undefined; cell = heap.pop()) {
    if (done[cell] === 1) continue;
    done[cell] = 1;
    const i = cell % width;
    const j = (cell - i) / width;
    for (const [di, dj] of [[0, -1], [-1, 0], [1, 0], [0, 1]] as const) {
      const ni = i + di;
      const nj = j + dj;
      const next = nj * width + ni;
      if (ni < 0 || ni >= width || nj < 0 || nj >= height || done[next] === 1 || ground[next] === UNKNOWN) continue;
      const near = nearer(points, chain[cell]!, grid, ni, nj);
      const at = level(near) > left[cell]! + UPSTREAM ? chain[cell]! : near;
      if (distance(points.get(near), grid, ni, nj) > reach) continue;
      // Carried as a rise over the ordinary level, so that water does not flow uphill along the axis.
      put(next, at, Math.max(ground[next]!, Math.round(over[cell]! + level(at))), left[cell]!);
    }
  }
  return { spill, chain };
}

/** Cells under an axis, each with the nearer end of the piece that crosses it. */
function* cellsAlong(grid: GridSpec, axis: readonly (readonly [number, number])[]): Generator<{ cell: number; point: number }> {
  for (let k = 0; k + 1 < axis.length; k++) {
    const a = cellOf(grid, axis[k]![0], axis[k]![1]);
    const b = cellOf(grid, axis[k + 1]![0], axis[k + 1]![1]);
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(b.i - a.i), Math.abs(b.j - a.j)) * 2));
    for (let s = 0; s <= steps; s++) {
      const i = Math.round(a.i + ((b.i - a.i) * s) / steps);
      const j = Math.round(a.j + ((b.j - a.j) * s) / steps);
      if (i >= 0 && i < grid.width && j >= 0 && j < grid.height) yield { cell: j * grid.width + i, point: k + (2 * s > steps ? 1 : 0) };
    }
  }
}

/** Moves along the river from a point to the one nearest to a cell. */
function nearer(points: ReadonlyMap<number, readonly [number, number]>, from: number, grid: GridSpec, i: number, j: number): number {
  let at = from;
  let best = distance(points.get(at), grid, i, j);
  for (const step of [1, -1]) {
    // A few points further on: a single one may lie behind a bend and seem farther.
    for (let tries = 0, next = at + step; tries < 4; tries++, next += step) {
      const there = distance(points.get(next), grid, i, j);
      if (there >= best) continue;
      best = there;
      at = next;
      tries = -1;
    }
  }
  return at;
}

function distance(point: Position | readonly [number, number] | undefined, { width, height, bounds: [west, south, east, north] }: GridSpec, i: number, j: number): number {
  if (point === undefined) return Infinity;
  const lon = west + ((i + 0.5) * (east - west)) / width;
  const lat = north - ((j + 0.5) * (north - south)) / height;
  return Math.hypot((point[0]! - lon) * metresPerLon(lat), (point[1]! - lat) * METRES_PER_LAT);
}
