import { QUALITIES } from "#contract/observation";
import { localLevel, predict, update, type Belief } from "./kalman.ts";

/** Readings of one series, ascending in t (ms UTC); `q` indexes QUALITIES. */
export interface Readings {
  t: ArrayLike<number>;
  v: ArrayLike<number>;
  q: ArrayLike<number>;
}

const BAD = QUALITIES.indexOf("bad");
/** Steps in a row without a reading that are bridged; a longer gap stays one. */
const BRIDGED = 3;

/**
 * Readings at equal steps that end at `end`: each step's last good one, or the mean of its good ones (of rain, which comes in
 * showers). NaN: none. What is bad or no number counts as not measured.
 *
 * @param step ms @param n steps
 */
export function gridOf({ t, v, q }: Readings, { end, step, n, of }: { end: number; step: number; n: number; of: "last" | "mean" }): Float64Array {
  const grid = new Float64Array(n).fill(Number.NaN);
  let [slot, count, sum] = [-1, 0, 0];
  for (let i = 0; i < t.length; i++) {
    const value = v[i]!;
    // Step k holds what came after its beginning up to its end.
    const k = n - 1 - Math.floor((end - t[i]!) / step);
    if (k < 0 || k >= n || q[i] === BAD || !Number.isFinite(value)) continue;
    if (k !== slot) [slot, count, sum] = [k, 0, 0];
    count++;
    sum += value;
    grid[k] = of === "last" ? value : sum / count;
  }
  return grid;
}

/**
 * Bridges short gaps of a level by a Kalman filter that follows what the level does: a gap at the end is filled by what it
 * believes now, one with readings on both sides by a straight line.
 *
 * @returns the level, and the variance that bridging its end adds to whatever is forecast from it
 */
export function bridge(level: Float64Array): { level: Float64Array; extra: number } {
  const filled = level.slice();
  let before = -1;
  for (let i = 0; i < level.length; i++) {
    if (Number.isNaN(level[i]!)) continue;
    if (before >= 0 && i - before - 1 <= BRIDGED) for (let k = before + 1; k < i; k++) filled[k] = level[before]! + ((level[i]! - level[before]!) * (k - before)) / (i - before);
    before = i;
  }
  const gap = level.length - 1 - before;
  if (gap === 0 || gap > BRIDGED || before < 2) return { level: filled, extra: 0 };
  // The course of the last steps, and how much it changes from one to the next: both as a level that wanders.
  const changes = Array.from({ length: before }, (_value, i) => filled[i + 1]! - filled[i]!).filter((each) => !Number.isNaN(each));
  const spread = changes.slice(1).reduce((sum, each, i) => sum + (each - changes[i]!) ** 2, 0) / Math.max(1, changes.length - 1);
  const model = localLevel(spread / 2 + 1e-12, spread / 2 + 1e-12);
  let course: Belief = { x: Float64Array.of(0), P: Float64Array.of(spread * 100 + 1e-9) };
  for (const change of changes) course = update(model, predict(model, course), change).belief;
  let extra = 0;
  for (let k = 1; k <= gap; k++) {
    course = predict(model, course);
    filled[before + k] = filled[before + k - 1]! + course.x[0]!;
    extra += course.P[0]! * (2 * k - 1);
  }
  return { level: filled, extra };
}

/** Steps in a row with one and the same value, at the end. */
export function stillFor(level: ArrayLike<number>): number {
  let n = level.length;
  while (n > 1 && level[n - 2] === level[level.length - 1]) n--;
  return level.length - n;
}

/** The longest run of one and the same value. */
export function longestStill(level: ArrayLike<number>): number {
  let [longest, run] = [0, 0];
  for (let i = 1; i < level.length; i++) {
    run = level[i] === level[i - 1] ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
