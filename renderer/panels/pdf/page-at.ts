/**
 * The page to show, from 1. Pages turn by the room's clock, so that all windows show the same one and a replay knows which.
 *
 * @param first page to begin with; beyond the end: the last
 * @param turnEvery seconds; 0: stays
 * @param now ms UTC
 */
export function pageAt({ first, turnEvery, of, now }: { first: number; turnEvery: number; of: number; now: number }): number {
  const begin = Math.min(first, of);
  if (turnEvery <= 0 || of < 2) return begin;
  return ((begin - 1 + Math.floor(now / (turnEvery * 1000))) % of) + 1;
}
