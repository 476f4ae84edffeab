import { ALWAYS, type Calendar, type Day, type Span } from "#contract/calendar";
import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Working time: how far one instant lies from another, and where a span of it ends. */
export interface WorkingTime {
  /** @returns the first instant by which the span has passed from `from`; in words why the calendar cannot tell */
  add(from: Instant, span: Span): Result<Instant, string>;
  /** @returns the instant by which `ms` of working time have passed from `from` */
  addMs(from: Instant, ms: number): Result<Instant, string>;
  /** Working ms between two instants, 0 when `to` is not after `from`; parts outside the calendar's validity count nothing. */
  between(from: Instant, to: Instant): number;
}

/** Of no calendar: every ms counts, and a working day is a day. */
export const always: WorkingTime = {
  add: (from, span) => ok(from + ("minutes" in span ? span.minutes * MINUTE : span.workingDays * DAY)),
  addMs: (from, ms) => ok(from + ms),
  between: (from, to) => Math.max(0, to - from),
};

/** @returns working time by this calendar. Days are walked one by one, so a span costs as many steps as it has days. */
export function workingTime(calendar: Calendar): WorkingTime {
  const special = new Map(calendar.days.map((one) => [dayNumber(one.day), one.is]));
  const offset = calendar.offset * MINUTE;
  const first = dayNumber(calendar.from) * DAY, last = dayNumber(calendar.to) * DAY;
  /** Hours a swapped-in working day has: those of the first weekday that has any. */
  const usual = calendar.week.find((hours) => hours.length > 0) ?? [];

  /** Working hours of the local day that begins at `midnight` (ms as if UTC), as instants. */
  function hoursOf(midnight: number): (readonly [Instant, Instant])[] {
    const number = midnight / DAY;
    const is = special.get(number);
    // 1970-01-01 was a Thursday.
    const weekday = calendar.week[(((number + 3) % 7) + 7) % 7]!;
    const hours = is === "off" ? [] : is === "work" && weekday.length === 0 ? usual : weekday;
    return hours.map(([from, to]) => [midnight - offset + from * MINUTE, midnight - offset + to * MINUTE] as const);
  }
  const dayOf = (at: Instant): number => Math.floor((at + offset) / DAY) * DAY;
  const invalid = (day: number): string => `calendar ${calendar.id} (${calendar.from} to ${calendar.to}) ends ${day < first ? "after" : "before"} the time asked for`;

  function addMs(from: Instant, ms: number): Result<Instant, string> {
    let left = ms;
    for (let day = dayOf(from); ; day += DAY) {
      if (day < first || day > last) return fail(invalid(day));
      for (const [begin, end] of hoursOf(day)) {
        const start = Math.max(begin, from);
        if (start >= end) continue;
        if (left <= end - start) return ok(start + left);
        left -= end - start;
      }
    }
  }

  /** The same time of day, so many working days on; begun outside working hours it counts from the next working day's start. */
  function addDays(from: Instant, days: number): Result<Instant, string> {
    const begun = addMs(from, 1);
    if (!begun.ok) return begun;
    const start = begun.value - 1;
    const time = start - (dayOf(start) - offset);
    let left = days;
    for (let day = dayOf(start) + DAY; ; day += DAY) {
      if (day > last) return fail(invalid(day));
      if (hoursOf(day).length === 0) continue;
      left -= 1;
      if (left === 0) return ok(day - offset + time);
    }
  }

  return {
    add: (from, span) => ("minutes" in span ? addMs(from, span.minutes * MINUTE) : addDays(from, span.workingDays)),
    addMs,
    between(from, to) {
      let total = 0;
      for (let day = Math.max(dayOf(from), first); day <= Math.min(dayOf(to), last); day += DAY) {
        for (const [begin, end] of hoursOf(day)) total += Math.max(0, Math.min(end, to) - Math.max(begin, from));
      }
      return total;
    },
  };
}

/** Days since 1970-01-01 of a day of the Gregorian calendar (Hinnant, "days_from_civil"). */
export function dayNumber(day: Day): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** @returns the time a limit runs on; undefined: there is no such calendar */
export function timeOf(id: string, calendars: ReadonlyMap<string, Calendar>): WorkingTime | undefined {
  if (id === ALWAYS) return always;
  const calendar = calendars.get(id);
  return calendar === undefined ? undefined : workingTime(calendar);
}
