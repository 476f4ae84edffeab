import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { glb, gltf } from "../../../test/kit/city-pack.ts";
import { tempFolder } from "../../../test/kit/journal.ts";
import { openPmtiles } from "../../tiles/pmtiles-writer.ts";
import type { TileFeature } from "../../tiles/vector-tiler.ts";
import { Refusal } from "../refusal.ts";
import { bringBuildings } from "./buildings.ts";
import { LONGEST_FEATURE, readFeatures } from "./geojson-stream.ts";
import { bringModels } from "./models.ts";
import { bringLayer } from "./own-layer.ts";
import { bringTiles } from "./tiles.ts";
import { MOST_BYTES, readWards } from "./wards.ts";

let temp: ReturnType<typeof tempFolder>;
let next = 0;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const AREA = [107.5, 16.4, 107.6, 16.5] as [number, number, number, number];
const place = (name: string): string => join(temp.folder, `${next++}-${name}`);
function written(name: string, data: string | Uint8Array): string {
  const file = place(name);
  writeFileSync(file, data);
  return file;
}
async function refusal(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no refusal";
}
const house = (lon: number, lat: number, properties: object): object => ({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [[[lon, lat], [lon + 1e-4, lat], [lon + 1e-4, lat + 1e-4], [lon, lat]]] } });
const collection = (features: readonly object[], rest: object = {}): string => JSON.stringify({ type: "FeatureCollection", name: "features", ...rest, features });

describe("features are read one at a time", () => {
  const all = (text: string | Uint8Array): unknown[] => {
    const file = written("x.geojson", text);
    return [...readFeatures(file, text.length)].map(({ properties }) => properties["n"]);
  };
  test.each<[string, string | Uint8Array, unknown[]]>([
    ["braces and quotes within names", collection([{ properties: { n: '}]"{\\' } }, { properties: { n: 2 } }]), ['}]"{\\', 2]],
    ["a mark of the byte order", `\uFEFF${collection([{ properties: { n: 1 } }])}`, [1]],
    ["other lists before the features", '{"bbox":[1,2,3,4],"crs":{"features":[{"n":9}]},"features":[{"properties":{"n":1}}],"tail":[{"n":2}]}', [1]],
    ["no features", '{"type":"FeatureCollection","features":[]}', []],
    ["features across the pieces a file is read in", collection(Array.from({ length: 5000 }, (_, n) => ({ properties: { n, text: "ế".repeat(200) } }))), Array.from({ length: 5000 }, (_, n) => n)],
  ])("%s", (_name, text, expected) => expect(all(text)).toEqual(expected));
  test("one that is longer than memory is set aside for", async () => {
    const file = written("long.geojson", `{"features":[{"properties":{"n":"${"x".repeat(LONGEST_FEATURE + 2_000_000)}"}}]}`);
    expect(await refusal(() => [...readFeatures(file, 1)])).toMatch(/^limit/);
  });
  test("one that is no JSON", async () => {
    const file = written("bad.geojson", '{"features":[{"properties":{n:1}}]}');
    expect(await refusal(() => [...readFeatures(file, 1)])).toMatch(/^json/);
  });
});

test("buildings of any size go through one by one: of 60 MB no more than pieces are held", () => {
  const file = place("many.geojson");
  const fd = openSync(file, "w");
  const line = `${JSON.stringify(house(107.55, 16.45, { so_tang: 3, note: "x".repeat(1000) }))},\n`;
  writeSync(fd, '{"type":"FeatureCollection","features":[\n');
  const hundred = line.repeat(800);
  const times = 60;
  for (let i = 0; i < times; i++) writeSync(fd, hundred);
  writeSync(fd, `${JSON.stringify(house(120, 10, {}))}]}`);
  closeSync(fd);
  // Of this work alone: other tests of the same process leave theirs behind.
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const { count, guessed } = bringBuildings(file, AREA, ({ properties }) => {
    if (properties["height"] !== 9.9) throw new Error("height");
  }, () => (most = Math.max(most, process.memoryUsage().arrayBuffers)));
  expect([count, guessed]).toEqual([800 * times, 0]);
  expect(most - before).toBeLessThan(40_000_000);
});

test("buildings in swapped axis order are turned; those elsewhere are left out", () => {
  const swapped = { type: "Feature", properties: { height: "12" }, geometry: { type: "Polygon", coordinates: [[[16.45, 107.55], [16.46, 107.55], [16.46, 107.56], [16.45, 107.55]]] } };
  const features: TileFeature[] = [];
  const { axes, count } = bringBuildings(written("b.geojson", collection([swapped, house(16.4, 105, {})])), AREA, (one) => void features.push(one), () => undefined);
  expect([axes, count]).toEqual(["lat-lon", 1]);
  expect(features[0]?.geometry).toEqual({ type: "MultiPolygon", coordinates: [[[[107.55, 16.45], [107.55, 16.46], [107.56, 16.46], [107.55, 16.45]]]] });
});

test("a layer is copied longitude first", () => {
  const to = place("out.geojson");
  const file = written("points.geojson", collection([{ type: "Feature", properties: { ten: "Trạm" }, geometry: { type: "Point", coordinates: [16.45, 107.55, 3] } }]));
  expect(bringLayer(file, to, AREA)).toEqual({ axes: "lat-lon", count: 1 });
  expect(JSON.parse(readFileSync(to, "utf8"))).toEqual({ type: "FeatureCollection", features: [{ type: "Feature", properties: { ten: "Trạm" }, geometry: { type: "Point", coordinates: [107.55, 16.45, 3] } }] });
});

test("wards larger than memory is set aside for are refused unread", async () => {
  const file = written("wards.geojson", "{");
  const fd = openSync(file, "r+");
  ftruncateSync(fd, 2_147_483_648);
  closeSync(fd);
  expect(await refusal(() => readWards(file, AREA, undefined))).toMatch(new RegExp(`^limit: [\\s\\S]*at most ${MOST_BYTES}[\\s\\S]*mapshaper`));
});

test("the property with the name can be said", () => {
  const file = written("wards.geojson", collection([{ properties: { name: "A", MA_HIEU: "Xã B" }, geometry: { type: "Polygon", coordinates: [[[107.5, 16.4], [107.6, 16.4], [107.6, 16.5]]] } }]));
  expect(readWards(file, AREA, "MA_HIEU").areas).toEqual([{ name: "Xã B", polygons: [[[[107.5, 16.4], [107.6, 16.4], [107.6, 16.5], [107.5, 16.4]]]] }]);
});

describe("models", () => {
  function folder(files: Record<string, string | Uint8Array>): string {
    const root = place("models");
    for (const [path, data] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), data);
    }
    return root;
  }
  const placed = (file: string): string => JSON.stringify([{ file, name: "Cầu", at: [107.55, 16.45, 0] }]);
  const tileset = (uri: string): string => JSON.stringify({ asset: { version: "1.1" }, geometricError: 1, root: { content: { uri } } });
  const bring = (root: string) => bringModels(root, (path) => {
    const to = join(`${root}-out`, path);
    mkdirSync(dirname(to), { recursive: true });
    return to;
  });

  test("what is placed, and 3D Tiles, become layers; all their files are copied", async () => {
    const root = folder({ "models.json": placed("cau.glb"), "cau.glb": glb({ asset: { version: "2.0" } }), "pho/tileset.json": tileset("a.glb"), "pho/a.glb": glb({ asset: { version: "2.0" } }) });
    expect(await bring(root)).toEqual([{ kind: "3d-tiles", id: "pho", name: "pho", file: "models/pho/tileset.json" }, { kind: "gltf", id: "cau-1", name: "Cầu", file: "models/cau.glb", at: [107.55, 16.45, 0], heading: 0, scale: 1 }]);
    expect(readFileSync(join(`${root}-out`, "models/pho/a.glb")).length).toBeGreaterThan(0);
  });
  test.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ["nothing to show", { "doc.txt": "" }, /^model: .*không có \.glb/],
    ["no place", { "cau.glb": glb({}) }, /^model: [\s\S]*Missing .*models\.json/],
    ["one without a place", { "models.json": placed("a.glb"), "a.glb": glb({}), "b.glb": glb({}) }, /^model: [\s\S]*missing b\.glb/],
    ["a place without a model", { "models.json": placed("x.glb"), "a.glb": glb({}) }, /^model/],
    ["a buffer on the net", { "models.json": placed("a.gltf"), "a.gltf": gltf("https://example.com/a.bin") }, /^remote: [\s\S]*example\.com[\s\S]*no network/],
    ["a buffer outside", { "models.json": placed("a.gltf"), "a.gltf": gltf("../../etc/passwd") }, /^remote/],
    ["a missing buffer", { "models.json": placed("a.gltf"), "a.gltf": gltf("a.bin") }, /^model: [\s\S]*a\.bin is not in the pack/],
    ["a cut model", { "models.json": placed("a.glb"), "a.glb": glb({ asset: { version: "2.0" } }).subarray(0, 22) }, /^model: [\s\S]*truncated/],
    ["a tileset that leads to the net", { "tileset.json": tileset("//example.com/a.glb") }, /^remote/],
    ["a name with accents", { "tileset.json": tileset("phố.glb"), "phố.glb": glb({}) }, /^model: [\s\S]*unaccented/],
  ])("%s", async (_name, files, words) => expect(await refusal(() => bring(folder(files)))).toMatch(words));
});

describe("tiles", () => {
  function archive(type: "vector" | "png", metadata: object): string {
    const file = place("x.pmtiles");
    const tiles = openPmtiles(file, { type, minZoom: 7, maxZoom: 12, bounds: AREA, centre: [107.55, 16.45], metadata: { ...metadata } });
    tiles.add({ z: 7, x: 102, y: 58 }, Buffer.from("tile"));
    tiles.close();
    return file;
  }
  test("vector tiles with our layers are the base", async () => {
    expect(await bringTiles(archive("vector", { vector_layers: [{ id: "water" }, { id: "road" }] }), place("base.pmtiles"))).toEqual({ minZoom: 7, maxZoom: 12, missing: ["waterway", "land", "ward", "building", "place"] });
  });
  test.each<[string, () => string, RegExp]>([
    ["pictures", () => archive("png", {}), /^tiles: [\s\S]*no vector tiles/],
    ["another scheme's layers, named", () => archive("vector", { vector_layers: [{ id: "transportation" }] }), /^tiles: [\s\S]*transportation are none/],
    ["layers untold", () => archive("vector", {}), /^tiles: [\s\S]*not told/],
  ])("%s are refused", async (_name, file, words) => expect(await refusal(() => bringTiles(file(), place("base.pmtiles")))).toMatch(words));
});
