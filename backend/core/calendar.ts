import { ALWAYS, type Calendar, type Day, type Span } from "#contract/calendar";
import { dayNumber, dayOf as dayOn } from "#contract/day";
import type { Instant } from "#contract/ids";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Where a span ends. */
export interface Reckoned {
  at: Instant;
  /** First day of the count outside the calendar's validity: from it on the plain week was counted, no holidays being known. */
  provisional?: Day;
}

/** Working time: how far one instant lies from another, and where a span of it ends. It always answers: an order is never refused because a list of holidays ran out. */
export interface WorkingTime {
  /** @returns the first instant by which the span has passed from `from` */
  add(from: Instant, span: Span): Reckoned;
  /** @returns the instant by which `ms` of working time have passed from `from` */
  addMs(from: Instant, ms: number): Reckoned;
  /** Working ms between two instants, 0 when `to` is not after `from`; by the plain week where the calendar does not hold. */
  between(from: Instant, to: Instant): number;
}

/** Of no calendar: every ms counts, and a working day is a day. */
export const always: WorkingTime = {
  add: (from, span) => ({ at: from + ("minutes" in span ? span.minutes * MINUTE : span.workingDays * DAY) }),
  addMs: (from, ms) => ({ at: from + ms }),
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
  const unknown = (day: number): boolean => day < first || day > last;
  const reckoned = (at: Instant, strange: number | undefined): Reckoned => (strange === undefined ? { at } : { at, provisional: dayOn(strange / DAY) });

  /** Ends: a week has an hour at least (contract/calendar.ts). */
  function addMs(from: Instant, ms: number): Reckoned {
    let left = ms;
    let strange: number | undefined;
    for (let day = dayOf(from); ; day += DAY) {
      if (unknown(day)) strange ??= day;
      for (const [begin, end] of hoursOf(day)) {
        const start = Math.max(begin, from);
        if (start >= end) continue;
        if (left <= end - start) return reckoned(start + left, strange);
        left -= end - start;
      }
    }
  }

  /** The same time of day, so many working days on; begun outside working hours it counts from the next working day's start. */
  function addDays(from: Instant, days: number): Reckoned {
    const start = addMs(from, 1).at - 1;
    const time = start - (dayOf(start) - offset);
    let left = days;
    // Days looked at before the first working one were looked at too.
    let strange = [dayOf(from), dayOf(start)].find(unknown);
    for (let day = dayOf(start) + DAY; ; day += DAY) {
      if (unknown(day)) strange ??= day;
      if (hoursOf(day).length === 0) continue;
      left -= 1;
      if (left === 0) return reckoned(day - offset + time, strange);
    }
  }

  return {
    add: (from, span) => ("minutes" in span ? addMs(from, span.minutes * MINUTE) : addDays(from, span.workingDays)),
    addMs,
    between(from, to) {
      let total = 0;
      for (let day = dayOf(from); day <= dayOf(to); day += DAY) {
        for (const [begin, end] of hoursOf(day)) total += Math.max(0, Math.min(end, to) - Math.max(begin, from));
      }
      return total;
    },
  };
}

/** A record is replaced, never changed: its working time is worked out once. */
const known = new WeakMap<Calendar, WorkingTime>();

/** @returns the time a limit runs on; undefined: there is no such calendar */
export function timeOf(id: string, calendars: ReadonlyMap<string, Calendar>): WorkingTime | undefined {
  if (id === ALWAYS) return always;
  const calendar = calendars.get(id);
  if (calendar === undefined) return undefined;
  const time = known.get(calendar) ?? workingTime(calendar);
  known.set(calendar, time);
  return time;
}
