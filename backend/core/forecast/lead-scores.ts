import { coverage, nse, persistenceIndex, warningsOf, type Warnings } from "./scores.ts";

/** How a lead did. NaN: nothing to judge by. */
export interface LeadScores {
  nse: number;
  /** Above 0: worth more than staying as it is. */
  persistence: number;
  /** Part of the measured values within the band. */
  coverage: number;
  /** Mean of what it was wrong by, in the gauge's unit. */
  meanError: number;
  /** By level that warnings are made for, in the order they were asked. */
  warnings: readonly Warnings[];
  /** Forecasts judged. */
  cases: number;
  /** An error up to this is right, see `allowedError`. */
  allowed: number;
  /** In events: how many were right, of how many. */
  right: number;
  judged: number;
}

/** One forecast and what was measured then. `from`: what was measured when it was made. */
export interface Judged {
  from: number;
  low: number;
  mid: number;
  high: number;
  observed: number;
}

/** Changes the standard deviation is taken of at least (Circular 42/2017/TT-BTNMT, article 11). */
const LEAST_CHANGES = 30;

/**
 * What a forecast of water may be wrong by and still counts as right: 0.674 of the standard deviation of changes over its lead
 * (Circular 42/2017/TT-BTNMT, article 11). NaN: too few changes are known.
 */
export function allowedError(changes: ArrayLike<number>): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i]!;
    if (Number.isNaN(change)) continue;
    n++;
    sum += change;
    squares += change * change;
  }
  return n < LEAST_CHANGES ? Number.NaN : 0.674 * Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1));
}

/** @param levels ascending @param changes of the whole known past over this lead, or the allowed error already taken from it */
export function scoresOf(cases: readonly Judged[], { levels, changes }: { levels: readonly number[]; changes: ArrayLike<number> | number }): LeadScores {
  const of = (key: keyof Judged): Float64Array => Float64Array.from(cases, (each) => each[key]);
  const pairs = { observed: of("observed"), forecast: of("mid") };
  const stays = of("from");
  const allowed = typeof changes === "number" ? changes : allowedError(changes);
  // Right or wrong is asked of events: where the water stays low, every forecast is right and says nothing.
  const lowest = levels[0] ?? Number.NaN;
  const events = cases.filter(({ observed, mid }) => Math.max(observed, mid) >= lowest);
  return {
    nse: nse(pairs), persistence: persistenceIndex(pairs, stays), coverage: coverage(pairs.observed, of("low"), of("high")),
    meanError: cases.reduce((sum, { observed, mid }) => sum + Math.abs(observed - mid), 0) / cases.length,
    warnings: levels.map((level) => warningsOf(pairs, stays, level)),
    cases: cases.length, allowed, judged: Number.isNaN(allowed) ? 0 : events.length, right: events.filter(({ observed, mid }) => Math.abs(observed - mid) <= allowed).length,
  };
}
