import type { Bounds } from "#contract/city";
import { METRES_PER_LAT, metresPerLon } from "../../tiles/tile-math.ts";
import { cellLat, cellLon, cellOf, type GridSpec } from "../../tiles/height-grid.ts";
import type { Point } from "../../tiles/shapes.ts";

/** Metres to the nearest bank of water, negative within, and the level of that water; `far` where there is none about. */
export interface WaterField {
  grid: GridSpec;
  distance: Float32Array;
  level: Float32Array;
  /** Metres beyond which distances are not kept. */
  far: number;
}

/** A piece of water: a straight part of an axis, with widths and levels at its ends. */
export interface Piece {
  a: Point;
  b: Point;
  widths: readonly [number, number];
  levels: readonly [number, number];
}

/** A grid with square cells of about `metres`. */
export function gridOver(bounds: Bounds, metres: number): GridSpec {
  const [west, south, east, north] = bounds;
  return { bounds, width: Math.round(((east - west) * metresPerLon((south + north) / 2)) / metres), height: Math.round(((north - south) * METRES_PER_LAT) / metres) };
}

export function emptyField(grid: GridSpec, far: number): WaterField {
  return { grid, far, distance: new Float32Array(grid.width * grid.height).fill(far), level: new Float32Array(grid.width * grid.height) };
}

/** Lowers distances around a piece to what it brings. @param wobble metres by which the bank wanders at a place */
export function stamp(field: WaterField, { a, b, widths, levels }: Piece, wobble: (at: Point) => number): void {
  const { grid, distance, level, far } = field;
  const reach = Math.max(...widths) / 2 + far;
  const mid = (a[1] + b[1]) / 2;
  const perLon = metresPerLon(mid);
  const from = cellOf(grid, Math.min(a[0], b[0]) - reach / perLon, Math.max(a[1], b[1]) + reach / METRES_PER_LAT);
  const to = cellOf(grid, Math.max(a[0], b[0]) + reach / perLon, Math.min(a[1], b[1]) - reach / METRES_PER_LAT);
  const dx = (b[0] - a[0]) * perLon;
  const dy = (b[1] - a[1]) * METRES_PER_LAT;
  const square = dx * dx + dy * dy;
  for (let j = Math.max(0, Math.floor(from.j)); j <= Math.min(grid.height - 1, Math.ceil(to.j)); j++) {
    const lat = cellLat(grid, j);
    const py = (lat - a[1]) * METRES_PER_LAT;
    for (let i = Math.max(0, Math.floor(from.i)); i <= Math.min(grid.width - 1, Math.ceil(to.i)); i++) {
      const lon = cellLon(grid, i);
      const px = (lon - a[0]) * perLon;
      const share = square === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
      const away = Math.hypot(px - dx * share, py - dy * share) - (widths[0] + (widths[1] - widths[0]) * share) / 2;
      if (away >= far) continue;
      const value = away + wobble([lon, lat]);
      const k = j * grid.width + i;
      if (value >= distance[k]!) continue;
      distance[k] = value;
      level[k] = levels[0] + (levels[1] - levels[0]) * share;
    }
  }
}

/** A place between the middles of cells. @returns undefined outside the grid */
export function sample(grid: GridSpec, values: Float32Array, lon: number, lat: number): number | undefined {
  const { i, j } = cellOf(grid, lon, lat);
  if (i < 0 || j < 0 || i >= grid.width - 1 || j >= grid.height - 1) return undefined;
  const x = Math.floor(i);
  const y = Math.floor(j);
  const k = y * grid.width + x;
  const top = values[k]! + (values[k + 1]! - values[k]!) * (i - x);
  const bottom = values[k + grid.width]! + (values[k + grid.width + 1]! - values[k + grid.width]!) * (i - x);
  return top + (bottom - top) * (j - y);
}

/** For each cell, metres to the nearest cell that is marked (8SSED: two passes with the place of the nearest carried along). */
export function distancesTo(grid: GridSpec, marked: (cell: number) => boolean): Float32Array {
  const { width, height, bounds: [west, south, east, north] } = grid;
  const cellX = ((east - west) * metresPerLon((south + north) / 2)) / width;
  const cellY = ((north - south) * METRES_PER_LAT) / height;
  const nearest = new Int32Array(width * height).fill(-1);
  for (let k = 0; k < nearest.length; k++) if (marked(k)) nearest[k] = k;
  const far = (k: number, source: number): number => {
    const i = k % width;
    const si = source % width;
    return Math.hypot((i - si) * cellX, ((k - i - (source - si)) / width) * cellY);
  };
  const look = (k: number, i: number, j: number, di: number, dj: number): void => {
    if (i + di < 0 || i + di >= width || j + dj < 0 || j + dj >= height) return;
    const source = nearest[k + dj * width + di]!;
    if (source >= 0 && (nearest[k] === -1 || far(k, source) < far(k, nearest[k]!))) nearest[k] = source;
  };
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) for (const [di, dj] of [[-1, 0], [0, -1], [-1, -1], [1, -1]] as const) look(j * width + i, i, j, di, dj);
    for (let i = width - 1; i >= 0; i--) look(j * width + i, i, j, 1, 0);
  }
  for (let j = height - 1; j >= 0; j--) {
    for (let i = width - 1; i >= 0; i--) for (const [di, dj] of [[1, 0], [0, 1], [1, 1], [-1, 1]] as const) look(j * width + i, i, j, di, dj);
    for (let i = 0; i < width; i++) look(j * width + i, i, j, -1, 0);
  }
  return Float32Array.from(nearest, (source, k) => (source < 0 ? Infinity : far(k, source)));
}
