/** How good forecasts were. Pairs of which one is NaN do not count. */
export interface Pairs {
  observed: ArrayLike<number>;
  forecast: ArrayLike<number>;
}

/** Nash and Sutcliffe 1970: 1 − SSE / SST. 1: perfect; 0: no better than the mean; NaN: nothing to judge by. */
export function nse(pairs: Pairs): number {
  const mean = meanOf(pairs, (observed) => observed);
  return 1 - sumOf(pairs, (o, f) => (o - f) ** 2) / sumOf(pairs, (o) => (o - mean) ** 2);
}

/** Gupta et al. 2009: 1 − |(r − 1, alpha − 1, beta − 1)|. Of a constant forecast r counts as 0. */
export function kge(pairs: Pairs): number {
  const [mo, mf] = [meanOf(pairs, (o) => o), meanOf(pairs, (_o, f) => f)];
  const [so, sf] = [Math.sqrt(meanOf(pairs, (o) => (o - mo) ** 2)), Math.sqrt(meanOf(pairs, (_o, f) => (f - mf) ** 2))];
  const r = sf === 0 ? 0 : meanOf(pairs, (o, f) => (o - mo) * (f - mf)) / (so * sf);
  return 1 - Math.hypot(r - 1, sf / so - 1, mf / mo - 1);
}

/** Kitanidis and Bras 1980: 1 − SSE / SSE of staying as it is. Above 0 it is worth more than no model. @param stays what was measured when the forecast was made */
export function persistenceIndex({ observed, forecast }: Pairs, stays: ArrayLike<number>): number {
  let [own, its] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    const [o, f, s] = [observed[i]!, forecast[i]!, stays[i]!];
    if (Number.isNaN(o) || Number.isNaN(f) || Number.isNaN(s)) continue;
    own += (o - f) ** 2;
    its += (o - s) ** 2;
  }
  return 1 - own / its;
}

/** Of forecasts that a level will be passed. */
export interface Warnings {
  hits: number;
  misses: number;
  falseAlarms: number;
  /** Hits of all that came (probability of detection); false ones of all that were said; hits of all said or come. NaN: none. */
  pod: number;
  far: number;
  csi: number;
}

/** Counts only what was said while the level was not passed yet: to go on above it is no forecast. @param stays what was measured when the forecast was made */
export function warningsOf({ observed, forecast }: Pairs, stays: ArrayLike<number>, level: number): Warnings {
  let [hits, misses, falseAlarms] = [0, 0, 0];
  for (let i = 0; i < observed.length; i++) {
    const [o, f, s] = [observed[i]!, forecast[i]!, stays[i]!];
    if (Number.isNaN(o) || Number.isNaN(f) || !(s < level)) continue;
    if (o >= level && f >= level) hits++;
    else if (o >= level) misses++;
    else if (f >= level) falseAlarms++;
  }
  return { hits, misses, falseAlarms, pod: hits / (hits + misses), far: falseAlarms / (hits + falseAlarms), csi: hits / (hits + misses + falseAlarms) };
}

/** Brier 1950: mean square of probability less what came (1 or 0). 0: perfect. */
export function brier(probability: ArrayLike<number>, came: ArrayLike<boolean>): number {
  let sum = 0;
  for (let i = 0; i < probability.length; i++) sum += (probability[i]! - (came[i] === true ? 1 : 0)) ** 2;
  return sum / probability.length;
}

/** Part of what was measured that lay within the band. */
export function coverage(observed: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  let [within, all] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    if (Number.isNaN(observed[i]!) || Number.isNaN(low[i]!) || Number.isNaN(high[i]!)) continue;
    all++;
    if (observed[i]! >= low[i]! && observed[i]! <= high[i]!) within++;
  }
  return within / all;
}

/** Highest forecast less highest measured, and how many steps later it came. */
export function peakError({ observed, forecast }: Pairs): { height: number; steps: number } {
  const [o, f] = [peakOf(observed), peakOf(forecast)];
  return { height: f.value - o.value, steps: f.at - o.at };
}

function peakOf(values: ArrayLike<number>): { at: number; value: number } {
  let peak = { at: 0, value: Number.NEGATIVE_INFINITY };
  for (let i = 0; i < values.length; i++) if (values[i]! > peak.value) peak = { at: i, value: values[i]! };
  return peak;
}

function sumOf({ observed, forecast }: Pairs, of: (observed: number, forecast: number) => number): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) if (!Number.isNaN(observed[i]!) && !Number.isNaN(forecast[i]!)) sum += of(observed[i]!, forecast[i]!);
  return sum;
}

function meanOf(pairs: Pairs, of: (observed: number, forecast: number) => number): number {
  return sumOf(pairs, of) / sumOf(pairs, () => 1);
}
