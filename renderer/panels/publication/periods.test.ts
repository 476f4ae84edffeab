import { expect, test } from "vitest";
import { beginOf, daysBefore, localDay, periodOf } from "./periods.ts";

test("a day begins at the city's midnight", () => {
  expect(beginOf("2026-11-23")).toBe(Date.UTC(2026, 10, 22, 17));
  expect([localDay(Date.UTC(2026, 10, 22, 16, 59)), localDay(Date.UTC(2026, 10, 22, 17))]).toEqual(["2026-11-22", "2026-11-23"]);
  expect([beginOf("2026-02-30"), beginOf(""), beginOf("x")]).toEqual([undefined, undefined, undefined]);
  expect(daysBefore("2026-03-01", 1)).toBe("2026-02-28");
});

test.each<[string, string, number | undefined]>([["2026-11-23", "2026-11-23", 1], ["2026-11-01", "2026-11-30", 30], ["2026-11-23", "2026-11-22", undefined], ["2025-01-01", "2026-01-01", 366], ["2025-01-01", "2026-01-02", undefined]])("from %s to %s: %s days", (first, last, days) => {
  const period = periodOf(first, last);
  expect(period === undefined ? undefined : (period.to - period.from) / 86_400_000).toBe(days);
});
