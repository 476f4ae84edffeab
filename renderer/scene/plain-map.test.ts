import type { BaseMap } from "./base-map.ts";
import { expect, test } from "vitest";
import { plainMap } from "./plain-map.ts";

const feature = (layer: string, coordinates: [number, number][], name?: string): BaseMap["features"][number] => ({ type: "Feature", properties: { layer, name }, geometry: { type: "LineString", coordinates } });
const VIEW = { centre: [107.59, 16.46] as const, zoom: 14, width: 640, height: 360 };

test("the place asked for is the middle, north is up and east is right", () => {
  const map = plainMap(undefined, VIEW);
  expect(map.place(107.59, 16.46)).toEqual([320, 180]);
  const [x, y] = map.place(107.6, 16.47);
  expect(x > 320 && y < 180).toBe(true);
  // 0.01° of latitude is 1,112 m.
  expect((180 - y) * map.metres).toBeGreaterThan(1080);
  expect((180 - y) * map.metres).toBeLessThan(1140);
});

test("what comes near is drawn by its layer, what lies elsewhere is left out, strange layers too", () => {
  const map = plainMap({ type: "FeatureCollection", features: [feature("river", [[107.58, 16.46], [107.6, 16.46]]), feature("road", [[105, 21], [105.1, 21]]), feature("mystery", [[107.59, 16.46], [107.6, 16.46]])] }, VIEW);
  expect(map.shapes.map(({ layer }) => layer)).toEqual(["river"]);
});

test("a place on the still is the place that was drawn there", () => {
  const map = plainMap(undefined, VIEW);
  const [x, y] = map.place(107.6, 16.45);
  const [lon, lat] = map.at(x, y);
  expect(lon).toBeCloseTo(107.6, 9);
  expect(lat).toBeCloseTo(16.45, 9);
});
