import { describe, expect, test } from "vitest";
import { FADE_M, rimOf, silence, tellsAt } from "./rim.ts";
import { DRY } from "./river-levels.ts";
import { NOWHERE, UNKNOWN, type WaterGrid } from "./water-grid.ts";

/** 200 × 200 cells of about 107 m: 21 km square. */
const SIZE = 200;
const open = (): WaterGrid => ({ width: SIZE, height: SIZE, bounds: [107.4, 16.4, 107.6, 16.594], rivers: [], ground: new Int16Array(SIZE * SIZE), spill: new Int16Array(SIZE * SIZE), chain: new Uint16Array(SIZE * SIZE) });
const levels = Float32Array.of(3, DRY);
const at = (i: number, j: number): number => j * SIZE + i;
/** Cells in which the fade is done. */
const FADE = Math.ceil(FADE_M / 106);

describe("where water is told of", () => {
  test("it is nothing at all four edges of the grid, grows inwards without a step and is sure in the middle", () => {
    const { sure } = rimOf(open(), levels);
    for (const way of [(n: number) => at(n, 100), (n: number) => at(199 - n, 100), (n: number) => at(100, n), (n: number) => at(100, 199 - n)]) {
      const along = Array.from({ length: 100 }, (_, n) => sure[way(n)]!);
      expect(along[0]).toBeLessThan(30);
      expect(along).toEqual(along.toSorted((a, b) => a - b));
      for (let n = 1; n < along.length; n++) expect(along[n]! - along[n - 1]!).toBeLessThan(30);
      expect(along[FADE + 1]).toBe(255);
    }
  });
  test.each([["beyond the reach of every river", NOWHERE], ["at a river whose gauges are silent", 1]])("it fades as well towards land %s, on all sides", (_, chain) => {
    const grid = open();
    for (let j = 0; j < SIZE; j++) for (let i = 100; i < SIZE; i++) grid.chain[at(i, j)] = chain;
    const { sure } = rimOf(grid, levels);
    expect([sure[at(150, 100)], sure[at(100, 100)], sure[at(99, 100)]! < 30, sure[at(100 - FADE - 2, 100)]]).toEqual([0, 0, true, 255]);
  });
  test("single cells that nobody measured change nothing", () => {
    const grid = open();
    grid.ground[at(100, 100)] = UNKNOWN;
    grid.chain[at(100, 100)] = NOWHERE;
    expect(rimOf(grid, levels).sure[at(101, 100)]).toBe(255);
  });
  test("a depth is told inside, not in the outer half of the fade and not outside", () => {
    const grid = open();
    const rim = rimOf(grid, levels);
    expect([tellsAt(rim, grid, 107.5, 16.5), tellsAt(rim, grid, 107.405, 16.5), tellsAt(rim, grid, 107.5, 16.402), tellsAt(rim, grid, 107.415, 16.5)]).toEqual([true, false, false, true]);
  });
  test("a very large grid is looked at in coarser steps, with the same answer", () => {
    const size = 2000;
    const grid: WaterGrid = { ...open(), width: size, height: size, ground: new Int16Array(size * size), chain: new Uint16Array(size * size) };
    const rim = rimOf(grid, levels);
    expect(rim.width * rim.height).toBeLessThanOrEqual(800_000);
    expect([tellsAt(rim, grid, 107.405, 16.5), tellsAt(rim, grid, 107.415, 16.5)]).toEqual([false, true]);
  });
  test("it is asked for anew only when a river falls silent or speaks again", () => {
    expect(silence(Float32Array.of(1, 2, DRY, 4))).toBe(silence(Float32Array.of(3, 3, DRY, 3)));
    expect(silence(Float32Array.of(1, 2, DRY, 4))).not.toBe(silence(Float32Array.of(1, DRY, DRY, 4)));
    expect(silence(Float32Array.of(DRY, DRY))).not.toBe(silence(Float32Array.of(1, 1)));
  });
});
