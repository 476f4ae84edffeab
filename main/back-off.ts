/** First wait before a dead backend is started again, ms: a wall stands still meanwhile. Each next one is so many times longer. */
const FIRST = 50;
const LONGER = 4;
/** Longest wait, ms: a room waits no longer than this for its backend. */
const LONGEST = 15_000;
/** A backend that lived this long, ms, died of something new. */
const SETTLED = 60_000;

/**
 * How long to wait before the next start.
 *
 * @param last the wait before the start that now failed, ms; undefined at the first
 * @param lived how long that backend lived, ms
 * @returns ms
 */
export function nextWait(last: number | undefined, lived: number): number {
  if (last === undefined || lived >= SETTLED) return FIRST;
  return Math.min(LONGEST, last * LONGER);
}
