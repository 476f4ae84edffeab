import { expect, test } from "vitest";
import type { GridSpec } from "./height-grid.ts";
import { floodFrom, NEVER, NO_CHAIN } from "./water-grid.ts";

/** 20 × 5 cells of some 53 × 55 m, a river along the top row from west to east, its level falling from 3 m to 1 m. */
const GRID: GridSpec = { width: 20, height: 5, bounds: [0, 0, 0.01, 0.0025] };
const river = { axis: [[0.00025, 0.00225], [0.005, 0.00225], [0.00975, 0.00225]] as const, from: 10 };
const level = (chain: number): number => [30, 20, 10][chain - 10]!;
const flood = (ground: Int16Array, reach = 1000) => floodFrom({ grid: GRID, ground, rivers: [river], level, reach });
const cell = (i: number, j: number): number => j * GRID.width + i;

test("low land behind a dyke is wet when the dyke is overtopped, not before", () => {
  const ground = new Int16Array(100).fill(5);
  for (let i = 0; i < 20; i++) ground[cell(i, 2)] = 60;
  const { spill } = flood(ground);
  // Beside the upper river, at 3 m, the dyke of 6 m is overtopped by a rise of 3 m; at its mouth, at 1 m, water has come round
  // behind the dyke by then, and stands as much above the ordinary level.
  expect([spill[cell(2, 1)], spill[cell(2, 3)], spill[cell(19, 3)]]).toEqual([5, 60, 40]);
});
test("water takes the level of the river it came from, at the point nearest to it", () => {
  const { chain } = flood(new Int16Array(100).fill(5));
  expect([chain[cell(0, 4)], chain[cell(10, 4)], chain[cell(19, 4)]]).toEqual([10, 11, 12]);
});
test("water behind a dyke that came in by the mouth does not stand as high as the upper river beside it", () => {
  const ground = new Int16Array(100).fill(5);
  for (let i = 0; i < 19; i++) ground[cell(i, 2)] = -32_768;
  const { chain } = flood(ground);
  expect([chain[cell(0, 1)], chain[cell(19, 4)], chain[cell(0, 4)]]).toEqual([10, 12, 12]);
});
test("ground above, ground unknown, and land beyond the reach", () => {
  const ground = new Int16Array(100).fill(5);
  for (let j = 0; j < 5; j++) ground[cell(10, j)] = -32_768;
  ground[cell(3, 3)] = 400;
  const far = flood(ground, 100);
  expect([far.spill[cell(3, 4)], far.chain[cell(3, 4)]]).toEqual([NEVER, NO_CHAIN]);
  const near = flood(ground);
  expect([near.spill[cell(10, 2)], near.spill[cell(3, 3)]]).toEqual([NEVER, 400]);
});
