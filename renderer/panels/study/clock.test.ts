import fc from "fast-check";
import { expect, test } from "vitest";
import { clockAt, readOffset, writeOffset } from "./clock.ts";

/** 23 November 2026, 22:15 in Huế. */
const START = Date.UTC(2026, 10, 23, 15, 15);

test.each<[string, number | undefined]>([
  ["+1:30", 5400], ["+90", 5400], ["+0:05", 300], ["02:00", 3.75 * 3600], ["22:15", 0], ["22:14", 86_340], ["2:00", 3.75 * 3600], ["2h00", 3.75 * 3600],
  ["", undefined], ["2", undefined], ["25:00", undefined], ["+1:75", undefined], ["mai", undefined],
])("%j after 22:15 is %s s", (text, seconds) => expect(readOffset(text, START)).toBe(seconds));

test("what is written is read again, to the minute, by offset and by clock", () =>
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1e9 }), (minutes, at) => {
    const start = at * 60_000;
    return readOffset(writeOffset(minutes * 60), start) === minutes * 60 && readOffset(clockAt(start, minutes * 60), start) === minutes * 60;
  })));
