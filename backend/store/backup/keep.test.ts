import fc from "fast-check";
import { expect, test } from "vitest";
import { keptCopies } from "./keep.ts";
import { Keep } from "./settings.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;
const rules = Keep.parse({});
/** 02:00 in Huế, so many days before 23 November 2026, a Monday. */
const night = (ago: number): number => Date.UTC(2026, 10, 22, 19) - ago * DAY;

test("K-5.1e: of a year and a half of nights there stay seven days, five weeks, twelve months", () => {
  const kept = [...keptCopies(Array.from({ length: 550 }, (_, ago) => night(ago)), rules, OFFSET)].toSorted((a, b) => b - a);
  const words = kept.map((at) => new Date(at + OFFSET).toISOString().slice(0, 10));
  expect(words).toEqual([
    // days: today is a Monday
    "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17",
    // Sundays of the three weeks before last week, whose Sunday is a day above
    "2026-11-15", "2026-11-08", "2026-11-01",
    // months
    "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
  ]);
});

test("K-5.1e: keeping again what was kept lets nothing more go, and the newest always stays", () =>
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 800 * 24 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 14 }), (hours, daily, weekly, monthly) => {
    const keep = { ...rules, daily, weekly, monthly };
    const copies = hours.map((hour) => night(0) - hour * HOUR);
    const kept = keptCopies(copies, keep, OFFSET);
    expect(kept.has(Math.max(...copies))).toBe(true);
    expect(kept.size).toBeLessThanOrEqual(daily + weekly + monthly);
    expect(keptCopies([...kept], keep, OFFSET)).toEqual(kept);
  })));
