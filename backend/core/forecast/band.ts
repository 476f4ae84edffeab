/** Whether the water is about to rise, to fall, or hardly to move: errors differ. */
export type Limb = "rising" | "falling" | "still";

/** Errors (measured less forecast) of one lead on one limb. */
export interface LimbErrors {
  /** Between them lies the asked share of cases. */
  low: number;
  high: number;
  /** Errors not exceeded in 0, 5, … 100 % of cases. */
  spread: Float64Array;
  /** Cases of this limb alone. */
  cases: number;
}
export interface ErrorBand {
  /** A forecast change up to this, in the gauge's unit, counts as none. */
  hardly: number;
  limbs: Readonly<Record<Limb, LimbErrors>>;
}

/** Cases a limb needs before its own errors are believed; below, those of all limbs are taken together. */
const CASES = 40;
/** Parts the spread is kept in. */
const PARTS = 20;
/** What is less than such a share of a large change (the 95th percentile) is no movement. */
const HARDLY = 0.1;

/** @param change forecast less what is measured now */
export function limbOf(change: number, hardly: number): Limb {
  return Math.abs(change) <= hardly ? "still" : change > 0 ? "rising" : "falling";
}

/**
 * Made of held-back cases. @param cases `change`: the forecast one @param share of all cases that should lie within, 0 to 1
 * @returns undefined where there are too few cases in all
 */
export function bandOf(cases: readonly { error: number; change: number }[], share: number): ErrorBand | undefined {
  const known = cases.filter(({ error, change }) => !Number.isNaN(error) && !Number.isNaN(change));
  if (known.length < CASES) return undefined;
  const hardly = HARDLY * quantile(Float64Array.from(known, ({ change }) => Math.abs(change)).sort(), 0.95);
  const of = (limb: Limb): LimbErrors => {
    const own = known.filter(({ change }) => limbOf(change, hardly) === limb);
    const sorted = Float64Array.from(own.length < CASES ? known : own, ({ error }) => error).sort();
    return {
      low: quantile(sorted, (1 - share) / 2), high: quantile(sorted, (1 + share) / 2),
      spread: Float64Array.from({ length: PARTS + 1 }, (_value, i) => quantile(sorted, i / PARTS)), cases: own.length,
    };
  };
  return { hardly, limbs: { rising: of("rising"), falling: of("falling"), still: of("still") } };
}

/** Chance that an error is at least so much, by a spread: straight between its steps; never quite 0 or 1, for the past does not hold everything. */
export function chanceOfError(spread: ArrayLike<number>, least: number): number {
  const parts = spread.length - 1;
  const surest = 1 / (4 * parts);
  let below = 0;
  if (least > spread[parts]!) below = 1;
  else if (least > spread[0]!) {
    let i = 0;
    while (spread[i + 1]! < least) i++;
    const step = spread[i + 1]! - spread[i]!;
    below = (i + (step > 0 ? (least - spread[i]!) / step : 1)) / parts;
  }
  return Math.min(1 - surest, Math.max(surest, 1 - below));
}

/** Straight between two neighbours (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (at - low);
}
