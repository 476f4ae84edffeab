import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant, writeInstant } from "./typed-instant.ts";

test("what is written is read back, to the minute", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), (minutes) => {
    const at = minutes * 60_000;
    expect(parseInstant(writeInstant(at))).toBe(at);
  }));
});

test("an instant is of the city's zone", () => {
  expect(parseInstant("22/11/2026 08:30")).toBe(Date.UTC(2026, 10, 22, 1, 30));
  expect(parseInstant(" 2/1/2026  7:05:09 ")).toBe(Date.UTC(2026, 0, 2, 0, 5, 9));
});

test("a time of the day alone is the last one", () => {
  const now = Date.UTC(2026, 10, 22, 3, 0); // 10:00 there
  expect(parseInstant("9:30", now)).toBe(Date.UTC(2026, 10, 22, 2, 30));
  expect(parseInstant("14:30", now)).toBe(Date.UTC(2026, 10, 21, 7, 30));
  expect(parseInstant("25:00", now)).toBeUndefined();
  expect(parseInstant("14:30")).toBeUndefined();
});

test.each(["", "hôm qua", "31/02/2026 08:00", "22/11/2026", "22/11/2026 24:00", "22/11/2026 08:60", "2026-11-22 08:30", "22/11/26 08:30"])("%j is no instant", (text) => {
  expect(parseInstant(text)).toBeUndefined();
});
