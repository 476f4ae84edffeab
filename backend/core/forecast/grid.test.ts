import { describe, expect, test } from "vitest";
import { bridge, gridOf, longestStill, stillFor } from "./grid.ts";

const MIN = 60_000;
const readings = (points: readonly (readonly [t: number, v: number, q?: number])[]) => ({ t: points.map(([t]) => t * MIN), v: points.map(([, v]) => v), q: points.map(([, , q]) => q ?? 0) });

describe("readings at equal steps", () => {
  const some = readings([[1, 1], [10, 2], [16, 4], [29, 6], [31, 9], [46, 3]]);
  test("each step has its last reading, or the mean of them; a step holds its end and not its beginning", () => {
    expect(Array.from(gridOf(some, { end: 60 * MIN, step: 15 * MIN, n: 4, of: "last" }))).toEqual([2, 6, 9, 3]);
    expect(Array.from(gridOf(some, { end: 60 * MIN, step: 15 * MIN, n: 4, of: "mean" }))).toEqual([1.5, 5, 9, 3]);
    expect(Array.from(gridOf(some, { end: 31 * MIN, step: 15 * MIN, n: 2, of: "last" }))).toEqual([4, 9]);
  });
  test.each<[string, [number, number, number?][]]>([
    ["nothing", []],
    ["bad readings", [[5, 99, 2]]],
    ["what is no number", [[5, Number.NaN], [6, Infinity]]],
    ["what comes after the end (a clock ahead)", [[90, 5]]],
  ])("%s leaves a gap, not a value", (_name, points) => {
    expect(Array.from(gridOf(readings(points), { end: 30 * MIN, step: 15 * MIN, n: 2, of: "mean" }))).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("gaps of a level", () => {
  const rising = Float64Array.from({ length: 20 }, (_value, i) => 1 + i * 0.1);
  const without = (...at: number[]) => rising.map((value, i) => (at.includes(i) ? Number.NaN : value));
  test("a short one with readings on both sides is a straight line, and adds nothing", () => {
    const { level, extra } = bridge(without(10, 11));
    expect(level[10]).toBeCloseTo(2, 9);
    expect(extra).toBe(0);
  });
  test("at the end the filter goes on as the water did, and says that it is less sure the longer it lasts", () => {
    const one = bridge(without(19).map((value, i) => value + (i % 2) * 0.02));
    const three = bridge(without(17, 18, 19).map((value, i) => value + (i % 2) * 0.02));
    expect(three.level[19]).toBeGreaterThan(2.7);
    expect(three.level[19]).toBeLessThan(3.1);
    expect(one.extra).toBeGreaterThan(0);
    expect(three.extra).toBeGreaterThan(one.extra);
  });
  test("a long one stays one", () => {
    expect(bridge(without(16, 17, 18, 19)).level[19]).toBeNaN();
    expect(bridge(without(5, 6, 7, 8)).level[6]).toBeNaN();
    expect(bridge(new Float64Array(5).fill(Number.NaN)).level[4]).toBeNaN();
  });
});

test("how long a gauge stands at one value", () => {
  expect([stillFor([1, 2, 2, 2]), stillFor([1, 2]), stillFor([2, 2]), longestStill([1, 1, 1, 2, 2, 3])]).toEqual([2, 0, 1, 2]);
});
