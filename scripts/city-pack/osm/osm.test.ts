import { closeSync, ftruncateSync, openSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tempFolder } from "../../../test/kit/journal.ts";
import { blob, osmPbf, TOWN, type OsmFixture } from "../../../test/kit/osm-fixture.ts";
import type { TileFeature } from "../../tiles/vector-tiler.ts";
import { Refusal } from "../refusal.ts";
import { signedArea, type Point } from "../shape.ts";
import { chainsOf } from "./chains.ts";
import { seaWithin } from "./coast.ts";
import { openNodes } from "./node-columns.ts";
import { ringsOf } from "./rings.ts";
import { scanOsm } from "./scan.ts";
import { sortOsm, wantedRelation } from "./sort-osm.ts";
import type { Sorted } from "./sorted.ts";

let temp: ReturnType<typeof tempFolder>;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

/** Both passes over bytes, as the command makes them. */
function read(bytes: Uint8Array): { sorted: Sorted; features: TileFeature[] } {
  const file = join(temp.folder, "x.osm.pbf");
  writeFileSync(file, bytes);
  const fd = openSync(file, "r");
  try {
    const { size } = statSync(file);
    const scan = scanOsm(fd, size, file, wantedRelation, () => undefined);
    const features: TileFeature[] = [];
    const sorted = sortOsm(fd, size, file, scan, { area: [107.5, 16.4, 107.6, 16.5], coast: [], buildings: true, wards: true, add: (feature) => void features.push(feature) }, () => undefined);
    return { sorted, features };
  } finally {
    closeSync(fd);
  }
}
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no refusal";
}

describe("what is no whole OSM PBF", () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    ["nothing", () => new Uint8Array(0), /^not-osm: .*rỗng/],
    ["XML", () => Buffer.from('<?xml version="1.0"?><osm version="0.6">'), /^not-osm: .*OpenStreetMap XML[\s\S]*osmium cat/],
    ["bzip2", () => Buffer.from("BZh91AY&SY"), /^not-osm: .*bzip2/],
    ["gzip", () => Buffer.from([0x1f, 0x8b, 8, 0]), /^not-osm: .*gzip/],
    ["ZIP", () => Buffer.from("PK\x03\x04"), /^not-osm: .*ZIP/],
    ["GeoJSON", () => Buffer.from('{"type":"FeatureCollection"}'), /^not-osm: .*JSON[\s\S]*--geojson/],
    ["noise", () => Buffer.alloc(1000, 0xa5), /^not-osm: [\s\S]*geofabrik/],
    ["the first half", () => osmPbf(TOWN).subarray(0, 700), /^truncated: [\s\S]*truncated at byte 700/],
    ["a length of nonsense", () => Buffer.concat([osmPbf(TOWN), Buffer.from([0x7f, 0xff, 0xff, 0xff])]), /^damaged: [\s\S]*header too long/],
    ["a block of a gigabyte", () => { const one = blob("OSMData", Buffer.alloc(10), "raw"); return Buffer.concat([osmPbf(TOWN).subarray(0, headerBytes()), Buffer.from([0, 0, 0, 15]), Buffer.from("0a074f534d4461746118808080800400".slice(0, 30), "hex"), one]); }, /^damaged: [\s\S]*block too long/],
    ["a block that expands without end", () => Buffer.concat([osmPbf(TOWN).subarray(0, headerBytes()), blob("OSMData", Buffer.alloc(40_000_000), "zlib")]), /^damaged: /],
    ["a byte changed", () => { const bytes = Buffer.from(osmPbf(TOWN)); bytes.fill(0xff, headerBytes() + 60, headerBytes() + 90); return bytes; }, /^damaged: [\s\S]*before|^damaged: [\s\S]*byte/],
    ["a block of lz4", () => osmPbf({ ...TOWN, pack: "lz4" }), /^not-osm: [\s\S]*pbf_compression=zlib/],
    ["history", () => osmPbf({ ...TOWN, features: ["OsmSchema-V0.6", "HistoricalInformation"] }), /^not-osm: [\s\S]*HistoricalInformation/],
    ["a header of nonsense", () => Buffer.concat([blob("OSMHeader", Buffer.from([0x22, 0x7f, 1]), "zlib"), osmPbf(TOWN)]), /^damaged: [\s\S]*header is damaged/],
    ["no ways", () => osmPbf({ nodes: TOWN.nodes }), /^not-osm: [\s\S]*no ways/],
    ["nodes out of order", () => osmPbf({ nodes: [[5, 107.5, 16.4], [3, 107.5, 16.4]], ways: TOWN.ways }), /^unsorted: [\s\S]*osmium sort/],
  ])("%s", (_name, bytes, words) => expect(refusal(() => read(bytes()))).toMatch(words));

  test("more nodes than memory is set aside for", () => {
    const nodes = openNodes(2);
    nodes.add(1, 0, 0);
    nodes.add(2, 0, 0);
    expect(refusal(() => nodes.add(3, 0, 0))).toMatch(/^limit: [\s\S]*osmium extract/);
  });
  const headerBytes = (): number => blob("OSMHeader", Buffer.from(`\x22\x0eOsmSchema-V0.6\x22\x0aDenseNodes`, "latin1"), "zlib").length;
});

test.each<OsmFixture["pack"]>(["zlib", "raw", "zstd"])("blocks packed as %s give the same", (pack) => {
  expect(read(osmPbf({ ...TOWN, pack }))).toEqual(read(osmPbf(TOWN)));
});

test("a town's tags become the kinds of the tiles", () => {
  const { sorted, features } = read(osmPbf(TOWN));
  const of = (layer: string) => features.filter((feature) => feature.layer === layer);
  expect(of("road").map(({ properties }) => properties)).toEqual([
    { kind: "primary", name: "Lê Lợi" }, { kind: "primary", name: "Cầu Thử", bridge: true }, { kind: "primary", name: "Lê Lợi" }, { kind: "street", name: "Kiệt 1" }, { kind: "rail", name: "Đường sắt Bắc Nam" },
  ]);
  expect(of("building").map(({ properties }) => properties)).toEqual([{ kind: "house", height: 16.5 }, { kind: "heritage", height: 7, name: "Chùa Thử" }]);
  const [lake, sea] = of("water");
  expect(lake?.properties).toEqual({ kind: "lake", name: "Hồ Thử" });
  // The outer ring of two ways, with the island in it.
  expect(lake?.geometry.type === "MultiPolygon" && lake.geometry.coordinates.map((rings) => rings.map((ring) => ring.length))).toEqual([[5, 5]]);
  expect(sea?.properties).toEqual({ kind: "sea" });
  expect(sea?.geometry.type === "MultiPolygon" && sea.geometry.coordinates[0]?.[0]?.every(([, lat = 0]) => lat >= 16.495)).toBe(true);
  expect(sorted.wards.map(({ name }) => name)).toEqual(["Phường Thử"]);
  expect(sorted.rivers.map(({ name, nodes }) => [name, nodes.length])).toEqual([["Sông Thử", 6], ["Sông Thử", 6]]);
  expect(sorted.counts).toMatchObject({ roads: 5, buildings: 2, guessedHeights: 1, openRings: 0, brokenCoasts: 0 });
});

test("a relation of which a part was cut off is left out and counted", () => {
  const { sorted } = read(osmPbf({ ...TOWN, ways: (TOWN.ways ?? []).filter(([id]) => id !== 11) }));
  expect(sorted.counts.openRings).toBe(1);
});

test("a file that grew shorter between the passes is truncated, not read as less", () => {
  const file = join(temp.folder, "shrinks.osm.pbf");
  writeFileSync(file, osmPbf(TOWN));
  const fd = openSync(file, "r+");
  const { size } = statSync(file);
  const scan = scanOsm(fd, size, file, wantedRelation, () => undefined);
  ftruncateSync(fd, size - 10);
  expect(refusal(() => sortOsm(fd, size, file, scan, { area: [107, 16, 108, 17], coast: [], buildings: true, wards: true, add: () => undefined }, () => undefined))).toMatch(/^truncated/);
  closeSync(fd);
});

describe("rings and chains", () => {
  const way = (...nodes: number[]): Uint32Array => Uint32Array.from(nodes);
  test.each<[string, Uint32Array[], number, number]>([
    ["one closed way", [way(1, 2, 3, 1)], 1, 0],
    ["pieces in any direction", [way(1, 2, 3), way(5, 4, 3), way(5, 6, 1)], 1, 0],
    ["two rings", [way(1, 2, 3, 1), way(4, 5), way(5, 6, 4)], 2, 0],
    ["a gap", [way(1, 2, 3), way(3, 4)], 0, 1],
  ])("%s", (_name, ways, rings, open) => {
    const left: number[][] = [];
    expect([ringsOf(ways, (chain) => void left.push(chain)).length, left.length]).toEqual([rings, open]);
  });
  test("a coast keeps its direction", () => expect(chainsOf([way(3, 4), way(1, 2, 3), way(9, 8, 9)])).toEqual([[1, 2, 3, 4], [9, 8, 9]]));
});

describe("the sea", () => {
  const BOX = [0, 0, 10, 10] as const;
  const area = (lines: readonly (readonly Point[])[]): number | string => {
    const { sea, broken } = seaWithin([...BOX], lines);
    if (sea === undefined) return broken > 0 ? "broken" : "none";
    return Math.round(sea.coordinates.reduce((sum, rings) => sum + rings.reduce((part, ring, i) => part + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)) / 2, 0), 0));
  };
  const island: Point[] = [[4, 7], [6, 7], [6, 9], [4, 9], [4, 7]];
  test.each<[string, Point[][], number | string]>([
    ["north of a coast that runs west", [[[12, 6], [-2, 6]]], 40],
    ["south of one that runs east", [[[-2, 6], [12, 6]]], 60],
    ["between two coasts", [[[-2, 8], [12, 8]], [[12, 2], [-2, 2]]], 60],
    ["round a corner", [[[6, -1], [6, 4], [11, 4]]], 16],
    ["with an island", [[[12, 6], [-2, 6]], island], 36],
    ["all round an island", [island], 96],
    ["no coast", [], "none"],
    ["a coast that ends within", [[[12, 6], [5, 6]]], "broken"],
    ["a peninsula whose ring begins within", [[[5, 5], [12, 5], [12, 8], [5, 8], [5, 5]]], 85],
  ])("%s", (_name, lines, expected) => expect(area(lines)).toBe(expected));
});
