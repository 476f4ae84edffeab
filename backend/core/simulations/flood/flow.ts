import { cellAt } from "./grid.ts";
import type { Water } from "./water.ts";

/** Values a side at most: arrows, not a raster. So much is kept of a report at most: 2 × 40 × 40 × 4 bytes. */
const MOST = 40;
/** Cells shallower than this say nothing of where water goes, m; and a value needs such a share of its cells deeper. */
const WET = 0.1, SHARE = 1 / 3;

/** Where the water goes, coarsely: m/s to the east and to the north, of squares of `of` cells a side; NaN: too little water there. */
export interface CoarseFlow {
  of: number;
  nx: number;
  ny: number;
  east: Float32Array;
  north: Float32Array;
}

/** The discharge of the last step through each square's deeper cells by the water in them. Rows from the south, columns from the west. */
export function flowOf({ bed: { grid }, kernel }: Pick<Water, "bed" | "kernel">): CoarseFlow {
  const of = Math.max(1, Math.ceil(Math.max(grid.nx, grid.ny) / MOST));
  const [nx, ny] = [Math.ceil(grid.nx / of), Math.ceil(grid.ny / of)];
  const [east, north] = [new Float32Array(nx * ny).fill(Number.NaN), new Float32Array(nx * ny).fill(Number.NaN)];
  for (let row = 0; row < ny; row++) {
    for (let column = 0; column < nx; column++) {
      const [right, top] = [Math.min(grid.nx, (column + 1) * of), Math.min(grid.ny, (row + 1) * of)];
      let [x, y, depth, wet] = [0, 0, 0, 0];
      for (let j = row * of; j < top; j++) {
        for (let i = column * of; i < right; i++) {
          const cell = cellAt(grid, i, j);
          const deep = kernel.h[cell]!;
          if (deep < WET) continue;
          wet++;
          depth += deep;
          x += (kernel.flux(cell, "x") + kernel.flux(cell + 1, "x")) / 2;
          y += (kernel.flux(cell, "y") + kernel.flux(cell + grid.width, "y")) / 2;
        }
      }
      if (wet < SHARE * (right - column * of) * (top - row * of)) continue;
      east[row * nx + column] = x / depth;
      north[row * nx + column] = y / depth;
    }
  }
  return { of, nx, ny, east, north };
}
