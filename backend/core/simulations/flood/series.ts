/** A quantity over time: [seconds from the start, value], ascending. */
export type Series = readonly (readonly [t: number, value: number])[];

/** @returns the value at a time: straight between two points, the first before and the last after them */
export function at(series: Series, t: number): number {
  let [low, high] = [0, series.length - 1];
  if (t <= series[0]![0]) return series[0]![1];
  if (t >= series[high]![0]) return series[high]![1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (series[middle]![0] <= t) low = middle;
    else high = middle;
  }
  const [[t0, v0], [t1, v1]] = [series[low]!, series[high]!];
  return v0 + ((v1 - v0) * (t - t0)) / (t1 - t0);
}

/** A partial tide. */
export interface Constituent {
  /** m */
  amplitude: number;
  /** s */
  period: number;
  /** rad */
  phase: number;
}

/** Level of a tide: eta(t) = Z0 + sum A cos(2 pi t / T + phi). @returns m */
export function tideAt(mean: number, constituents: readonly Constituent[], t: number): number {
  let level = mean;
  for (const { amplitude, period, phase } of constituents) level += amplitude * Math.cos((2 * Math.PI * t) / period + phase);
  return level;
}
