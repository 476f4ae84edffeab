import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant, parsePhenomenonTime } from "./instant.ts";

test.each<[string, string]>([
  ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21T17:00:00+07:00", "2026-11-21T10:00:00.000Z"],
  ["2010-12-23T10:20:00-0700", "2010-12-23T17:20:00.000Z"], // OGC 18-088 §13.2, the standard's own example
  ["2026-11-21T10:00:00.5Z", "2026-11-21T10:00:00.500Z"],
  ["2026-11-21T10:00:00.123456789Z", "2026-11-21T10:00:00.123Z"],
  ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
  ["0050-01-01T00:00:00Z", "0050-01-01T00:00:00.000Z"],
  ["1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z"],
])("reads %s", (text, iso) => {
  const instant = parseInstant(text);
  expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(iso);
});

test.each([
  "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00Z", "2026-11-21T10:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z",
  "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z", "2026-11-21T10:00:60Z",
  "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00z", "2026-11-21T10:00:00+24:00", "2026-11-21T10:00:00+07:60", "2026-11-21T10:00:00+7:00",
  "2026-11-21T10:00:00+07", "2026-11-21T10:00:00Z ", "+2026-11-21T10:00:00Z", "2026-1-21T10:00:00Z", "1732183200000", "2026-11-21T10:00:00ZZ", "２026-11-21T10:00:00Z",
])("refuses %j", (text) => expect(parseInstant(text)).toBeUndefined());

test("agrees with the platform's own writer at every instant and offset", () =>
  fc.assert(
    fc.property(fc.integer({ min: -62_000_000_000_000, max: 253_000_000_000_000 }), fc.integer({ min: -839, max: 839 }), (at, offset) => {
      expect(parseInstant(new Date(at).toISOString())).toBe(at);
      const two = (n: number): string => String(Math.abs(n)).padStart(2, "0");
      const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
      const local = new Date(at + offset * 60_000).toISOString().replace("Z", zone);
      if (!local.startsWith("-")) expect(parseInstant(local)).toBe(at);
    }),
    { seed: 20_261_121, numRuns: 2000 },
  ));

test.each<[string, string | undefined]>([
  ["2026-11-21T10:00:00Z/2026-11-21T10:05:00Z", "2026-11-21T10:05:00.000Z"],
  ["2026-11-21T10:05:00Z/2026-11-21T10:05:00Z", "2026-11-21T10:05:00.000Z"],
  ["2026-11-21T10:05:00Z/2026-11-21T10:00:00Z", undefined],
  ["2026-11-21T10:00:00Z/", undefined],
  ["/2026-11-21T10:00:00Z", undefined],
  ["2026-11-21T10:00:00Z/2026-11-21T10:05:00Z/2026-11-21T10:06:00Z", undefined],
])("the end of the interval %s counts", (text, iso) => {
  const instant = parsePhenomenonTime(text);
  expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(iso);
});
