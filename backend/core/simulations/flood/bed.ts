import { eachCell, gridOf, WALL, type Grid } from "./grid.ts";
import type { Bed } from "./kernel.ts";

/** A terrain as it comes: unpadded, row-major from the south-west corner, nx × ny. */
export interface Terrain {
  nx: number;
  ny: number;
  /** Side of a cell, m. */
  dx: number;
  /** Ground, m in its own datum. */
  ground: Float64Array | Float32Array;
  /** Manning's n, s/m^(1/3), one for all or one a cell. */
  roughness: number | Float64Array | Float32Array;
  /** 1 where a cell belongs to the area; undefined: all of them. */
  inside?: Uint8Array;
}

/** The bed for the kernels, in a local datum: `datum` is what was taken off the ground so that f32 levels keep their precision. */
export interface LocalBed extends Bed {
  datum: number;
  grid: Grid;
  /** Cells of the area, padded indices in order. */
  land: Int32Array;
}

/** @throws never: rasters of another length are the caller's bug and are refused before (`checkTerrain`) */
export function bedOf({ nx, ny, dx, ground, roughness, inside }: Terrain): LocalBed {
  const grid = gridOf(nx, ny, dx);
  const land: number[] = [];
  let lowest = Infinity;
  eachCell(grid, (cell, raster) => {
    if (inside !== undefined && inside[raster] === 0) return;
    land.push(cell);
    lowest = Math.min(lowest, ground[raster]!);
  });
  const datum = Number.isFinite(lowest) ? Math.floor(lowest) : 0;
  const z = new Float64Array(grid.size);
  const n = new Float64Array(grid.size).fill(1);
  const isLand = new Uint8Array(grid.size);
  eachCell(grid, (cell, raster) => {
    if (inside !== undefined && inside[raster] === 0) return;
    isLand[cell] = 1;
    z[cell] = ground[raster]! - datum;
    n[cell] = typeof roughness === "number" ? roughness : roughness[raster]!;
  });
  const crestX = new Float64Array(grid.size).fill(WALL);
  const crestY = new Float64Array(grid.size).fill(WALL);
  for (const cell of land) {
    if (isLand[cell - 1] === 1) crestX[cell] = Math.max(z[cell]!, z[cell - 1]!);
    if (isLand[cell - grid.width] === 1) crestY[cell] = Math.max(z[cell]!, z[cell - grid.width]!);
  }
  return { grid, z, n, crestX, crestY, datum, land: Int32Array.from(land) };
}
