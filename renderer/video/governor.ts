/** Loads are judged over windows of so long, ms. */
export const WINDOW_MS = 500;

/** How much of the asked is shown. 0: all; 1 and 2: every picture decoded, fewer shown; 3: small tiles by key frames alone; 4: a still every few seconds. */
export type Level = 0 | 1 | 2 | 3 | 4;
const LEVELS = 5;

/** What one window of time showed of this window's own work; what the network does is not in it. */
export interface Load {
  /** Units that wait for a decoder, on average over the tiles that are not just being opened. */
  waiting: number;
  /** By how much the worker's own timer came late, ms. */
  lag: number;
  /** Of the pictures that were due, the part that the screen took: 0 to 1. */
  taken: number;
}

export interface Governor {
  level: Level;
  /** Good windows since the last bad one. */
  good: number;
  /** So many good ones lead a level up. */
  patience: number;
  /** Windows since a level was last given back. */
  tried: number;
}

/** 10 s of good windows give a level back. */
const PATIENCE = 10_000 / WINDOW_MS;
/** A level that was given back and lost again at once is tried later each time, at most every 160 s: a wall that flickers between two levels is worse than the lower. */
const MOST_PATIENCE = PATIENCE * 16;

/** Past these a window of time was bad. Beyond saturation frame rates collapse instead of sinking (36 to 49 tiles: 23 to 12 pictures a second), so the limits lie well before it. */
const LIMIT = { waiting: 4, lag: 120, taken: 0.8 } as const;

export const CALM: Governor = { level: 0, good: 0, patience: PATIENCE, tried: Number.POSITIVE_INFINITY };

export function isBad({ waiting, lag, taken }: Load): boolean {
  return waiting > LIMIT.waiting || lag > LIMIT.lag || taken < LIMIT.taken;
}

/** The governor after one more window: down with the first bad one, up after long good ones. */
export function govern({ level, good, patience, tried }: Governor, load: Load): Governor {
  if (isBad(load)) {
    const hasty = tried <= PATIENCE;
    return { level: step(level, 1), good: 0, patience: hasty ? Math.min(patience * 2, MOST_PATIENCE) : patience, tried: Number.POSITIVE_INFINITY };
  }
  if (level > 0 && good + 1 >= patience) return { level: step(level, -1), good: 0, patience, tried: 0 };
  // Long after the last trouble the waits are short again.
  const calm = level === 0 && good + 1 >= MOST_PATIENCE;
  return { level, good: Math.min(good + 1, MOST_PATIENCE), patience: calm ? PATIENCE : patience, tried: tried + 1 };
}

function step(level: Level, by: 1 | -1): Level {
  const all: readonly Level[] = [0, 1, 2, 3, 4];
  return all[Math.min(Math.max(level + by, 0), LEVELS - 1)] ?? level;
}

/** What a tile gets. `fps`: pictures shown a second at most; `keys`: only key frames are sent at all. */
export interface Ration {
  fps: number | undefined;
  keys: boolean;
}

/** Tiles that keep moving at level 3: the largest. */
const KEPT = 4;
/** A still is shown so often at level 4, Hz. */
const STILL_HZ = 0.2;

/**
 * What each tile gets at a level.
 * @param sizes area of each visible tile, px²; the order decides between equals
 * @returns one ration for each, in the same order
 */
export function rationsOf(level: Level, sizes: readonly number[]): Ration[] {
  if (level === 4) return sizes.map(() => ({ fps: STILL_HZ, keys: true }));
  const fps = level === 0 ? undefined : level === 1 ? 12 : 8;
  if (level < 3) return sizes.map(() => ({ fps, keys: false }));
  const largest = new Set(sizes.map((size, at) => ({ size, at })).toSorted((a, b) => b.size - a.size || a.at - b.at).slice(0, KEPT).map(({ at }) => at));
  return sizes.map((_, at) => (largest.has(at) ? { fps, keys: false } : { fps: undefined, keys: true }));
}

/** So many tiles may have the camera's main stream at a level: nine of 1080p are what two cores decode. */
export function mainsAt(level: Level): number {
  return [9, 4, 1, 0, 0][level] ?? 0;
}
