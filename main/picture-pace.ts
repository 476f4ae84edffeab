/** Between two pictures of a monitor while somebody looks, and while nobody does, ms. */
const WATCHED = 1_500;
const UNWATCHED = 60_000;
/** First and longest wait after a failure, ms. */
const FAILED = 2_000;
const LONGEST = 60_000;

/** How a picture went: taken by the backend, which said whether somebody looks, or not. */
export type Outcome = { ok: true; watched: boolean } | { ok: false };

/**
 * @param last the wait before the picture that now failed, ms; undefined at the first and after one that arrived
 * @returns when the next picture of that monitor is due, ms from the start of this one; `wait` to be handed in next time
 */
export function nextPicture(outcome: Outcome, last: number | undefined): { due: number; wait: number | undefined } {
  if (outcome.ok) return { due: outcome.watched ? WATCHED : UNWATCHED, wait: undefined };
  const wait = last === undefined ? FAILED : Math.min(LONGEST, last * 2);
  return { due: wait, wait };
}
