import type { Bounds } from "#contract/city";
import { cellOf, sampleGrid, UNKNOWN, type GridSpec } from "../../tiles/height-grid.ts";
import type { Ground } from "../../tiles/raster-tiles.ts";
import { metresPerLon, METRES_PER_LAT } from "../../tiles/tile-math.ts";
import { floodFrom, NO_CHAIN, type WaterColumns } from "../../tiles/water-grid.ts";
import { boxOf } from "../shape.ts";
import type { Course } from "./rivers.ts";

/** Cells of the water grid: some 80 bytes each while it is made, 120 MB. */
const MOST_CELLS = 1_500_000;
const MOST_SIDE = 4096;
/** Metres from a river beyond which its water is not told of. */
const REACH = 6000;

export interface WaterGrid extends WaterColumns {
  grid: GridSpec;
  ground: Int16Array;
  rivers: Course[];
}

/** A grid of square cells with at most so many of them, and none smaller than `step` metres. */
export function gridFor(bounds: Bounds, step: number, most: number): GridSpec {
  const [west, south, east, north] = bounds;
  const wide = (east - west) * metresPerLon((south + north) / 2);
  const high = (north - south) * METRES_PER_LAT;
  const metres = Math.max(step, Math.sqrt((wide * high) / most), wide / MOST_SIDE, high / MOST_SIDE);
  return { bounds, width: Math.max(2, Math.min(MOST_SIDE, Math.floor(wide / metres))), height: Math.max(2, Math.min(MOST_SIDE, Math.floor(high / metres))) };
}

/** Where rising water goes from the rivers whose ground is known; undefined where there is none. */
export function waterGrid(courses: readonly Course[], ground: Ground, area: Bounds, step: number): WaterGrid | undefined {
  const rivers = courses.filter(({ axis }) => axis.filter(([lon, lat]) => !Number.isNaN(ground(lon, lat))).length * 2 >= axis.length);
  if (rivers.length === 0) return undefined;
  const [west, south, east, north] = boxOf(rivers.flatMap(({ axis }) => axis));
  const [dx, dy] = [REACH / metresPerLon((south + north) / 2), REACH / METRES_PER_LAT];
  const bounds: Bounds = [Math.max(area[0], west - dx), Math.max(area[1], south - dy), Math.min(area[2], east + dx), Math.min(area[3], north + dy)];
  const grid = gridFor(bounds, step, MOST_CELLS);
  const cells = sampleGrid(grid, ground);
  lowerBeds(grid, cells, rivers);
  const levels: number[] = [];
  for (const { from, levels: own } of rivers) own.forEach((level, i) => (levels[from + i] = level));
  const flood = floodFrom({ grid, ground: cells, rivers, level: (chain) => levels[chain] ?? 0, reach: REACH });
  return flood.chain.some((chain) => chain !== NO_CHAIN) ? { grid, ground: cells, rivers, ...flood } : undefined;
}

/** A model of the surface shows bridges and trees over a river: under its axis the ground is no higher than its water. */
function lowerBeds(grid: GridSpec, cells: Int16Array, rivers: readonly Course[]): void {
  for (const { axis, levels } of rivers)
    axis.forEach(([lon, lat], k) => {
      const next = axis[Math.min(axis.length - 1, k + 1)]!;
      const a = cellOf(grid, lon, lat);
      const b = cellOf(grid, next[0], next[1]);
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(b.i - a.i), Math.abs(b.j - a.j)) * 2));
      for (let s = 0; s <= steps; s++) {
        const i = Math.round(a.i + ((b.i - a.i) * s) / steps);
        const j = Math.round(a.j + ((b.j - a.j) * s) / steps);
        const cell = j * grid.width + i;
        if (i >= 0 && i < grid.width && j >= 0 && j < grid.height && cells[cell] !== UNKNOWN) cells[cell] = Math.min(cells[cell]!, levels[k]!);
      }
    });
}
