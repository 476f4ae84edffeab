import type { Instant } from "#contract/ids";

/** ms Asia/Ho_Chi_Minh is ahead of UTC; no daylight saving. */
const AHEAD_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, "0");

/** An instant as people write it, in the city's zone, to the minute: "17:20 22/11/2026". Browsers' own fields follow the machine's language. */
export function toLocal(at: Instant): string {
  const local = new Date(at + AHEAD_MS);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
}

/**
 * "17:20 22/11/2026"; without the year this year's, without the day the next such time.
 * @returns undefined where it is no time
 */
export function fromLocal(typed: string, now: Instant): Instant | undefined {
  const parts = /^\s*(\d{1,2})[:hg.](\d{2})(?:[\s,]+(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)?\s*$/.exec(typed);
  if (parts === null) return undefined;
  const today = new Date(now + AHEAD_MS);
  const [hour, minute, day, month, year] = [1, 2, 3, 4, 5].map((i) => (parts[i] === undefined ? undefined : Number(parts[i])));
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return undefined;
  const [y, m, d] = [year ?? today.getUTCFullYear(), (month ?? today.getUTCMonth() + 1) - 1, day ?? today.getUTCDate()];
  const at = Date.UTC(y, m, d, hour, minute);
  if (new Date(at).getUTCMonth() !== m || new Date(at).getUTCDate() !== d) return undefined;
  return day === undefined && at - AHEAD_MS <= now ? at - AHEAD_MS + DAY_MS : at - AHEAD_MS;
}
