import { GRAVITY } from "./grid.ts";
import type { Bed, Kernel, Scheme } from "./kernel.ts";
import { LOOK_EVERY, openTiles, TILE } from "./tiles.ts";

/** The compiled kernel over a memory of its own (`workers/flood-kernel/kernel.as`). Addresses are bytes. */
export interface CompiledKernel {
  buffer: ArrayBuffer;
  setup(width: number, h: number, z: number, kx: number, ky: number, crestX: number, crestY: number, qx: number, qy: number, newX: number, newY: number, carry: number, theta: number, hMin: number, dx: number): void;
  /** @returns the largest depth, m */
  step(ny: number, rows: number, runs: number, dt: number): number;
}
/** Makes one with so many bytes of memory. @throws RangeError where there is not as much */
export type MakeKernel = (bytes: number) => CompiledKernel;

/** Numbers over the end of an array: four cells are worked on at a time. */
const SPARE = 16;

/** The local-inertial scheme in f32, four cells at a time: the physics of `openLocalInertial`, some ten times as fast. */
export function openFast(make: MakeKernel, { grid, z, n, crestX, crestY }: Bed, { theta, alpha, hMin, dtMax }: Scheme): Kernel {
  const { size, width, nx, ny, dx } = grid;
  const most = Math.ceil(nx / TILE) * Math.ceil(ny / TILE);
  const bytes = (size + SPARE) * 4;
  const total = 64 + 11 * bytes + 8 * ny + 8 * most;
  const kernel = make(total);
  const addresses = Array.from({ length: 13 }, (_v, k) => 64 + k * bytes);
  addresses[12] = addresses[11]! + 8 * ny;
  const array = (k: number): Float32Array => new Float32Array(kernel.buffer, addresses[k], size);
  const [h, bed, kx, ky, cx, cy, carry] = [array(0), array(1), array(2), array(3), array(4), array(5), array(10)];
  const q = [array(6), array(7), array(8), array(9)];
  const rows = new Int32Array(kernel.buffer, addresses[11], 2 * ny);
  const spans = new Int32Array(kernel.buffer, addresses[12], 2 * most);
  bed.set(z);
  cx.set(crestX);
  cy.set(crestY);
  for (let c = width; c < size; c++) {
    kx[c] = GRAVITY * ((n[c]! + n[c - 1]!) / 2) ** 2;
    ky[c] = GRAVITY * ((n[c]! + n[c - width]!) / 2) ** 2;
  }
  const [ha, za, kxa, kya, cxa, cya, qxa, qya, nxa, nya, carrya] = addresses as [number, number, number, number, number, number, number, number, number, number, number];
  kernel.setup(width, ha, za, kxa, kya, cxa, cya, qxa, qya, nxa, nya, carrya, theta, hMin, dx);

  const tiles = openTiles(grid, hMin);
  const lent: { face: number; axis: "x" | "y" }[] = [];
  let known: Int32Array | undefined;
  let [steps, deepest] = [0, 0];
  /** The fluxes of the last step: the kernel changes old and new each step. */
  const now = (axis: "x" | "y"): Float32Array => q[(axis === "x" ? 0 : 1) + (steps % 2 === 0 ? 0 : 2)]!;
  const calm = (first: number, columns: number, high: number): void => {
    for (let j = 0, at = first; j < high; j++, at += width) for (const one of q) one.fill(0, at, at + columns);
  };
  /** Runs of tiles as the kernel takes them: for each row of cells which spans of columns. */
  const spread = (runs: Int32Array): void => {
    rows.fill(0);
    for (let r = 0, k = 0; r < runs.length; r += 3, k++) {
      const row = Math.floor(runs[r]! / width) - 1;
      spans[2 * k] = runs[r]! % width;
      spans[2 * k + 1] = runs[r + 1]!;
      for (let j = row; j < row + runs[r + 2]!; j++) {
        if (rows[2 * j + 1] === 0) rows[2 * j] = k;
        rows[2 * j + 1] = k + 1;
      }
    }
  };

  return {
    h,
    carry,
    tiles,
    limit(more) {
      if (steps === 0) for (const depth of h) deepest = Math.max(deepest, depth);
      return Math.min(dtMax, (alpha * dx) / Math.sqrt(GRAVITY * Math.max(deepest, more, 1e-9)));
    },
    step(dt) {
      if (steps % LOOK_EVERY === 0) tiles.look(h, calm);
      const runs = tiles.runs();
      if (runs !== known) spread((known = runs));
      deepest = kernel.step(ny, addresses[11]!, addresses[12]!, dt);
      for (const { face, axis } of lent.splice(0)) now(axis)[face] = 0;
      steps++;
    },
    lend(face, axis, value) {
      now(axis)[face] = value;
      lent.push({ face, axis });
    },
    flux: (face, axis) => now(axis)[face]!,
    recrest(face, axis) {
      if (axis === "x") cx[face] = crestX[face]!;
      else cy[face] = crestY[face]!;
    },
  };
}
