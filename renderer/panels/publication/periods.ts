/** The city's time less UTC, ms. */
const AHEAD = 7 * 3_600_000;
const DAY = 86_400_000;

/** The city's day of an instant, "YYYY-MM-DD". */
export const localDay = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 10);
/** The first instant of a day of the city's. @returns undefined: it is none */
export function beginOf(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`) - AHEAD;
  return Number.isFinite(at) && localDay(at) === day ? at : undefined;
}

/** From the first instant of one day to the last of another, as a report is asked for; undefined: not in this order, or over a year. */
export function periodOf(first: string, last: string): { from: number; to: number } | undefined {
  const [from, end] = [beginOf(first), beginOf(last)];
  return from === undefined || end === undefined || end < from || end + DAY - from > 366 * DAY ? undefined : { from, to: end + DAY };
}

export const daysBefore = (day: string, days: number): string => localDay((beginOf(day) ?? 0) - days * DAY);
