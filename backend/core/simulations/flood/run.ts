import { flowOf, type CoarseFlow } from "./flow.ts";
import { eachCell, unpadded } from "./grid.ts";
import type { Balance } from "./ledger.ts";
import type { Part, Water } from "./water.ts";

/** Depth from which a place counts as reached, m. */
export const REACHED = 0.02;
/** Steps between two pulses (progress, cancelling) and between two looks at peaks. */
const [PULSE, LOOK] = [64, 16];
/** A step shorter than this says that the scheme has diverged, s. */
const SHORTEST = 1e-5;

/** What a run tells while it goes on. A report is made at exactly its time. */
export type RunEvent =
  | { is: "pulse"; t: number; steps: number; updates: number }
  | { is: "report"; t: number; steps: number; updates: number; balance: Balance; deepest: number; depth: () => Float32Array; flow: () => CoarseFlow };
export type RunEnd =
  | { ok: true; steps: number; updates: number; balance: Balance; peak: Float32Array; reachedAt: Float32Array }
  | { ok: false; fault: { code: "diverged"; t: number } };

/**
 * Runs to the end, or as long as it is asked to go on. Nothing is kept but the state, the peak depths and times of arrival.
 *
 * @param duration s @param every seconds between two reports
 * @returns peak depth m and time of first `REACHED` s (NaN: never), unpadded rasters, row-major from the south-west
 */
export function* runWater(water: Water, parts: readonly Part[], { duration, every }: { duration: number; every: number }): Generator<RunEvent, RunEnd> {
  const { kernel, bed: { grid } } = water;
  const peak = new Float32Array(grid.nx * grid.ny);
  const reachedAt = new Float32Array(grid.nx * grid.ny).fill(Number.NaN);
  let [t, steps, updates, next] = [0, 0, 0, 1];
  let [dt, held, last] = [0, 0, false];
  const { h, tiles } = kernel;
  kernel.hasten?.(parts.flatMap(({ cells }) => cells ?? []));
  const look = (): number => {
    let deepest = 0;
    const runs = tiles.runs();
    for (let r = 0; r < runs.length; r += 3) {
      const [first, columns] = [runs[r]!, runs[r + 1]!];
      for (let j = 0; j < runs[r + 2]!; j++) {
        const cell = first + j * grid.width;
        const raster = (Math.floor(cell / grid.width) - 1) * grid.nx + (cell % grid.width) - 1;
        for (let i = 0; i < columns; i++) {
          const depth = h[cell + i]!;
          if (depth > deepest) deepest = depth;
          if (depth <= peak[raster + i]!) continue;
          peak[raster + i] = depth;
          if (depth >= REACHED && Number.isNaN(reachedAt[raster + i]!)) reachedAt[raster + i] = t;
        }
      }
    }
    return deepest;
  };
  // At the start no tile is awake yet: everything is looked at.
  eachCell(grid, (cell, raster) => {
    peak[raster] = h[cell]!;
    if (h[cell]! >= REACHED) reachedAt[raster] = 0;
  });
  while (t < duration) {
    const until = Math.min(duration, next * every);
    if (held === 0) {
      let expected = 0;
      for (const part of parts) expected = Math.max(expected, part.depth?.(t) ?? 0);
      const longest = kernel.limit(expected);
      if (!(longest >= SHORTEST)) return { ok: false, fault: { code: "diverged", t } };
      held = kernel.held?.() ?? 1;
      // The last steps before a report are made to end there; one hair short of it would be a step of nothing.
      last = t + held * longest * 1.000001 >= until;
      dt = last ? (until - t) / held : longest;
    }
    held--;
    const ends = last && held === 0;
    for (const part of parts) part.act(t, dt);
    kernel.step(dt);
    t = ends ? until : t + dt;
    for (const part of parts) part.after?.(t);
    steps++;
    updates += kernel.worked?.() ?? kernel.tiles.active();
    if (ends) {
      for (const part of parts) part.flush?.();
      const deepest = look();
      const stored = water.stored();
      if (!Number.isFinite(stored)) return { ok: false, fault: { code: "diverged", t } };
      if (t >= next * every) next++;
      yield { is: "report", t, steps, updates, balance: water.ledger.balance(stored), deepest, depth: () => unpadded(grid, kernel.h), flow: () => flowOf(water) };
    } else {
      if (steps % LOOK === 0) look();
      if (steps % PULSE === 0) yield { is: "pulse", t, steps, updates };
    }
  }
  return { ok: true, steps, updates, balance: water.ledger.balance(water.stored()), peak, reachedAt };
}
