import { expect, test } from "vitest";
import { passingOf } from "./passing.ts";

const points = [{ t: 3600, low: 1.1, mid: 1.5, high: 1.9 }, { t: 7200, low: 1.2, mid: 2.5, high: 3 }, { t: 10_800, low: 2.2, mid: 3, high: 4 }];

test("a level is passed at the earliest, likeliest and latest where the band's edges and its middle cross it", () => {
  const { earliest = 0, likely, latest } = passingOf(1, points, 2) ?? {};
  expect(earliest).toBeCloseTo(3600 + (0.1 / 1.1) * 3600, 6);
  expect([likely, latest]).toEqual([5400, 7200 + 0.8 * 3600]);
});
test("what only the upper edge reaches has no likely time", () => {
  const passing = passingOf(1, points, 3.5);
  expect(passing?.earliest).toBe(9000);
  expect([passing?.likely, passing?.latest]).toEqual([undefined, undefined]);
});
test("a level that is passed, that nothing reaches, or a gauge that tells nothing: no word", () => {
  expect([passingOf(2, points, 2), passingOf(1, points, 5), passingOf(Number.NaN, points, 2)]).toEqual([undefined, undefined, undefined]);
});
