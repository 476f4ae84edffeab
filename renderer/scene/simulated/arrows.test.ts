import fc from "fast-check";
import { expect, test } from "vitest";
import { arrowsOf, type SimulatedFlow } from "./arrows.ts";

/** One square of 3 × 3 cells in a grid of 6 × 6 that moves, the one in the south-west. */
const flow = (east: number, north: number): SimulatedFlow => ({ nx: 6, ny: 6, of: 3, east: Float32Array.of(east, Number.NaN, Number.NaN, 0), north: Float32Array.of(north, Number.NaN, Number.NaN, 0) });

test.each<[string, number, number, number, number]>([["east", 1, 0, 1, 0], ["north", 0, 1, 0, -1], ["west", -0.3, 0, -1, 0], ["south", 0, -0.06, 0, 1]])("water that goes %s has an arrow that points there on a picture whose north is up", (_where, east, north, right, down) => {
  const [arrow, ...others] = arrowsOf(flow(east, north));
  if (arrow === undefined) throw new Error("no arrow");
  expect(others).toEqual([]);
  expect([Math.sign(Math.round((arrow.to[0] - arrow.from[0]) * 1e6)), Math.sign(Math.round((arrow.to[1] - arrow.from[1]) * 1e6))]).toEqual([right, down]);
  // About the middle of its square: a quarter from the west, three quarters from the north.
  expect([(arrow.to[0] + arrow.from[0]) / 2, (arrow.to[1] + arrow.from[1]) / 2]).toEqual([expect.closeTo(0.25, 6), expect.closeTo(0.75, 6)]);
});

test("water that stands, and squares with too little of it, have none; faster water has longer ones", () => {
  expect(arrowsOf(flow(0.03, 0.02))).toEqual([]);
  expect(arrowsOf(flow(Number.NaN, Number.NaN))).toEqual([]);
  const length = (speed: number): number => ((arrow) => (arrow === undefined ? 0 : arrow.to[0] - arrow.from[0]))(arrowsOf(flow(speed, 0))[0]);
  expect([0.1, 0.3, 0.7, 2].map(length)).toEqual([0.1, 0.3, 0.7, 2].map(length).toSorted((a, b) => a - b));
  expect(new Set([0.1, 0.3, 0.7, 2].map(length)).size).toBe(4);
});

test("property: no arrow leaves its square", () => {
  fc.assert(fc.property(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }), (east, north) => {
    for (const { from, to } of arrowsOf(flow(east / 1000, north / 1000))) for (const [x, y] of [from, to]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(0.5);
      expect(y).toBeGreaterThanOrEqual(0.5);
      expect(y).toBeLessThanOrEqual(1);
    }
  }));
});
