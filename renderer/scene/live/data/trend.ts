import type { Instant } from "#contract/ids";

/** Rising, steady or falling; undefined: not known yet. */
export type Trend = 1 | 0 | -1 | undefined;

/** Short memories of values, one a key, for telling where they go. A value from before the last (the past is looked at) begins anew. */
export interface Trends {
  see(key: number, t: Instant, v: number): void;
  of(key: number): Trend;
}

/** Looked back so far, and over at least so much, ms. */
const BACK_MS = 30 * 60_000;
const LEAST_MS = 4 * 60_000;
/** Samples kept a key: one a minute. */
const APART_MS = 60_000;
const MOST = BACK_MS / APART_MS;

/** @param steady change per hour, in the values' unit, below which it is no change */
export function createTrends(steady: number): Trends {
  const seen = new Map<number, { t: Instant; v: number }[]>();
  return {
    see(key, t, v) {
      const samples = seen.get(key);
      const last = samples?.at(-1);
      if (samples === undefined || last === undefined || t < last.t) return void seen.set(key, [{ t, v }]);
      if (t === last.t) return;
      const before = samples.at(-2);
      // The newest moves along until it is a minute from the one before.
      if (before !== undefined && t - before.t < APART_MS) samples[samples.length - 1] = { t, v };
      else samples.push({ t, v });
      while (samples.length > MOST || t - samples[0]!.t > BACK_MS) samples.shift();
    },
    of(key) {
      const samples = seen.get(key);
      const first = samples?.[0];
      const last = samples?.at(-1);
      if (first === undefined || last === undefined || last.t - first.t < LEAST_MS) return undefined;
      const perHour = ((last.v - first.v) / (last.t - first.t)) * 3_600_000;
      return Math.abs(perHour) < steady ? 0 : perHour > 0 ? 1 : -1;
    },
  };
}
