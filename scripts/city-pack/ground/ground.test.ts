import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projected, WGS84, writeDem } from "../../../test/kit/dem-fixture.ts";
import { tempFolder } from "../../../test/kit/journal.ts";
import { Refusal } from "../refusal.ts";
import { coverageOf } from "./gaps.ts";
import { projectionOf } from "./projection.ts";
import { readDem } from "./read-dem.ts";

let temp: ReturnType<typeof tempFolder>;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const AREA = [107.5, 16.4, 107.6, 16.5] as [number, number, number, number];
const file = (name: string): string => join(temp.folder, name);

/** A cone with its top in the middle of the area, drawn in the raster's own coordinates. */
async function topOf(name: string, keys: Record<string, number | string>, span: number, step: number): Promise<{ lon: number; lat: number; projection: string }> {
  const [x, y] = projectionOf(keys, name).to(107.55, 16.45);
  const size = Math.round(span / step);
  const origin = [x - (size / 2) * step, y + (size / 2) * step] as const;
  const dem = await readDem(writeDem(file(`${name}.tif`), { width: size, height: size, origin, step, keys, at: (i, j) => 500 - Math.hypot(i + 0.5 - size / 2, j + 0.5 - size / 2) }), AREA, () => undefined);
  let best = [0, 0, -Infinity] as [number, number, number];
  for (let lon = 107.54; lon < 107.56; lon += 0.0001) for (let lat = 16.44; lat < 16.46; lat += 0.0001) {
    const height = dem.ground(lon, lat);
    if (height > best[2]) best = [lon, lat, height];
  }
  return { lon: best[0], lat: best[1], projection: dem.projection };
}

describe("a raster lies where its projection says", () => {
  test.each<[string, Record<string, number | string>, number, number, RegExp]>([
    ["wgs84", WGS84, 0.2, 0.001, /^WGS 84 \(EPSG:4326\)/],
    ["utm", projected(32_648), 24_000, 100, /UTM 48N/],
    ["vn2000-utm", projected(3405), 24_000, 100, /VN-2000 \/ UTM 48N/],
    ["vn2000-tm3", projected(9214), 24_000, 100, /VN-2000 \/ TM-3 107°/],
  ])("%s", async (name, keys, span, step, projection) => {
    const top = await topOf(name, keys, span, step);
    expect(top.projection).toMatch(projection);
    expect(Math.abs(top.lon - 107.55)).toBeLessThan(0.002);
    expect(Math.abs(top.lat - 16.45)).toBeLessThan(0.002);
  });

  test("a province's zone without a code of its own is read by its parameters", () => {
    const own = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32_767, GeographicTypeGeoKey: 4756, ProjCoordTransGeoKey: 1, ProjNatOriginLongGeoKey: 107, ProjScaleAtNatOriginGeoKey: 0.9999, ProjFalseEastingGeoKey: 500_000 };
    expect(projectionOf(own, "x").to(107.59, 16.46)).toEqual(projectionOf({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 9214 }, "x").to(107.59, 16.46));
  });

  test("VN-2000 and WGS 84 differ by what the official transformation says: some 190 m", () => {
    const [east, north] = projectionOf({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 3405 }, "x").to(107.59, 16.46);
    const [east84, north84] = projectionOf({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32_648 }, "x").to(107.59, 16.46);
    const metres = Math.hypot(east - east84, north - north84);
    expect(metres).toBeGreaterThan(100);
    expect(metres).toBeLessThan(300);
  });
});

test.each<[string, Record<string, unknown> | undefined, RegExp]>([
  ["no keys", undefined, /names no projection[\s\S]*gdal_translate -a_srs/],
  ["no code", { GTRasterTypeGeoKey: 1 }, /names no projection/],
  ["another ellipsoid, by code and name", { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4148, GeogCitationGeoKey: "Hartebeesthoek94" }, /EPSG:4148 \(Hartebeesthoek94\)[\s\S]*gdalwarp/],
  ["Indian 1960, as old Vietnamese maps", { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 3148 }, /EPSG:3148/],
  ["an own system", { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32_767, PCSCitationGeoKey: "HN-72" }, /HN-72 is not supported/],
])("a projection that is none of ours is named: %s", (_name, keys, words) => {
  expect(() => projectionOf(keys, "dem.tif")).toThrow(words);
  expect(() => projectionOf(keys, "dem.tif")).toThrow(Refusal);
});

test("unknown heights stay unknown, and voids are no depths", async () => {
  const dem = await readDem(writeDem(file("holes.tif"), { width: 100, height: 100, origin: [107.5, 16.5], step: 0.001, keys: WGS84, at: (i, j) => (i < 50 ? -32_768 : j < 50 ? NaN : 7) }), AREA, () => undefined);
  expect([dem.ground(107.51, 16.41), dem.ground(107.58, 16.48), dem.ground(107.58, 16.42), dem.ground(108, 16.42)]).toEqual([NaN, NaN, 7, NaN]);
  const { share, gaps } = coverageOf(dem.grid, dem.heights, []);
  expect(share).toBeCloseTo(0.25, 1);
  expect(gaps.find(({ name }) => name.endsWith("south-east"))).toBeUndefined();
  expect(gaps.find(({ name }) => name.endsWith("north-west"))?.missing).toBe(1);
});

test("a raster far finer than what memory is set aside for is read with a larger step", async () => {
  const { step, grid } = await readDem(writeDem(file("fine.tif"), { width: 10, height: 10, origin: [107.5, 16.5], step: 1e-6, keys: WGS84, at: () => 1 }), AREA, () => undefined);
  expect(grid.width * grid.height).toBeLessThanOrEqual(16_100_000);
  expect(step).toBeGreaterThan(2);
});
