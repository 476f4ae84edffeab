import { decode } from "fast-png";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { packGrid, sampleGrid, UNKNOWN } from "./height-grid.ts";
import { hillshadeTile } from "./hillshade.ts";
import { openMinHeap } from "./min-heap.ts";
import { terrariumTile } from "./terrarium.ts";
import { latOf, lonOf, tilesOver } from "./tile-math.ts";

const AT = { z: 12, x: 3271, y: 1858 };

test.each([-12, 0, 0.25, 3.75, 17.5, 104, 1774])("ground at %d m comes back from a terrarium tile", (height) => {
  const { data, channels } = decode(terrariumTile(AT, () => height));
  expect(channels).toBe(3);
  expect(data[0]! * 256 + data[1]! + data[2]! / 256 - 32_768).toBeCloseTo(height, 1);
});
test("unknown ground is the sea's level, never a cliff", () => {
  const { data } = decode(terrariumTile(AT, () => NaN));
  expect(data[0]! * 256 + data[1]! + data[2]! / 256 - 32_768).toBe(0);
});
test("a slope to the north-west is lit, one to the south-east lies in shade, level ground is not there", () => {
  const middle = { lon: lonOf(AT.x + 0.5, AT.z), lat: latOf(AT.y + 0.5, AT.z) };
  const tilt = (sign: number) => decode(hillshadeTile(AT, (lon, lat) => sign * 20_000 * (lon - middle.lon - (lat - middle.lat))));
  const colour = ({ data, palette }: ReturnType<typeof decode>) => palette?.[data[128 * 256 + 128]!] ?? [];
  expect([colour(tilt(1))[0]! > 100, colour(tilt(-1))[0]! < 20]).toEqual([true, true]);
  expect(colour(decode(hillshadeTile(AT, () => 12)))[3]).toBe(0);
});
test("a grid is row by row from the north-west, little-endian decimetres, unknown where there is none", () => {
  const grid = { width: 2, height: 2, bounds: [0, 0, 2, 2] as [number, number, number, number] };
  const cells = sampleGrid(grid, (lon, lat) => (lon > 1 && lat < 1 ? NaN : lon + 10 * lat));
  expect([...cells]).toEqual([155, 165, 55, UNKNOWN]);
  const bytes = gunzipSync(packGrid([cells, Uint16Array.of(65_535, 1, 2, 3)]));
  expect([bytes.readInt16LE(0), bytes.readInt16LE(6), bytes.readUInt16LE(8), bytes.length]).toEqual([155, UNKNOWN, 65_535, 16]);
});
test("bounds are covered, each tile once", () => {
  const tiles = [...tilesOver([107.5, 16.4, 107.6, 16.5], 12)];
  expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(tiles.length);
  expect(lonOf(Math.min(...tiles.map(({ x }) => x)), 12)).toBeLessThanOrEqual(107.5);
});
test("the least key comes first, and the first of equal ones", () => {
  const heap = openMinHeap(100);
  const keys = [5, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  keys.forEach((key, i) => heap.push(key, i));
  const out = keys.map(() => heap.pop()!);
  expect(out).toEqual([...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b));
  expect(heap.pop()).toBeUndefined();
});
