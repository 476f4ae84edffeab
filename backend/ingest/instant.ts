import type { Instant } from "#contract/ids";

/** One 400-year cycle of the Gregorian calendar, ms. */
const CYCLE = 146_097 * 86_400_000;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @returns the two digits at `i` as a number, or NaN */
function two(text: string, i: number): number {
  const tens = text.charCodeAt(i) - 48;
  const ones = text.charCodeAt(i + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** @returns minutes east of UTC of `Z`, `±hh:mm` or `±hhmm` (the standard's own examples use both) at `i` to the end, or NaN */
function zone(text: string, i: number): number {
  const sign = text.charCodeAt(i);
  if (sign === 90) return text.length === i + 1 ? 0 : NaN;
  if (sign !== 43 && sign !== 45) return NaN;
  const colon = text.charCodeAt(i + 3) === 58 ? 1 : 0;
  if (text.length !== i + 5 + colon) return NaN;
  const hours = two(text, i + 1);
  const minutes = two(text, i + 3 + colon);
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes);
}

/**
 * An ISO 8601 instant, `YYYY-MM-DDThh:mm:ss[.f…]` with an offset, read strictly: no local time, no 24:00, no leap second,
 * no day that the month does not have. Hand-written because it runs once a reading (a regular expression costs ten times this).
 *
 * @returns ms UTC, cut to whole ms and possibly before 1970; undefined when it is not such an instant
 */
export function parseInstant(text: string): Instant | undefined {
  if (text.length < 20 || text.length > 40) return undefined;
  const punctuated =
    text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58;
  if (!punctuated) return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (!(year >= 0 && month >= 1 && day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  let i = 19;
  let ms = 0;
  if (text.charCodeAt(i) === 46) {
    const from = ++i;
    for (let scale = 100, digit = text.charCodeAt(i) - 48; digit >= 0 && digit <= 9; digit = text.charCodeAt(++i) - 48) {
      if (scale >= 1) ms += digit * scale;
      scale /= 10;
    }
    if (i === from) return undefined;
  }
  const offset = zone(text, i);
  if (Number.isNaN(offset)) return undefined;
  // Date.UTC reads the years 0-99 as 1900-1999: one calendar cycle later it does not.
  return Date.UTC(year + 400, month - 1, day, hour, minute, second) - CYCLE + ms - offset * 60_000;
}

/**
 * SensorThings phenomenonTime: an instant, or an interval `start/end`, of which the end counts (the moment the result was known).
 *
 * @returns ms UTC; undefined when malformed or ending before it starts
 */
export function parsePhenomenonTime(text: string): Instant | undefined {
  const slash = text.indexOf("/");
  if (slash === -1) return parseInstant(text);
  const start = parseInstant(text.slice(0, slash));
  const end = parseInstant(text.slice(slash + 1));
  return start !== undefined && end !== undefined && start <= end ? end : undefined;
}
