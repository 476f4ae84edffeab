/**
 * Between two pictures of a monitor while somebody looks, ms: with the console's own asking a preview is at most 2 s old.
 * And while nobody does: less than a minute, so that each minute that is kept has its picture.
 */
const WATCHED = 1_000;
const UNWATCHED = 50_000;
/** First and longest wait after a failure, ms. */
const FAILED = 2_000;
const LONGEST = 60_000;

/** What is known of one monitor's pictures. */
export interface Pace {
  /** Start of the last one, ms on a clock that never jumps. */
  at: number;
  /** After failures in a row: the wait before the next try, ms. */
  wait: number | undefined;
}

/**
 * @param watched somebody looks now: also at a monitor whose last picture was taken while nobody did
 * @returns when the next picture of a monitor is due: at once (0) before the first
 */
export function dueAt(pace: Pace | undefined, watched: boolean): number {
  if (pace === undefined) return 0;
  return pace.at + (pace.wait ?? (watched ? WATCHED : UNWATCHED));
}

/** The pace after one more picture, which was begun at `at` and arrived or did not. */
export function paced(former: Pace | undefined, at: number, arrived: boolean): Pace {
  if (arrived) return { at, wait: undefined };
  return { at, wait: former?.wait === undefined ? FAILED : Math.min(LONGEST, former.wait * 2) };
}
