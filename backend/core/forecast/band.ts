/** Whether the water rises or falls when a forecast is made: errors differ. */
export type Limb = "rising" | "falling";

/** Errors (measured less forecast) of one lead that were not exceeded in `q` of all cases, for both limbs. */
export interface ErrorBand {
  rising: { low: number; high: number; cases: number };
  falling: { low: number; high: number; cases: number };
}

/** Cases a limb needs before its own errors are believed; below, those of both limbs are taken together. */
const CASES = 40;

/** @returns which limb a gauge is on at step `t`; of two equal values: falling */
export function limbAt(level: ArrayLike<number>, t: number): Limb {
  return level[t]! > (level[t - 1] ?? Number.NaN) ? "rising" : "falling";
}

/** Made of held-back cases. @param share of all cases that should lie within, 0 to 1. @returns undefined where there are too few cases in all */
export function bandOf(errors: readonly { error: number; limb: Limb }[], share: number): ErrorBand | undefined {
  const known = errors.filter(({ error }) => !Number.isNaN(error));
  if (known.length < CASES) return undefined;
  const of = (limb: Limb): ErrorBand[Limb] => {
    const own = known.filter((each) => each.limb === limb);
    const sorted = Float64Array.from(own.length < CASES ? known : own, ({ error }) => error).sort();
    return { low: quantile(sorted, (1 - share) / 2), high: quantile(sorted, (1 + share) / 2), cases: own.length };
  };
  return { rising: of("rising"), falling: of("falling") };
}

/** Straight between two neighbours (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (at - low);
}
