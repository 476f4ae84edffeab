import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { fromArrayBuffer } from "geotiff";
import { expect, test } from "vitest";
import type { Bounds } from "#contract/city";
import { geoTiff, northUp } from "./geotiff.ts";
import { outlineOf, type Polygon } from "./outline.ts";

const bounds: Bounds = [107.5, 16.4, 107.6, 16.5];

test("another program's reader finds every value at its place, the words and WGS 84", async () => {
  const [nx, ny] = [7, 5];
  const values = Float32Array.from({ length: nx * ny }, (_v, k) => (k === 11 ? Number.NaN : k / 8));
  const rows = northUp(values, nx, ny);
  const strips = [rows.subarray(0, 3 * nx * 4), rows.subarray(3 * nx * 4)].map((strip) => deflateSync(strip));
  const file = geoTiff({ nx, ny, bounds, rowsPerStrip: 3, strips, description: Buffer.from("MÔ PHỎNG – không phải số đo"), software: Buffer.from("Kỳ Đài") });
  const image = await (await fromArrayBuffer(file.buffer)).getImage();
  expect([image.getWidth(), image.getHeight(), image.getSamplesPerPixel()]).toEqual([7, 5, 1]);
  expect(image.getGeoKeys()).toMatchObject({ GeographicTypeGeoKey: 4326, GTModelTypeGeoKey: 2 });
  for (const [i, edge] of image.getBoundingBox().entries()) expect(edge).toBeCloseTo(bounds[i]!, 9);
  const read = (await image.readRasters({ interleave: true })) as Float32Array;
  for (let row = 0; row < ny; row++) for (let column = 0; column < nx; column++) expect(read[row * nx + column]).toBe(values[(ny - 1 - row) * nx + column]);
  expect(Number.isNaN(image.getGDALNoData())).toBe(true);
  expect(Buffer.from(file).includes(Buffer.from("MÔ PHỎNG"))).toBe(true);
});

const inRing = ([x, y]: [number, number], ring: readonly [number, number][]): boolean => ring.reduce((odd, [ax, ay], i) => {
  const [bx, by] = ring[(i + 1) % ring.length]!;
  return ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay) ? !odd : odd;
}, false);
const within = (place: [number, number], polygon: Polygon): boolean => inRing(place, polygon[0]!) && !polygon.slice(1).some((hole) => inRing(place, hole));
const turn = (ring: readonly [number, number][]): number => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);

test("an outline holds the middles of the cells that are wet and of no other; outer rings run counter-clockwise, holes clockwise", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 81, maxLength: 81 }), (nx, ny, drawn) => {
    const values = Float32Array.from(drawn.slice(0, nx * ny), (v) => (v === 0 ? 0.05 : v / 2));
    const { polygons, left } = outlineOf(values, { nx, ny, bounds: [0, 0, nx, ny] }, { least: 0.1, most: 100 });
    expect(left).toBe(0);
    for (const polygon of polygons) for (const [i, ring] of polygon.entries()) {
      expect(ring[0]).toEqual(ring.at(-1));
      expect(Math.sign(turn(ring))).toBe(i === 0 ? 1 : -1);
    }
    for (let row = 0; row < ny; row++) for (let column = 0; column < nx; column++) expect(polygons.filter((polygon) => within([column + 0.5, row + 0.5], polygon)).length).toBe(values[row * nx + column]! >= 0.1 ? 1 : 0);
  }));
});

test("a square is four corners; beyond its bound the smallest go", () => {
  const values = Float32Array.from([1, 1, 0, 0, 1, 1, 0, 1]);
  const whole = outlineOf(values, { nx: 4, ny: 2, bounds: [0, 0, 4, 2] }, { least: 0.1, most: 5 });
  expect(whole.polygons).toEqual([[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]], [[[3, 1], [4, 1], [4, 2], [3, 2], [3, 1]]]]);
  expect(outlineOf(values, { nx: 4, ny: 2, bounds: [0, 0, 4, 2] }, { least: 0.1, most: 1 })).toMatchObject({ polygons: { length: 1 }, left: 1 });
});
