/** The next camera is opened so long before its turn, ms: its first picture is there when it is seen. Below the shortest dwell. */
const AHEAD_MS = 2500;

/**
 * Whose turn it is among several, by the room's clock: all windows that show the same turn together.
 *
 * @param count 1 or more
 * @param dwell s
 * @returns index of what is shown, and of what is prepared unseen; undefined: nothing is yet
 */
export function turnAt(count: number, dwell: number, now: number): { shown: number; next: number | undefined } {
  const span = dwell * 1000;
  const shown = Math.floor(now / span) % count;
  const left = span - (now % span);
  return { shown, next: count > 1 && left <= AHEAD_MS ? (shown + 1) % count : undefined };
}
