import type { Instant } from "#contract/ids";
import type { Keep } from "./settings.ts";

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday: days until the first Monday's week begins. */
const MONDAY = 3;

/**
 * Which copies stay: of each of the last `daily` days, `weekly` weeks and `monthly` months that have a copy, the newest one;
 * and always the newest of all. Pure: what is let go follows from the copies there are, not from the clock.
 *
 * @param copies when they were begun
 * @param offset of local days, ms (Vietnam: 7 h)
 */
export function keptCopies(copies: readonly Instant[], keep: Keep, offset: number): Set<Instant> {
  const newestFirst = [...new Set(copies)].toSorted((a, b) => b - a);
  const kept = new Set<Instant>(newestFirst.slice(0, 1));
  const day = (at: Instant): number => Math.floor((at + offset) / DAY);
  const rules: [number, (at: Instant) => number][] = [
    [keep.daily, day],
    [keep.weekly, (at) => Math.floor((day(at) + MONDAY) / 7)],
    [keep.monthly, (at) => {
      const local = new Date(at + offset);
      return local.getUTCFullYear() * 12 + local.getUTCMonth();
    }],
  ];
  for (const [most, spanOf] of rules) {
    const spans = new Set<number>();
    for (const at of newestFirst) {
      if (spans.size >= most) break;
      const span = spanOf(at);
      if (!spans.has(span)) kept.add(at);
      spans.add(span);
    }
  }
  return kept;
}
