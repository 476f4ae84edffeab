import { CITY_LIMITS, Network, Places, type CityManifest } from "#contract/city";
import type { Result } from "#contract/result";
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCity } from "../../backend/store/city/open-city.ts";
import { projected, WGS84, writeDem } from "../../test/kit/dem-fixture.ts";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { osmPbf, TOWN } from "../../test/kit/osm-fixture.ts";
import { makePack } from "./make-pack.ts";
import { optionsOf } from "./options.ts";
import type { PackFault } from "./pack-fault.ts";

let temp: ReturnType<typeof tempFolder>;
let next = 0;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const place = (name: string): string => join(temp.folder, `${next++}-${name}`);
const written = (name: string, data: string | Uint8Array): string => {
  const file = place(name);
  writeFileSync(file, data);
  return file;
};
const town = (): string => written("town.osm.pbf", osmPbf(TOWN));
/** A plain that falls to the east, 40 m wide steps, over the town and around it. */
const dem = (origin: readonly [number, number] = [107.4, 16.6]): string => writeDem(place("dem.tif"), { width: 300, height: 300, origin, step: 0.001, keys: WGS84, at: (i) => 60 - i / 10 });
const wards = (features: object[]): string => written("wards.geojson", JSON.stringify({ type: "FeatureCollection", features }));
const ward = (name: string | undefined, lon: number, lat: number, swapped = false): object => {
  const ring = [[lon, lat], [lon + 0.04, lat], [lon + 0.04, lat + 0.08], [lon, lat + 0.08], [lon, lat]].map(([a = 0, b = 0]) => (swapped ? [b, a] : [a, b]));
  return { type: "Feature", properties: name === undefined ? { ma: 1 } : { ten: name }, geometry: { type: "Polygon", coordinates: [ring] } };
};

async function made(...flags: string[]): Promise<{ result: Result<CityManifest, PackFault>; out: string; said: string }> {
  const out = flags.includes("--out") ? flags[flags.indexOf("--out") + 1]! : place("pack");
  const options = optionsOf(["--id", "thu", "--name", "Thành phố Thử", ...(flags.includes("--out") ? [] : ["--out", out]), ...(flags.includes("--osm") ? [] : ["--osm", town()]), ...flags]);
  if (options === undefined) throw new Error("help");
  const lines: string[] = [];
  const result = await makePack(options, { stage: () => undefined, share: () => undefined, say: (line) => void lines.push(line), end: () => undefined });
  return { result, out, said: lines.join("\n") };
}

async function expectRefused(code: PackFault["code"], words: RegExp, ...flags: string[]): Promise<void> {
  const { result, out } = await made(...flags);
  expect(result).toEqual({ ok: false, fault: { code, text: expect.stringMatching(words) as string } });
  // Nothing is left of a pack that was not made.
  expect(existsSync(`${out}.part`)).toBe(false);
}

test("a pack from an extract, wards and heights is one that the room opens without a fault", async () => {
  const { result, out, said } = await made("--dem", dem(), "--wards", wards([ward("Phường Đông", 107.55, 16.41), ward("Phường Tây", 107.51, 16.41)]), "--attribution", "dem=Sở đo|nội bộ", "--attribution", "wards=Sở Nội vụ|nội bộ|https://example.vn");
  expect(result.ok).toBe(true);
  const log = keptLog();
  const city = await openCity({ folder: out, log });
  expect(city.faults()).toEqual([]);
  const manifest = city.manifest();
  expect(manifest?.layers.map(({ kind }) => kind)).toEqual(["base", "hillshade", "terrain", "heights", "water", "places", "network", "flat"]);
  expect(manifest?.attribution.map(({ text }) => text)).toEqual(["© OpenStreetMap contributors, ODbL", "Sở đo", "Sở Nội vụ"]);
  expect(manifest?.syntheticEn).toMatch(/Rising water/);
  await city.close();

  const places = Places.parse(JSON.parse(readFileSync(join(out, "places.json"), "utf8")));
  const found = new Map(places.map(({ name, kind, ward: within }) => [name, `${kind} ${within ?? ""}`]));
  expect(Object.fromEntries(found)).toMatchObject({ "Bệnh viện Thử": "hospital Phường Đông", "Đài Thử": "heritage Phường Đông", "Sông Thử": "river Phường Đông", "Cầu Thử": "bridge Phường Đông", "Kiệt 1": "street Phường Tây", "Phường Tây": "ward ", "Ga Thử": "station Phường Tây", "Thành phố Thử": "city " });
  expect(found.has("Đường chưa có")).toBe(false);
  expect(found.has("Phường Thử")).toBe(false);

  const { streets } = Network.parse(JSON.parse(readFileSync(join(out, "network.json"), "utf8")));
  const junction = [107.55, 16.442];
  const ends = streets.flatMap(({ line }) => [line[0], line.at(-1)]).filter((end) => String(end) === String(junction));
  expect(ends).toHaveLength(3);
  expect(streets.filter(({ one }) => one)).toHaveLength(1);
  expect(said).not.toMatch(/latitude came before/);
});

test("same input, same bytes", async () => {
  const osm = town();
  const [one, two] = [await made("--osm", osm, "--dem", dem(), "--attribution", "dem=Sở|nội bộ"), await made("--osm", osm, "--dem", dem(), "--attribution", "dem=Sở|nội bộ")];
  expect(readFileSync(join(one.out, "manifest.json"), "utf8")).toBe(readFileSync(join(two.out, "manifest.json"), "utf8"));
});

test("without heights: no relief and no rising water, and that is said", async () => {
  const { result, said } = await made();
  expect(result.ok && result.value.layers.map(({ kind }) => kind)).toEqual(["base", "places", "network", "flat"]);
  expect(said).toMatch(/no terrain, hillshade or rising water/);
});

test("heights of another place are as none, and that is said", async () => {
  const { result, said } = await made("--dem", dem([108.5, 15]), "--attribution", "dem=SRTM|public domain");
  expect(result.ok && result.value.layers.map(({ kind }) => kind)).toEqual(["base", "places", "network", "flat"]);
  expect(said).toMatch(/covers 0\.0 %[\s\S]*does not cover the area/);
});

test("heights of a half name the wards without, with their share", async () => {
  const { result, said } = await made("--dem", dem([107.55, 16.6]), "--wards", wards([ward("Phường Đông", 107.55, 16.41), ward("Phường Tây", 107.51, 16.41)]), "--attribution", "dem=SRTM|public domain", "--attribution", "wards=Sở|nội bộ");
  expect(result.ok && result.value.layers.map(({ kind }) => kind)).toContain("terrain");
  expect(said).toMatch(/no heights: 100 %: Phường Tây/);
  expect(said).not.toMatch(/Phường Đông 100/);
});

test("wards in swapped axis order are recognised, turned and said", async () => {
  const plain = await made("--wards", wards([ward("Phường Đông", 107.55, 16.41)]), "--attribution", "wards=Sở|nội bộ");
  const turned = await made("--wards", wards([ward("Phường Đông", 107.55, 16.41, true)]), "--attribution", "wards=Sở|nội bộ");
  expect(turned.said).toMatch(/latitude came before longitude/);
  expect(turned.result).toEqual(plain.result);
});

test("wards of which some have no name are drawn without, and counted", async () => {
  const { said } = await made("--wards", wards([ward("Phường Đông", 107.55, 16.41), ward(undefined, 107.51, 16.41)]), "--attribution", "wards=Sở|nội bộ");
  expect(said).toMatch(/: 1 vùng không tên/);
});

test.each<[string, PackFault["code"], RegExp, () => string[]]>([
  ["no credit for what is brought", "attribution", /dem, wards[\s\S]*--attribution "dem=/, () => ["--dem", dem(), "--wards", wards([ward("A", 107.55, 16.41)])]],
  ["a credit without a licence", "attribution", /source=text\|licence/, () => ["--dem", dem(), "--attribution", "dem=NASA"]],
  ["a credit for what is not brought", "attribution", /there is no source wards/, () => ["--attribution", "wards=Sở|nội bộ"]],
  ["no such extract", "read", /missing\.pbf[\s\S]*no such file/, () => ["--osm", join(temp.folder, "missing.pbf")]],
  ["a folder as extract", "read", /folder, a file is needed/, () => ["--osm", temp.folder]],
  ["an extract without streets", "area", /--bounds/, () => ["--osm", written("bare.osm.pbf", osmPbf({ nodes: TOWN.nodes, ways: [[1, [1, 2], { waterway: "river" }]] }))]],
  ["bounds elsewhere", "area", /lies outside the OSM extract/, () => ["--bounds", "100,10,101,11"]],
  ["heights in another projection, named", "projection", /EPSG:2081[\s\S]*gdalwarp -t_srs EPSG:4326/, () => ["--dem", writeDem(place("dem.tif"), { width: 4, height: 4, origin: [0, 0], step: 30, keys: projected(2081), at: () => 1 }), "--attribution", "dem=Sở|nội bộ"]],
  ["heights that are no GeoTIFF", "damaged", /cannot be read as a GeoTIFF/, () => ["--dem", written("dem.tif", "PNG and so on"), "--attribution", "dem=Sở|nội bộ"]],
  ["heights cut short", "truncated", /damaged or truncated/, () => { const file = dem(); truncateSync(file, 20_000); return ["--dem", file, "--attribution", "dem=Sở|nội bộ"]; }],
  ["wards none of which has a name", "names", /--ward-name[\s\S]*the file has: ma/, () => ["--wards", wards([ward(undefined, 107.55, 16.41)]), "--attribution", "wards=Sở|nội bộ"]],
  ["wards of another city", "axis", /nothing lies in the area/, () => ["--wards", wards([ward("Phường Xa", 105.8, 21)]), "--attribution", "wards=Sở|nội bộ"]],
  ["wards in metres", "projection", /are metres, not degrees[\s\S]*ogr2ogr/, () => ["--wards", wards([ward("Phường Mét", 556_000, 1_821_000)]), "--attribution", "wards=Sở|nội bộ"]],
  ["wards cut short", "truncated", /truncated GeoJSON/, () => { const file = wards([ward("A", 107.55, 16.41)]); truncateSync(file, 60); return ["--wards", file, "--attribution", "wards=Sở|nội bộ"]; }],
  ["wards that are no GeoJSON", "json", /no list of features/, () => ["--wards", written("wards.geojson", '{"type":"Topology","objects":{}}'), "--attribution", "wards=Sở|nội bộ"]],
  ["wards that are text", "json", /does not begin with \{/, () => ["--wards", written("wards.geojson", "ten,kinh do,vi do\n"), "--attribution", "wards=Sở|nội bộ"]],
  ["a GeoJSON layer of 2 GB", "limit", new RegExp(`at most ${CITY_LIMITS.json}`), () => { const file = written("big.geojson", "{"); truncateSync(file, 2_147_483_648); return ["--geojson", `Lớp=${file}`, "--attribution", "Lớp=Sở|nội bộ"]; }],
  ["tiles that are no archive", "tiles", /not a PMTiles 3 archive/, () => ["--tiles", written("x.pmtiles", "x".repeat(500)), "--attribution", "tiles=Sở|nội bộ"]],
])("%s", async (_name, code, words, flags) => expectRefused(code, words, ...flags()));

test("a folder that holds something else is left as it is", async () => {
  const out = place("photos");
  mkdirSync(out);
  writeFileSync(join(out, "anh.jpg"), "");
  await expectRefused("out", /holds other files \(anh\.jpg/, "--out", out);
  expect(readdirSync(out)).toEqual(["anh.jpg"]);
});

test("a pack of the same city is written over, one of another city or with files beside it is not", async () => {
  const { out } = await made();
  expect((await made("--out", out)).result.ok).toBe(true);
  await expectRefused("out", /is the pack of thu/, "--out", out, "--id", "khac");
  writeFileSync(join(out, "ghi-chu.txt"), "giữ lại");
  await expectRefused("out", /files that are not of the pack: ghi-chu\.txt/, "--out", out);
  expect(existsSync(join(out, "manifest.json"))).toBe(true);
});
