import { chanceOfError } from "./band.ts";

/** A forecast with its band: at `t` (s from now), within `low` and `high` in the stated share of cases; `spread`: its errors not exceeded in 0 … 100 % of cases. */
export interface BandedPoint {
  t: number;
  low: number;
  mid: number;
  high: number;
  spread: ArrayLike<number>;
}

/** When a level will be passed, s from now; undefined: not within the forecast. */
export interface Passing {
  /** As the upper edge of the band rises, the middle, the lower edge: the earliest, the likeliest, the latest. */
  earliest: number | undefined;
  likely: number | undefined;
  latest: number | undefined;
}

/**
 * @param now what is measured at 0 s
 * @param points in the order of time
 * @returns undefined: it is passed already, or not even the upper edge reaches the level
 */
export function passingOf(now: number, points: readonly Pick<BandedPoint, "t" | "low" | "mid" | "high">[], level: number): Passing | undefined {
  if (!(now < level)) return undefined;
  const when = (of: (point: Pick<BandedPoint, "low" | "mid" | "high">) => number): number | undefined => {
    let before = { t: 0, value: now };
    for (const point of points) {
      const value = of(point);
      if (value >= level) return before.t + ((level - before.value) / (value - before.value)) * (point.t - before.t);
      before = { t: point.t, value };
    }
    return undefined;
  };
  const earliest = when(({ high }) => high);
  return earliest === undefined ? undefined : { earliest, likely: when(({ mid }) => mid), latest: when(({ low }) => low) };
}

/** Chance that one of the points reaches the level, 0 to 1: that of the likeliest one, so never too much. */
export function chanceOf(points: readonly Pick<BandedPoint, "mid" | "spread">[], level: number): number {
  return points.reduce((most, { mid, spread }) => (spread.length === 0 ? most : Math.max(most, chanceOfError(spread, level - mid))), 0);
}
