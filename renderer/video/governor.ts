/** Loads are judged over windows of so long, ms. */
export const WINDOW_MS = 500;

/** How much of the asked is shown: 0 all of it, 8 a still every few seconds; see LADDER. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
const ALL: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/**
 * What a level leaves. `fps`: pictures shown a second of a tile that moves; `moving`: so much of the tiles moves, the rest by key
 * frames alone; `mains`: so many may have their camera's main stream (nine of 1080p are what two cores decode).
 * Showing costs more than decoding (60 to 40 without a graphics card): rates go first, and a step costs about a third.
 */
const LADDER: readonly { fps: number | undefined; moving: number; mains: number }[] = [
  { fps: undefined, moving: 1, mains: 9 },
  { fps: 16, moving: 1, mains: 9 },
  { fps: 12, moving: 1, mains: 6 },
  { fps: 8, moving: 1, mains: 4 },
  { fps: 5, moving: 1, mains: 1 },
  { fps: 5, moving: 0.5, mains: 0 },
  { fps: 5, moving: 0.25, mains: 0 },
  { fps: 5, moving: 0, mains: 0 },
];
/**
 * What a picture costs of a core, ms, where nothing helps: of 640×360 by software on the machines measured, sixteen tiles of 25 Hz
 * filled two cores. Only where to begin is taken from it; what a machine can do is found by trying.
 */
const COST = { decode: 0.6, show: 4, rate: 25, keyRate: 1 } as const;
/** Tiles that keep moving as long as any do: the largest. */
const KEPT = 4;
/** A still is shown so often at the last level, Hz. */
const STILL_HZ = 0.2;

/** What one window of time showed of this window's work, and of the link to it. */
export interface Load {
  /** Units that wait for a decoder, on average over the tiles that are not just being opened. */
  waiting: number;
  /** By how much the worker's own timer came late, ms. */
  lag: number;
  /** Of the pictures that were due, the part that the screen took: 0 to 1. */
  taken: number;
  /** The gateway holds pictures back: they are not fetched as fast as they are sent. */
  held: boolean;
}

export interface Governor {
  level: Level;
  /** Good windows since the last bad one. */
  good: number;
  /** So many good ones lead a level up. */
  patience: number;
  /** Windows since a level was last given back. */
  tried: number;
  /** So many windows still belong to what was before the last step down: what was asked of decoders and screen is still on its way. */
  settling: number;
  /** Where the last fall began: what lies below is given back at once. What waits when a wall opens leads further down than what it shows would. */
  reach: Level;
}

const windows = (seconds: number): number => (seconds * 1000) / WINDOW_MS;
/** Good windows that give a level back. Opening a wall overloads for seconds: what was lost by that is soon given back. */
const PATIENCE = windows(4);
/** A level that was given back and lost again so soon is tried later each time: a wall that flickers between two levels is worse than the lower. */
const HASTY = windows(20);
const MOST_PATIENCE = windows(160);
/** One that held may be followed by the next one so much sooner: the load went away. */
const RELIEF = 4;
const SETTLING = windows(1);
/** Good windows that give back a level from which a fall only passed: a camera's next key picture has to come first. */
const QUICK = windows(2);

/** Past these a window of time was bad. Beyond saturation frame rates collapse instead of sinking (36 to 49 tiles: 23 to 12 pictures a second), so the limits lie well before it. */
const LIMIT = { waiting: 4, lag: 120, taken: 0.8 } as const;
/** Past these nothing is waited for, and two levels are left at once. */
const COLLAPSE = { waiting: 15, lag: 700, taken: 0.3 } as const;

export const CALM: Governor = { level: 0, good: 0, patience: PATIENCE, tried: Number.POSITIVE_INFINITY, settling: 0, reach: 0 };

const past = ({ waiting, lag, taken }: Load, limit: Omit<Load, "held">): boolean => waiting > limit.waiting || lag > limit.lag || taken < limit.taken;
export const isBad = (load: Load): boolean => load.held || past(load, LIMIT);
export const collapses = (load: Load): boolean => past(load, COLLAPSE);

/** The governor after one more window: down with a bad one, up after long good ones. */
export function govern(governor: Governor, load: Load): Governor {
  const { level, good, patience, tried, reach } = governor;
  const settling = Math.max(0, governor.settling - 1);
  if (isBad(load)) {
    const severe = collapses(load);
    if (governor.settling > 0 && !severe) return { ...governor, good: 0, tried: tried + 1, settling };
    return {
      level: step(level, severe ? 2 : 1), good: 0, patience: tried <= HASTY ? Math.min(patience * 2, MOST_PATIENCE) : patience, tried: Number.POSITIVE_INFINITY, settling: SETTLING,
      reach: governor.settling > 0 ? reach : step(level, 1),
    };
  }
  if (level > reach) return good + 1 < QUICK ? { ...governor, good: good + 1, settling } : { ...governor, level: step(level, -1), good: 0, settling };
  const held = tried === HASTY;
  const calm = held ? Math.max(PATIENCE, patience / RELIEF) : patience;
  if (level > 0 && good + 1 >= calm) return { level: step(level, -1), good: 0, patience: calm, tried: 0, settling, reach: step(level, -1) };
  return { level, good: Math.min(good + 1, MOST_PATIENCE), patience: calm, tried: tried + 1, settling, reach };
}

/** Where so many visible tiles begin on a machine of so many cores: the first level that should fit. */
export function beginsAt(tiles: number, cores: number): Level {
  return ALL.find((level) => {
    const ms = rationsOf(level, Array.from<number>({ length: tiles }).fill(1)).reduce((sum, { fps, keys }) => sum + (keys ? COST.keyRate * (COST.decode + COST.show) : COST.rate * COST.decode + (fps ?? COST.rate) * COST.show), 0);
    return ms <= cores * 950;
  }) ?? 8;
}

/** Tiles came or went: what was found out holds against where so many would begin. */
export function rebase(governor: Governor, from: Level, to: Level): Governor {
  if (from === to) return governor;
  const move = (level: Level): Level => ALL[Math.min(Math.max(level + to - from, 0), ALL.length - 1)] ?? level;
  return { ...governor, level: move(governor.level), reach: move(governor.reach), good: 0, tried: Number.POSITIVE_INFINITY, settling: SETTLING };
}

function step(level: Level, by: 1 | 2 | -1): Level {
  return ALL[Math.min(Math.max(level + by, 0), ALL.length - 1)] ?? level;
}

/** What a tile gets. `fps`: pictures shown a second at most; `keys`: only key frames are sent at all. */
export interface Ration {
  fps: number | undefined;
  keys: boolean;
}

/**
 * What each tile gets at a level.
 * @param sizes area of each visible tile, px²; the order decides between equals
 * @returns one ration for each, in the same order
 */
export function rationsOf(level: Level, sizes: readonly number[]): Ration[] {
  const rung = LADDER[level];
  if (rung === undefined) return sizes.map(() => ({ fps: STILL_HZ, keys: true }));
  const { fps, moving } = rung;
  const count = Math.max(KEPT, Math.ceil(sizes.length * moving));
  const largest = new Set(sizes.map((size, at) => ({ size, at })).toSorted((a, b) => b.size - a.size || a.at - b.at).slice(0, count).map(({ at }) => at));
  return sizes.map((_, at) => (largest.has(at) ? { fps, keys: false } : { fps: undefined, keys: true }));
}

/** So many tiles may have the camera's main stream at a level. */
export function mainsAt(level: Level): number {
  return LADDER[level]?.mains ?? 0;
}
