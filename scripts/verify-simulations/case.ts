import { bedOf, type LocalBed, type Terrain } from "../../backend/core/simulations/flood/bed.ts";
import { eachCell } from "../../backend/core/simulations/flood/grid.ts";
import { SCHEME, type Bed, type Kernel, type Scheme } from "../../backend/core/simulations/flood/kernel.ts";
import { runWater, type RunEnd, type RunEvent } from "../../backend/core/simulations/flood/run.ts";
import { openWater, type Part, type Water } from "../../backend/core/simulations/flood/water.ts";

/** One number of a case beside what it must be. */
export interface Row {
  what: string;
  expected: string;
  got: number;
  allowed: string;
  pass: boolean;
}
export type OpenKernel = (bed: Bed, scheme: Scheme) => Kernel;

/** A case of the research's table (section 2). `quick`: some seconds at most, so it stands as a test too. */
export interface Case {
  id: string;
  title: string;
  quick: boolean;
  /** Files of reference data it needs, in the folder given to the run; without them it is skipped. */
  needs?: readonly string[];
  run(env: { data: string }): Row[];
}

export const near = (what: string, got: number, expected: number, tolerance: number): Row =>
  ({ what, got, expected: shown(expected), allowed: `± ${shown(tolerance)}`, pass: Math.abs(got - expected) <= tolerance });
export const atMost = (what: string, got: number, limit: number): Row => ({ what, got, expected: "0", allowed: `≤ ${shown(limit)}`, pass: Math.abs(got) <= limit });
export const atLeast = (what: string, got: number, limit: number): Row => ({ what, got, expected: `≥ ${shown(limit)}`, allowed: "", pass: got >= limit });

export function shown(value: number): string {
  return value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6) ? String(Number(value.toPrecision(7))) : value.toExponential(2);
}

/** A terrain by formulas of the cell's middle, m from the south-west corner. */
export function terrainOf({ nx, ny, dx, ground, roughness }: { nx: number; ny: number; dx: number; ground?: (x: number, y: number) => number; roughness: number }): Terrain {
  const raster = new Float64Array(nx * ny);
  if (ground !== undefined) for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) raster[j * nx + i] = ground((i + 0.5) * dx, (j + 0.5) * dx);
  return { nx, ny, dx, ground: raster, roughness };
}

export interface Basin {
  bed: LocalBed;
  water: Water;
  kernel: Kernel;
  /** Depths now, row-major from the south-west, f64. */
  depths(): Float64Array;
}

/** @param depth at the start by the cell's middle, m */
export function openBasin(open: OpenKernel, terrain: Terrain, { scheme = {}, depth, dykes }: { scheme?: Partial<Scheme>; depth?: (x: number, y: number) => number; dykes?: (bed: LocalBed) => void } = {}): Basin {
  const bed = bedOf(terrain);
  dykes?.(bed);
  const kernel = open(bed, { ...SCHEME, ...scheme });
  const { nx, dx } = terrain;
  if (depth !== undefined) eachCell(bed.grid, (cell, raster) => { kernel.h[cell] = depth(((raster % nx) + 0.5) * dx, (Math.floor(raster / nx) + 0.5) * dx); });
  const water = openWater(bed, kernel);
  return {
    bed, water, kernel,
    depths: () => {
      const values = new Float64Array(terrain.nx * terrain.ny);
      eachCell(bed.grid, (cell, raster) => { values[raster] = kernel.h[cell]!; });
      return values;
    },
  };
}

export type Ended = Extract<RunEnd, { ok: true }>;

/** Runs to the end. @throws when it diverges */
export function runTo(water: Water, parts: readonly Part[], duration: number, { every = duration, report }: { every?: number; report?: (event: Extract<RunEvent, { is: "report" }>) => void } = {}): Ended {
  const run = runWater(water, parts, { duration, every });
  for (;;) {
    const { done, value } = run.next();
    if (done === true) {
      if (!value.ok) throw new Error(`diverged at ${value.fault.t} s`);
      return value;
    }
    if (value.is === "report") report?.(value);
  }
}

/** Root of the mean square. */
export function rms(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    sum += value * value;
    count++;
  }
  return Math.sqrt(sum / count);
}
