const FIRST_MS = 500;
const MOST_MS = 10_000;
const JITTER = 0.3;

/**
 * Wait before a lost link is tried again: 0.5 s, doubled each time up to 10 s, ±30 % so that the windows of a room do not come all at once.
 *
 * @param tries failed ones so far, 0 for the first
 * @param chance 0 to 1
 * @returns ms
 */
export function backOff(tries: number, chance: number): number {
  const base = Math.min(FIRST_MS * 2 ** Math.min(tries, 10), MOST_MS);
  return Math.round(base * (1 + JITTER * (2 * chance - 1)));
}
