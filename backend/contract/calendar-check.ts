import type { CalendarDraft, Day } from "./calendar.ts";
import { dayNumber, isDay } from "./day.ts";
import type { Instant } from "./ids.ts";

/** What can be wrong with a calendar whose fields are all well formed. */
export type CalendarFaultCode = "hours-overlap" | "backwards" | "no-such-day" | "outside" | "twice";

/** One fault at its place: `at` is a path into the calendar, "days.3.day". */
export interface CalendarFault {
  at: string;
  code: CalendarFaultCode;
}

/** What a calendar's schema cannot say. Windows ask the same while one is written. @returns empty: it is sound */
export function calendarFaults({ week, days, from, to }: Pick<CalendarDraft, "week" | "days" | "from" | "to">): CalendarFault[] {
  const faults: CalendarFault[] = [];
  for (const [i, hours] of week.entries()) {
    // Ascending and apart: an hour counted twice would end a limit too early.
    if (hours.some(([begin], j) => j > 0 && begin < hours[j - 1]![1])) faults.push({ at: `week.${i}`, code: "hours-overlap" });
  }
  if (!isDay(from)) faults.push({ at: "from", code: "no-such-day" });
  if (!isDay(to)) faults.push({ at: "to", code: "no-such-day" });
  if (to < from) faults.push({ at: "to", code: "backwards" });
  const seen = new Set<Day>();
  for (const [i, { day }] of days.entries()) {
    if (!isDay(day)) faults.push({ at: `days.${i}.day`, code: "no-such-day" });
    else if (day < from || day > to) faults.push({ at: `days.${i}.day`, code: "outside" });
    if (seen.has(day)) faults.push({ at: `days.${i}.day`, code: "twice" });
    seen.add(day);
  }
  return faults;
}

/** The first instant that a calendar does not know any more: local midnight after its last day. */
export function endOf({ to, offset }: Pick<CalendarDraft, "to" | "offset">): Instant {
  return (dayNumber(to) + 1) * 86_400_000 - offset * 60_000;
}
