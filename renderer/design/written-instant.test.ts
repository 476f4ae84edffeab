import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readInstant, writeInstant } from "./written-instant.ts";

/** 10:00 of 22 November 2026 in the city. */
const NOW = Date.UTC(2026, 10, 22, 3, 0);

test("what is written is read back, to the minute", () => {
  expect(writeInstant(Date.UTC(2026, 10, 23, 17, 30))).toBe("00:30 24/11/2026");
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), (minutes) => {
    const at = minutes * 60_000;
    expect(readInstant(writeInstant(at), NOW, "next")).toBe(at);
  }));
});

test.each([
  ["08:30 22/11/2026", Date.UTC(2026, 10, 22, 1, 30)],
  ["22/11/2026 08:30", Date.UTC(2026, 10, 22, 1, 30)],
  ["22.11.2026, 08:30", Date.UTC(2026, 10, 22, 1, 30)],
  [" 2/1/2026  7:05:09 ", Date.UTC(2026, 0, 2, 0, 5, 9)],
  ["7h05 2/1", Date.UTC(2026, 0, 2, 0, 5)],
])("%j is an instant of the city's zone, whichever comes first", (text, at) => {
  for (const alone of ["next", "last"] as const) expect(readInstant(text, NOW, alone)).toBe(at);
});

describe("a time of the day alone", () => {
  test.each([["9h30", 22 + 1, 22], ["14:30", 22, 21], ["10:00", 22 + 1, 22]])("%j is its next one, or its last one", (text, next, last) => {
    const [hour = 0, minute = 0] = text.split(/[:h]/).map(Number);
    expect(readInstant(text, NOW, "next")).toBe(Date.UTC(2026, 10, next, hour - 7, minute));
    expect(readInstant(text, NOW, "last")).toBe(Date.UTC(2026, 10, last, hour - 7, minute));
  });
});

test.each(["", "hôm qua", "mai", "25:00", "31/02/2026 08:00", "10:00 31/02/2026", "22/11/2026", "22/11/2026 24:00", "22/11/2026 08:60", "10:60 01/01/2027", "2026-11-22 08:30", "22/11/26 08:30", "01/01/1969 08:00"])("%j is no instant", (text) => {
  for (const alone of ["next", "last"] as const) expect(readInstant(text, NOW, alone)).toBeUndefined();
});
