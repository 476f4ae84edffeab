import { expect, test } from "vitest";
import type { AlertArea } from "#contract/alert";
import { reaches } from "./reach.ts";

const WARD = { position: [107.6, 16.47] as [number, number] };
const circle = (lon: number, radius: number): AlertArea => ({ name: "x", shape: { is: "circle", centre: [lon, 16.47], radius } });
const square = (west: number, east: number): AlertArea => ({ name: "x", shape: { is: "polygon", points: [[west, 16.4], [east, 16.4], [east, 16.5], [west, 16.5]] } });

// A thousandth of a degree of longitude is 106.7 m here.
test.each<[string, AlertArea, boolean]>([
  ["a circle round it", circle(107.6, 500), true],
  ["a circle 3.4 km away that reaches half a kilometre", circle(107.632, 500), true],
  ["a circle 3.6 km away that reaches half a kilometre", circle(107.634, 500), false],
  ["a large square round it", square(107, 108), true],
  ["a square 2.1 km to the east", square(107.62, 107.7), true],
  ["a square 5 km to the west", square(107.4, 107.553), false],
])("%s: %s", (_what, area, told) => expect(reaches([area], WARD)).toBe(told));

test("of several places one is enough", () => expect(reaches([circle(108, 100), circle(107.6, 100)], WARD)).toBe(true));
