import fc from "fast-check";
import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

test("half a second, doubled, at most ten", () => expect([0, 1, 2, 3, 4, 5, 6, 1000].map((n) => backOff(n, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]));
test("never more than 30 % off, and windows differ", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 1000 }), (tries, chance) => {
    const wait = backOff(tries, chance / 1000);
    const middle = backOff(tries, 0.5);
    expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * 0.3 + 1);
  }));
  expect(backOff(3, 0)).not.toBe(backOff(3, 1));
});
