import { expect, test } from "vitest";
import { differenceOf, pixelsOf, valueAt } from "./paint.ts";
import { colourOf, type SimulatedColours, type Told } from "./ramp.ts";

const colours: SimulatedColours = { depth: [[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4], [5, 5, 5]], more: [200, 0, 200], less: [0, 200, 0], sign: "#000000" };

test.each<[Told, number, number | undefined]>([
  ["depth", 0.09, undefined], ["depth", 0.1, 1], ["depth", 0.3, 2], ["depth", 0.5, 3], ["depth", 1, 4], ["depth", 2, 5], ["depth", 40, 5], ["depth", Number.NaN, undefined],
  ["arrival", 0, 5], ["arrival", 3599, 5], ["arrival", 3600, 4], ["arrival", 4 * 3600, 2], ["arrival", 8 * 3600, 1], ["arrival", 90 * 3600, 1], ["arrival", -1, undefined], ["arrival", Infinity, undefined],
  ["difference", 0.04, undefined], ["difference", -0.04, undefined], ["difference", 0.2, 200], ["difference", -2, 0],
])("%s %d has the colour of its class", (told, value, red) => expect(colourOf(told, value, colours)?.[0]).toBe(red));

test("rows are counted from the south, pictures from the north", () => {
  const pixels = pixelsOf({ nx: 2, ny: 2, values: Float32Array.of(2, 0, 0, 0.3) }, "depth", colours);
  expect([...pixels]).toEqual([0, 0, 0, 0, 2, 2, 2, 255, 5, 5, 5, 255, 0, 0, 0, 0]);
});

test("a difference is the first less the second, and unknown where one is", () => {
  const of = (...values: number[]) => ({ nx: 2, ny: 1, values: Float32Array.from(values) });
  expect([...differenceOf(of(1.5, 1), of(0.5, Number.NaN)).values]).toEqual([1, Number.NaN]);
});

test("a place is found by its share of the way", () => {
  const grid = { nx: 2, ny: 2, values: Float32Array.of(1, 2, 3, Number.NaN) };
  expect([valueAt(grid, 0.1, 0.9), valueAt(grid, 0.9, 0.9), valueAt(grid, 0.1, 0.1), valueAt(grid, 0.9, 0.1), valueAt(grid, 1, 0.5), valueAt(grid, -0.01, 0.5)]).toEqual([1, 2, 3, undefined, undefined, undefined]);
});
