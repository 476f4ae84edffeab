/** Length of a day, s. */
export const DAY = 86_400;

/** 1 at `middle`, falling off as a normal curve; hours. */
export const bell = (hour: number, middle: number, width: number): number => Math.exp(-(((hour - middle) / width) ** 2));

/** 0 before `from`, 1 after `to`, smooth between. */
export function ramp(hour: number, from: number, to: number): number {
  const x = Math.min(1, Math.max(0, (hour - from) / (to - from)));
  return x * x * (3 - 2 * x);
}

/** A table of pairs read by linear interpolation, ends held. @param pairs ascending in the first number */
export function table(pairs: readonly (readonly [x: number, y: number])[], x: number): number {
  const next = pairs.findIndex(([known]) => known > x);
  const [x0, y0] = pairs[next === -1 ? pairs.length - 1 : Math.max(0, next - 1)] ?? [0, 0];
  const [x1, y1] = pairs[next] ?? [x0, y0];
  return next <= 0 || x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** A number in [0, 1) that depends on its arguments alone: FNV-1a, then a final mix. */
export function chance(key: string, step: number): number {
  let hash = 2166136261 ^ step;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}

/** What an instrument adds to the truth: even within ± `size`, the same each time. */
export const noise = (key: string, step: number, size: number): number => (chance(key, step) - 0.5) * 2 * size;
