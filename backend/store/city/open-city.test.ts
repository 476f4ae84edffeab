import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { glb, gltf, LAYER_KINDS, rewriteManifest, writeCity } from "../../../test/kit/city-pack.ts";
import { keptLog, tempFolder } from "../../../test/kit/journal.ts";
import { until } from "../../../test/kit/until.ts";
import type { City } from "../../ports.ts";
import { openCity } from "./open-city.ts";

let temp: ReturnType<typeof tempFolder>;
let next = 0;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const newFolder = (): string => join(temp.folder, String(next++));
async function opened(folder: string): Promise<City & { log: ReturnType<typeof keptLog> }> {
  const log = keptLog();
  return { ...(await openCity({ folder, log })), log };
}
const kinds = (city: City): string[] => (city.manifest()?.layers ?? []).map(({ kind }) => kind);
const without = (kind: string): string[] => LAYER_KINDS.filter((one) => one !== kind);

test("a pack by the writers of packs has no fault: every layer, every file", async () => {
  const city = await opened(writeCity(newFolder()));
  expect([kinds(city), city.faults()]).toEqual([LAYER_KINDS, []]);
  expect(Object.keys(city.manifest()?.files ?? {})).toContain("flag/tower.bin");
  await city.close();
});

test.each<[string, (folder: string) => void, string, string]>([
  ["missing", (folder) => rmSync(join(folder, "places.json")), "places", "missing"],
  ["truncated", (folder) => truncateSync(join(folder, "base.pmtiles"), 300), "base", "size"],
  ["longer than listed", (folder) => writeFileSync(join(folder, "network.json"), " ".repeat(5000)), "network", "size"],
  ["a folder", (folder) => { rmSync(join(folder, "places.json")); mkdirSync(join(folder, "places.json")); }, "places", "format"],
  ["a pipe, which nobody writes into", (folder) => { rmSync(join(folder, "places.json")); execFileSync("mkfifo", [join(folder, "places.json")]); }, "places", "format"],
  ["a link out of the pack", (folder) => { writeFileSync(join(temp.folder, "secret"), readFileSync(join(folder, "places.json"))); rmSync(join(folder, "places.json")); symlinkSync(join(temp.folder, "secret"), join(folder, "places.json")); }, "places", "outside"],
])("a file that is %s: its layer is left out and told, the others stay", async (_what, harm, kind, code) => {
  const folder = writeCity(newFolder());
  harm(folder);
  const city = await opened(folder);
  expect(kinds(city)).toEqual(without(kind));
  expect(city.faults()[0]).toMatchObject({ code });
  expect(city.log.lines.filter(({ event }) => event === "city-fault").length).toBeGreaterThan(0);
  await city.close();
});

describe("what is listed truthfully and still no layer", () => {
  const grid = Buffer.alloc(8 * 6 * 2);
  test.each<[string, Record<string, string | Uint8Array>, string, RegExp]>([
    ["a grid that expands to a gigabyte", { "heights.i16.gz": gzipSync(Buffer.alloc(100_000_000)) }, "heights", /expands to more than 96 bytes/],
    ["a grid that is too short", { "heights.i16.gz": gzipSync(grid.subarray(2)) }, "heights", /expands to 94 bytes/],
    ["a grid that is no gzip", { "water.gz": "<html>" }, "water", /does not unpack/],
    ["tiles that are something else", { "base.pmtiles": Buffer.alloc(4096, "x") }, "base", /not a PMTiles/],
    ["pictures where vector tiles belong", {}, "base", /no vector tiles/],
    ["places that are none", { "places.json": '[{"name":1}]' }, "places", /0\.name/],
    ["JSON that is none", { "network.json": "{]" }, "network", /JSON/],
  ])("%s", async (what, files, kind, detail) => {
    const folder = newFolder();
    const changed = what.startsWith("pictures") ? { "base.pmtiles": readFileSync(join(writeCity(newFolder()), "hillshade.pmtiles")) } : files;
    const city = await opened(writeCity(folder, { files: changed }));
    expect(kinds(city)).toEqual(without(kind));
    expect(city.faults()).toMatchObject([{ code: "format", detail: expect.stringMatching(detail) }]);
    expect(city.file(city.faults()[0]!.file)).toBeUndefined();
    await city.close();
  });

  test("PMTiles whose header points behind the end of the file are truncated, whatever the manifest says", async () => {
    const whole = readFileSync(join(writeCity(newFolder()), "base.pmtiles"));
    const city = await opened(writeCity(newFolder(), { files: { "base.pmtiles": whole.subarray(0, whole.length - 40) } }));
    expect(city.faults()).toMatchObject([{ file: "base.pmtiles", code: "format", detail: expect.stringContaining("truncated") }]);
    await city.close();
  });

  test("GeoJSON of 2 GB is refused by its size and never read", async () => {
    const folder = writeCity(newFolder(), { layers: [{ kind: "geojson", id: "big", name: "Lớn", file: "big.geojson" }], files: { "big.geojson": "{" } });
    truncateSync(join(folder, "big.geojson"), 2_000_000_000);
    rewriteManifest(folder, (text) => text.replace(/("big.geojson": \{\s*"bytes": )1\b/, "$12000000000"));
    const city = await opened(folder);
    expect(city.faults()).toMatchObject([{ file: "big.geojson", code: "limit" }]);
    expect([kinds(city), city.file("big.geojson")]).toEqual([LAYER_KINDS, undefined]);
    await city.close();
  });
});

describe("models", () => {
  const model = (file: string) => [{ kind: "gltf" as const, id: "m", name: "M", file, at: [107.55, 16.45, 0] as [number, number, number], heading: 0, scale: 1 }];
  test.each<[string, string, Record<string, string | Uint8Array>, string]>([
    ["a remote buffer", "m.gltf", { "m.gltf": gltf("https://evil.example/a.bin") }, "remote"],
    ["a remote buffer without a scheme", "m.gltf", { "m.gltf": gltf("//evil.example/a.bin") }, "remote"],
    ["a way out of the pack", "m/m.gltf", { "m/m.gltf": gltf("../../etc/passwd") }, "remote"],
    ["an encoded way out", "m.gltf", { "m.gltf": gltf("%2e%2e/secret.bin") }, "remote"],
    ["a buffer that is not there", "m.gltf", { "m.gltf": gltf("a.bin") }, "missing"],
    ["a remote picture in a binary", "m.glb", { "m.glb": glb({ images: [{ uri: "http://evil.example/a.png" }] }) }, "remote"],
    ["a file that is no model", "m.glb", { "m.glb": "glTF" }, "format"],
  ])("%s is a fault", async (_what, file, files, code) => {
    const city = await opened(writeCity(newFolder(), { layers: model(file), files }));
    expect([city.faults(), kinds(city)]).toMatchObject([[{ code }], LAYER_KINDS]);
    await city.close();
  });

  test("a tileset is followed to its last tile", async () => {
    const tileset = (uri: string) => JSON.stringify({ asset: { version: "1.1" }, root: { content: { uri }, children: [] } });
    const layers = [{ kind: "3d-tiles" as const, id: "t", name: "T", file: "t/tileset.json" }];
    const good = await opened(writeCity(newFolder(), { layers, files: { "t/tileset.json": tileset("a/b.json"), "t/a/b.json": tileset("c.glb"), "t/a/c.glb": glb({}) } }));
    expect([good.faults(), kinds(good)]).toEqual([[], [...LAYER_KINDS, "3d-tiles"]]);
    const bad = await opened(writeCity(newFolder(), { layers, files: { "t/tileset.json": tileset("a/b.json"), "t/a/b.json": tileset("https://evil.example/c.glb") } }));
    expect(bad.faults()).toMatchObject([{ file: "t/a/b.json", code: "remote" }]);
    await Promise.all([good.close(), bad.close()]);
  });
});

describe("a manifest that cannot be believed refuses the map, not the room", () => {
  test.each<[string, (text: string) => string]>([
    ["NaN in its bounds", (text) => text.replace(/"bounds": \[\s*107\.5/, '"bounds": [NaN')],
    ["no number in its bounds", (text) => text.replace(/"bounds": \[\s*107\.5/, '"bounds": [null')],
    ["infinite bounds", (text) => text.replace(/"bounds": \[\s*107\.5/, '"bounds": [-1e999')],
    ["bounds that are turned round", (text) => text.replace(/"bounds": \[\s*107\.5/, '"bounds": [108.5')],
    ["a centre elsewhere", (text) => text.replace(/"centre": \[\s*107\.55/, '"centre": [16.45')],
    ["a file above its folder", (text) => text.replaceAll('"places.json"', '"../places.json"')],
    ["a file at an absolute place", (text) => text.replaceAll('"places.json"', '"/etc/passwd"')],
    ["five gigabytes", (text) => text.replace(/("places.json": \{\s*"bytes": )\d+/, "$15000000000")],
    ["a format to come", (text) => text.replace('"format": 1', '"format": 2')],
    ["no JSON", () => "<html>"],
  ])("%s", async (_what, change) => {
    const folder = writeCity(newFolder());
    rewriteManifest(folder, change);
    const city = await opened(folder);
    expect(city.manifest()).toBeUndefined();
    expect(city.faults()).toMatchObject([{ file: "manifest.json" }]);
    expect(city.file("base.pmtiles")).toBeUndefined();
  });
  test("a folder without a manifest is a city without a map, and no fault", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const city = await opened(folder);
    expect([city.manifest(), city.faults()]).toEqual([undefined, []]);
  });
});

test("content that is not what the manifest says is found behind the start, and taken out", async () => {
  const folder = writeCity(newFolder());
  const text = readFileSync(join(folder, "places.json"), "utf8");
  writeFileSync(join(folder, "places.json"), text.replace("Kỳ Đài", "Kỷ Đài"));
  const city = await opened(folder);
  await until(() => city.faults().length > 0);
  expect(city.faults()).toMatchObject([{ file: "places.json", code: "hash" }]);
  expect([city.file("places.json"), kinds(city)]).toEqual([undefined, without("places")]);
  await city.close();
});

test("a second layer of a kind of which a city has one is left out", async () => {
  const city = await opened(writeCity(newFolder(), { layers: [{ kind: "places", file: "places.json" }] }));
  expect([kinds(city), city.faults()]).toMatchObject([LAYER_KINDS, [{ code: "format", detail: "a second layer of kind places" }]]);
  expect(city.file("places.json")).toBeDefined();
  await city.close();
});
