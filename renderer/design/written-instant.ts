import type { Instant } from "#contract/ids";

/** ms the city is ahead of UTC (Asia/Ho_Chi_Minh); no daylight saving. */
const AHEAD_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const TIME = String.raw`(?<hour>\d{1,2})[:hg.](?<minute>\d{2})(?::(?<second>\d{2}))?`;
const DATE = String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})(?:[/.-](?<year>\d{4}))?`;
/** The hour first or the day first: people write both. */
const FORMS = [new RegExp(String.raw`^${TIME}(?:[\s,]+${DATE})?$`), new RegExp(String.raw`^${DATE}[\s,]+${TIME}$`)];

const two = (n: number): string => String(n).padStart(2, "0");

/** An instant as people write it, in the city's zone: "17:20 22/11/2026", or "17:20:09 …". Browsers' own fields follow the machine's language. */
export function writeInstant(at: Instant, to: "minute" | "second" = "minute"): string {
  const local = new Date(at + AHEAD_MS);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}${to === "second" ? `:${two(local.getUTCSeconds())}` : ""} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
}

/**
 * What `writeInstant` writes, the day first as well, with seconds or without; without the year this year's.
 *
 * @param alone a time without a day is its next one, or its last one
 * @returns undefined where it is no time
 */
export function readInstant(typed: string, now: Instant, alone: "next" | "last"): Instant | undefined {
  const text = typed.trim();
  const found = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const today = new Date(now + AHEAD_MS);
  const given = (name: string): number | undefined => (found[name] === undefined ? undefined : Number(found[name]));
  const [hour, minute, second] = [given("hour") ?? 0, given("minute") ?? 0, given("second") ?? 0];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const [year, month, day] = [given("year") ?? today.getUTCFullYear(), (given("month") ?? today.getUTCMonth() + 1) - 1, given("day") ?? today.getUTCDate()];
  const local = Date.UTC(year, month, day, hour, minute, second);
  if (new Date(local).getUTCMonth() !== month || new Date(local).getUTCDate() !== day || local < AHEAD_MS) return undefined;
  const at = local - AHEAD_MS;
  if (given("day") !== undefined) return at;
  return alone === "next" ? (at <= now ? at + DAY_MS : at) : at > now ? at - DAY_MS : at;
}
