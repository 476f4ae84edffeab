import fc from "fast-check";
import { expect, test } from "vitest";
import { createBatch, writePlace } from "./batch.ts";
import { packShelves } from "./sheet.ts";

test("a place written as two parts is exact to a millimetre, where one float is metres off", () =>
  fc.assert(fc.property(fc.integer({ min: 102e9, max: 118e9 }), (nano) => {
    const lon = nano / 1e9;
    const array = new Float32Array(4);
    writePlace(array, 0, lon, 16.4605123456);
    expect(Math.abs(array[0]! + array[2]! - lon)).toBeLessThan(1e-8);
    expect(Math.abs(array[1]! + array[3]! - 16.4605123456)).toBeLessThan(1e-8);
  })));

test("room grows by itself and what was written before is to be written again", () => {
  const batch = createBatch({ place: 4, variant: 1 } as const);
  batch.resize(10_000);
  expect(batch.count).toBe(10_000);
  expect(batch.array("place").length).toBeGreaterThanOrEqual(40_000);
  expect(() => batch.array("place").set([1, 2, 3, 4], 4 * 9999)).not.toThrow();
});

test("pictures lie apart in their sheet, inside it, and what finds no room has none", () =>
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 120 })), { maxLength: 60 }), (sizes) => {
    const { cells, height } = packShelves(sizes, 400, 600);
    expect(height).toBeLessThanOrEqual(600);
    const found = cells.filter((cell) => cell !== undefined);
    for (const [i, [x, y, w, h]] of found.entries()) {
      expect(x >= 0 && y >= 0 && x + w <= 400 && y + h <= 600).toBe(true);
      for (const [ox, oy, ow, oh] of found.slice(i + 1)) expect(x + w <= ox || ox + ow <= x || y + h <= oy || oy + oh <= y).toBe(true);
    }
  })));
