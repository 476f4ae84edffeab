import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brightnessAt, SHIFT_PX, shiftAt } from "./care.ts";

const at = (time: string): number => Date.parse(`2026-11-22T${time}:00+07:00`);
const NIGHT = { from: "22:00", to: "05:30", level: 0.4 };

describe("care against burn-in", () => {
  test.each([["21:59", 1], ["22:00", 0.4], ["23:59", 0.4], ["00:00", 0.4], ["05:29", 0.4], ["05:30", 1], ["12:00", 1]])("at %s of the room's day the wall has brightness %d", (time, level) => expect(brightnessAt(NIGHT, at(time), false)).toBe(level));
  test("an unacknowledged emergency is never dimmed", () => expect(brightnessAt(NIGHT, at("23:00"), true)).toBe(1));
  test("without a schedule, or with an empty one, nothing is dimmed", () => {
    expect(brightnessAt(undefined, at("23:00"), false)).toBe(1);
    expect(brightnessAt({ ...NIGHT, to: "22:00" }, at("22:00"), false)).toBe(1);
  });
  test("the picture moves in steps of at most 2 px, never beyond its margin, and comes to every corner", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      const [a, b] = [shiftAt(now), shiftAt(now + 120_000)];
      return [...a, ...b].every((px) => Math.abs(px) <= SHIFT_PX) && Math.abs(a[0] - b[0]) <= 2 && Math.abs(a[1] - b[1]) <= 2;
    }));
    const places = new Set(Array.from({ length: 100 }, (_, n) => shiftAt(n * 120_000).join()));
    for (const corner of ["4,4", "-4,4", "4,-4", "-4,-4"]) expect(places).toContain(corner);
  });
});
