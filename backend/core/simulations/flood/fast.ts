import { GRAVITY } from "./grid.ts";
import type { Bed, Kernel, Scheme } from "./kernel.ts";
import { PACES, programSize, rimmed, setPaces, writeProgram, ASLEEP } from "./paces.ts";
import { LOOK_EVERY, openTiles, TILE } from "./tiles.ts";

/** The compiled kernel over a memory of its own (`workers/flood-kernel/kernel.as`). Addresses are bytes. */
export interface CompiledKernel {
  buffer: ArrayBuffer;
  /** @param first of twelve arrays of `bytes` each */
  setup(width: number, ny: number, across: number, first: number, bytes: number, scratch: number, paces: number, theta: number, hMin: number, dx: number): void;
  /** Moves the tiles of one pace. @returns the largest depth in them, m */
  sweep(program: number, pace: number, dt: number): number;
  /** Writes the largest depth of each tile, m. */
  look(to: number): void;
}
/** Makes one with so many bytes of memory. @throws RangeError where there is not as much */
export type MakeKernel = (bytes: number) => CompiledKernel;

/** Numbers over the end of an array: four cells are worked on at a time. */
const SPARE = 16;
const ARRAYS = 12;
/** What a longer pace keeps of the depth its step would allow: water rises within a step. */
const MARGIN = 0.9;

/**
 * The local-inertial scheme in f32, four cells at a time: the physics of `openLocalInertial`, some ten times as fast.
 *
 * @param scheme.paces 1: every tile takes the same step. More: tiles of shallow water take steps 2, 4 or 8 times as long as the
 * deepest one; what goes from one pace to another is summed up, so that no water is lost (in the manner of Sanders 2008).
 */
export function openFast(make: MakeKernel, { grid, z, n, crestX, crestY }: Bed, { theta, alpha, hMin, dtMax, paces: most = 1 }: Scheme): Kernel {
  const { size, width, nx, ny, dx } = grid;
  const tileGrid = { across: Math.ceil(nx / TILE), up: Math.ceil(ny / TILE), nx };
  const tileCount = tileGrid.across * tileGrid.up;
  const bytes = (size + SPARE) * 4;
  const scratch = 64 + ARRAYS * bytes;
  const tops = scratch + 8 * (width * 4 + 64);
  const programs = tops + 4 * tileCount;
  const programBytes = 4 * programSize(tileGrid);
  const paceBytes = programs + Math.min(most, PACES) * programBytes;
  const kernel = make(paceBytes + rimmed(tileGrid));
  const array = (k: number): Float32Array => new Float32Array(kernel.buffer, 64 + k * bytes, size);
  const [h, bed, kx, ky, cx, cy, qx, qy, carry, spent] = [array(0), array(1), array(2), array(3), array(4), array(5), array(6), array(7), array(8), array(11)];
  bed.set(z);
  cx.set(crestX);
  cy.set(crestY);
  for (let c = width; c < size; c++) {
    kx[c] = GRAVITY * ((n[c]! + n[c - 1]!) / 2) ** 2;
    ky[c] = GRAVITY * ((n[c]! + n[c - width]!) / 2) ** 2;
  }
  const paces = new Uint8Array(kernel.buffer, paceBytes, rimmed(tileGrid)).fill(ASLEEP);
  const before = new Uint8Array(paces.length);
  const deepestOf = new Float32Array(kernel.buffer, tops, tileCount);
  kernel.setup(width, ny, tileGrid.across, 64, bytes, scratch, paceBytes, theta, hMin, dx);

  const tiles = openTiles(grid, hMin);
  const quick = new Uint8Array(tileCount);
  const lent: { face: number; axis: "x" | "y" }[] = [];
  const cells = new Int32Array(PACES);
  const highest = new Float64Array(PACES);
  let [steps, looked, cycle, left, worked, deepest] = [0, 0, 1, 0, 0, 0];
  const fluxes = { x: qx, y: qy };
  const calm = (first: number, columns: number, high: number): void => {
    for (let j = 0, at = first; j < high; j++, at += width) for (const one of [qx, qy]) one.fill(0, at, at + columns);
  };
  /** The depth up to which a step of so many dt is stable, m. */
  const stable = (dt: number): number => ((alpha * dx) / dt) ** 2 / GRAVITY;
  /** Which tiles work until the paces meet again, and how long a step each of them takes. @param dt of the shortest pace, s */
  const plan = (dt: number): void => {
    if (most > 1 || steps === 0 || steps - looked >= LOOK_EVERY) {
      kernel.look(tops);
      tiles.look(h, calm, deepestOf);
      looked = steps;
    }
    const limits = [Infinity];
    while (limits.length < most && dt * 2 ** limits.length <= dtMax) limits.push(MARGIN * stable(dt * 2 ** limits.length));
    cycle = 2 ** setPaces(tileGrid, { awake: tiles.awake, deepest: deepestOf, limits, quick, paces });
    left = cycle;
    if (paces.every((pace, k) => pace === before[k])) return;
    before.set(paces);
    for (let pace = 0; pace < most; pace++) cells[pace] = writeProgram(tileGrid, { paces, pace, ny, into: new Int32Array(kernel.buffer, programs + pace * programBytes, programBytes / 4) });
  };

  return {
    h, carry, spent, tiles,
    limit(more) {
      if (steps === 0) for (const depth of h) deepest = Math.max(deepest, depth);
      const longest = Math.min(dtMax, (alpha * dx) / Math.sqrt(GRAVITY * Math.max(deepest, more, 1e-9)));
      if (left === 0) plan(longest);
      return longest;
    },
    held: () => left,
    hasten(cells) {
      for (const cell of cells) quick[tiles.tileOf(cell)] = 1;
    },
    worked: () => worked,
    step(dt) {
      if (left === 0) plan(dt);
      worked = 0;
      const done = cycle - left + 1;
      for (let pace = 0; 2 ** pace <= cycle; pace++) {
        if (done % 2 ** pace !== 0) continue;
        highest[pace] = cells[pace] === 0 ? 0 : kernel.sweep(programs + pace * programBytes, pace, dt * 2 ** pace);
        worked += cells[pace]!;
      }
      left--;
      if (left === 0) deepest = highest.subarray(0, Math.log2(cycle) + 1).reduce((a, b) => Math.max(a, b), 0);
      for (const { face, axis } of lent.splice(0)) fluxes[axis][face] = 0;
      steps++;
    },
    lend(face, axis, value) {
      fluxes[axis][face] = value;
      lent.push({ face, axis });
    },
    flux: (face, axis) => fluxes[axis][face]!,
    recrest(face, axis) {
      if (axis === "x") cx[face] = crestX[face]!;
      else cy[face] = crestY[face]!;
    },
  };
}
