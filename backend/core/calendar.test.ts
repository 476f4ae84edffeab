import fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "#contract/calendar";
import { dayNumber, dayOf, isDay } from "#contract/day";
import { always, workingTime } from "./calendar.ts";

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
/** Monday to Friday 7:30–11:30 and 13:30–17:30 in Việt Nam; Wednesday 2026-09-02 off, Saturday 2026-09-05 worked instead. */
const calendar = Calendar.parse({
  id: "test", name: "t", document: "Thông báo", version: 1, offset: 420, week: [1, 2, 3, 4, 5].map(() => [[450, 690], [810, 1050]]).concat([[], []]),
  days: [{ day: "2026-09-02", is: "off", name: "Quốc khánh", authority: "Điều 112" }, { day: "2026-09-05", is: "work", name: "Làm bù", authority: "Thông báo" }],
  from: "2026-08-01", to: "2026-10-31",
});
const time = workingTime(calendar);
/** Local time in Việt Nam as an instant. */
const at = (day: string, hour: number, minute = 0): number => Date.parse(`${day}T00:00:00Z`) - 7 * HOUR + hour * HOUR + minute * MINUTE;

test("a day's number is that of the calendar, also over leap years and centuries", () => {
  for (const day of ["1970-01-01", "2000-02-29", "2026-11-22", "2100-03-01", "1969-12-31"]) expect(dayNumber(day) * DAY).toBe(Date.parse(day));
  fc.assert(fc.property(fc.integer({ min: -200_000, max: 800_000 }), (n) => {
    expect(dayOf(n)).toBe(new Date(n * DAY).toISOString().slice(0, 10));
  }));
  expect(["2026-02-28", "2026-02-29", "2028-02-29", "2026-04-31"].map(isDay)).toEqual([true, false, true, false]);
});

test("working days leave out nights, weekends and holidays, and count days worked instead", () => {
  expect(time.add(at("2026-09-01", 10), { workingDays: 1 })).toEqual({ at: at("2026-09-03", 10) });
  expect(time.add(at("2026-09-03", 10), { workingDays: 2 })).toEqual({ at: at("2026-09-05", 10) });
  expect(time.add(at("2026-09-05", 17), { workingDays: 1 })).toEqual({ at: at("2026-09-07", 17) });
});

test("what begins outside working hours counts from the next working day's start", () => {
  expect(time.add(at("2026-08-15", 3), { workingDays: 1 })).toEqual({ at: at("2026-08-18", 7, 30) });
  expect(time.add(at("2026-08-14", 17, 20), { minutes: 20 })).toEqual({ at: at("2026-08-17", 7, 40) });
  expect(time.add(at("2026-08-14", 11, 20), { minutes: 20 })).toEqual({ at: at("2026-08-14", 13, 40) });
});

test("K-II.4 beyond its last day it counts the plain week and says from which day on: never a refusal", () => {
  // Friday 2026-10-30 17:30 is the last working millisecond it knows; its last day is Saturday the 31st.
  const last = at("2026-10-30", 17, 30);
  expect(time.addMs(last - 1, 1)).toEqual({ at: last });
  expect(time.addMs(last - 1, 2)).toEqual({ at: at("2026-11-02", 7, 30) + 1, provisional: "2026-11-01" });
  expect(time.add(at("2026-10-29", 10), { workingDays: 1 })).toEqual({ at: at("2026-10-30", 10) });
  expect(time.add(at("2026-10-29", 10), { workingDays: 2 })).toEqual({ at: at("2026-11-02", 10), provisional: "2026-11-01" });
  expect(time.add(at("2027-02-05", 10), { workingDays: 3 })).toEqual({ at: at("2027-02-10", 10), provisional: "2027-02-05" });
  expect(time.addMs(at("2026-07-31", 17), 31 * MINUTE)).toEqual({ at: at("2026-08-03", 7, 31), provisional: "2026-07-31" });
  expect(time.between(at("2026-10-30", 17), at("2026-11-02", 8))).toBe(60 * MINUTE);
});

test("the clock that never stops counts every millisecond", () => {
  expect(always.add(5, { minutes: 1 })).toEqual({ at: 60_005 });
  expect(always.between(5, 4)).toBe(0);
});

test("property: adding working time and counting it agree with a walk minute by minute", () => {
  const works = (minute: number): boolean => {
    const local = new Date(minute * MINUTE + 7 * HOUR);
    const day = local.toISOString().slice(0, 10);
    const ofDay = local.getUTCHours() * 60 + local.getUTCMinutes();
    const weekday = local.getUTCDay();
    const worked = day !== "2026-09-02" && (day === "2026-09-05" || (weekday >= 1 && weekday <= 5));
    return worked && ((ofDay >= 450 && ofDay < 690) || (ofDay >= 810 && ofDay < 1050));
  };
  fc.assert(fc.property(fc.integer({ min: 0, max: 20 * 24 * 60 }), fc.integer({ min: 1, max: 2500 }), (start, span) => {
    const from = at("2026-08-24", 0) / MINUTE + start;
    let left = span;
    let minute = from;
    for (; left > 0; minute++) if (works(minute)) left--;
    const end = time.add(from * MINUTE, { minutes: span });
    expect(end).toEqual({ at: minute * MINUTE });
    expect(time.between(from * MINUTE, minute * MINUTE)).toBe(span * MINUTE);
  }), { numRuns: 60, seed: 20261122 });
});
