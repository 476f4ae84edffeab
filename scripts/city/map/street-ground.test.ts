import { expect, test } from "vitest";
import { cellOf, type GridSpec } from "../../tiles/height-grid.ts";
import { NEVER, NO_CHAIN } from "../../tiles/water-grid.ts";
import { levelStreets, openDrains } from "./street-ground.ts";

/** 100 × 100 cells of some 53 × 55 m. */
const GRID: GridSpec = { width: 100, height: 100, bounds: [107.5, 16.4, 107.55, 16.45] };
const low = { at: [107.525, 16.425] as const, ground: 1.8 };
const high = { at: [107.535, 16.425] as const, ground: 4.2 };
const cell = ([lon, lat]: readonly [number, number]): number => {
  const { i, j } = cellOf(GRID, lon, lat);
  return Math.round(j) * GRID.width + Math.round(i);
};

test("ground is at each street as high as it is measured there, and far away as it was", () => {
  const ground = new Int16Array(10_000).fill(30);
  levelStreets(GRID, ground, [low, high]);
  expect([ground[cell(low.at)], ground[cell(high.at)], ground[0], ground[9999]]).toEqual([18, 42, 30, 30]);
  for (const height of ground) expect(height >= 18 && height <= 42).toBe(true);
});
test("a river's bed keeps its depth", () => {
  const ground = new Int16Array(10_000).fill(30);
  const bed = cell([low.at[0] + 0.001, low.at[1]]);
  ground[bed] = -28;
  levelStreets(GRID, ground, [low, high]);
  expect(ground[bed]).toBe(-28);
});
test("by drains water stands at the street's own height, where a river reaches at all", () => {
  const ground = new Int16Array(10_000).fill(18);
  const spill = new Int16Array(10_000).fill(32);
  const chain = new Uint16Array(10_000);
  const dry = cell(high.at);
  [spill[dry], chain[dry]] = [NEVER, NO_CHAIN];
  openDrains(GRID, ground, { spill, chain }, [low, high]);
  expect([spill[cell(low.at)], spill[dry], spill[0]]).toEqual([18, NEVER, 32]);
});
