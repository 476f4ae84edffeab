import { PbfWriter } from "pbf";
import { deflateSync, zstdCompressSync } from "node:zlib";

type Tags = Readonly<Record<string, string>>;
export interface OsmFixture {
  nodes: readonly (readonly [id: number, lon: number, lat: number, tags?: Tags])[];
  ways?: readonly (readonly [id: number, refs: readonly number[], tags?: Tags])[];
  relations?: readonly (readonly [id: number, members: readonly (readonly [type: 0 | 1 | 2, ref: number, role: string])[], tags?: Tags])[];
  features?: readonly string[];
  pack?: "zlib" | "raw" | "zstd" | "lz4";
}

/** An OSM PBF (wiki.openstreetmap.org/wiki/PBF_Format): a header, then a block each for nodes, ways and relations. */
export function osmPbf({ nodes, ways = [], relations = [], features = ["OsmSchema-V0.6", "DenseNodes"], pack = "zlib" }: OsmFixture): Buffer {
  const header = new PbfWriter();
  for (const feature of features) header.writeStringField(4, feature);
  return Buffer.concat([
    blob("OSMHeader", header.finish(), pack),
    blob("OSMData", block(2, (group, string) => {
      const keys: number[] = nodes.flatMap(([, , , tags = {}]) => [...Object.entries(tags).flatMap(([key, value]) => [string(key), string(value)]), 0]);
      group.writePackedSVarint(1, deltas(nodes.map(([id]) => id)));
      group.writePackedSVarint(8, deltas(nodes.map(([, , lat]) => Math.round(lat * 1e7))));
      group.writePackedSVarint(9, deltas(nodes.map(([, lon]) => Math.round(lon * 1e7))));
      group.writePackedVarint(10, keys);
    }), pack),
    ...(ways.length === 0 ? [] : [blob("OSMData", many(3, ways, ([id, refs, tags = {}], way, string) => {
      way.writeVarintField(1, id);
      way.writePackedVarint(2, Object.keys(tags).map(string));
      way.writePackedVarint(3, Object.values(tags).map(string));
      way.writePackedSVarint(8, deltas(refs));
    }), pack)]),
    ...(relations.length === 0 ? [] : [blob("OSMData", many(4, relations, ([id, members, tags = {}], relation, string) => {
      relation.writeVarintField(1, id);
      relation.writePackedVarint(2, Object.keys(tags).map(string));
      relation.writePackedVarint(3, Object.values(tags).map(string));
      relation.writePackedVarint(8, members.map(([, , role]) => string(role)));
      relation.writePackedSVarint(9, deltas(members.map(([, ref]) => ref)));
      relation.writePackedVarint(10, members.map(([type]) => type));
    }), pack)]),
  ]);
}

const deltas = (values: readonly number[]): number[] => values.map((value, i) => value - (values[i - 1] ?? 0));
type Write = (group: PbfWriter, string: (text: string) => number) => void;

function many<T>(tag: number, items: readonly T[], write: (item: T, to: PbfWriter, string: (text: string) => number) => void): Uint8Array {
  return assembled((groups, string) => {
    const group = new PbfWriter();
    for (const item of items) {
      const one = new PbfWriter();
      write(item, one, string);
      group.writeBytesField(tag, one.finish());
    }
    groups.writeBytesField(2, group.finish());
  });
}

function block(tag: number, write: Write): Uint8Array {
  return assembled((groups, string) => {
    const inner = new PbfWriter();
    write(inner, string);
    const group = new PbfWriter();
    group.writeBytesField(tag, inner.finish());
    groups.writeBytesField(2, group.finish());
  });
}

function assembled(write: Write): Uint8Array {
  const strings = [""];
  const groups = new PbfWriter();
  write(groups, (text) => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1));
  const table = new PbfWriter();
  for (const text of strings) table.writeBytesField(1, Buffer.from(text));
  const out = new PbfWriter();
  out.writeBytesField(1, table.finish());
  return Buffer.concat([out.finish(), groups.finish()]);
}

/** One framed block. */
export function blob(type: string, data: Uint8Array, pack: NonNullable<OsmFixture["pack"]>): Buffer {
  const body = new PbfWriter();
  if (pack === "raw") body.writeBytesField(1, data);
  else {
    body.writeVarintField(2, data.length);
    body.writeBytesField(pack === "zlib" ? 3 : pack === "zstd" ? 7 : 6, pack === "zlib" ? deflateSync(data) : pack === "zstd" ? zstdCompressSync(data) : data);
  }
  const bytes = body.finish();
  const head = new PbfWriter();
  head.writeStringField(1, type);
  head.writeVarintField(3, bytes.length);
  const header = head.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, bytes]);
}

/** Node n of a line of equal steps. */
const line = (first: number, count: number, from: readonly [number, number], to: readonly [number, number]): [number, number, number][] =>
  Array.from({ length: count }, (_, i) => [first + i, from[0] + ((to[0] - from[0]) * i) / (count - 1), from[1] + ((to[1] - from[1]) * i) / (count - 1)]);
const square = (first: number, [lon, lat]: readonly [number, number], size: number): [number, number, number][] => [[first, lon, lat], [first + 1, lon + size, lat], [first + 2, lon + size, lat + size], [first + 3, lon, lat + size]];
const ring = (first: number): number[] => [first, first + 1, first + 2, first + 3, first];
const ids = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

/**
 * A town: a river in two pieces from west to east, a bridge over it, streets that cross, a lake with an island, houses, a coast
 * in the north, a ward, and places of most kinds. 107.50–107.60 E, 16.40–16.50 N.
 */
export const TOWN: OsmFixture = {
  nodes: [
    ...line(1, 11, [107.5, 16.45], [107.6, 16.45]),
    ...line(101, 11, [107.55, 16.41], [107.55, 16.49]),
    ...line(201, 6, [107.51, 16.44], [107.55, 16.442]),
    ...square(301, [107.52, 16.46], 0.01), ...square(311, [107.523, 16.463], 0.002),
    ...square(401, [107.56, 16.44], 0.0003), ...square(411, [107.561, 16.44], 0.0003),
    ...line(501, 3, [107.48, 16.495], [107.62, 16.495]),
    ...square(601, [107.51, 16.41], 0.08),
    ...line(701, 3, [107.505, 16.405], [107.595, 16.405]),
    [801, 107.57, 16.47, { amenity: "hospital", name: "Bệnh viện Thử" }], [802, 107.571, 16.47, { amenity: "school", name: "Trường Thử" }], [803, 107.572, 16.47, { amenity: "marketplace", name: "Chợ Thử" }],
    [804, 107.573, 16.47, { historic: "monument", name: "Monument", "name:vi": "Đài Thử" }], [805, 107.52, 16.415, { railway: "station", name: "Thử" }], [806, 107.55, 16.451, { place: "city", name: "Thành phố Thử" }],
  ],
  ways: [
    [1, ids(1, 6), { waterway: "river", name: "Sông Thử" }], [2, ids(6, 6), { waterway: "river", name: "Sông Thử" }],
    [3, ids(101, 5), { highway: "primary", name: "Lê Lợi" }], [4, ids(105, 3), { highway: "primary", name: "Cầu Thử", bridge: "yes" }], [5, ids(107, 5), { highway: "primary", name: "Lê Lợi" }],
    [6, [...ids(201, 5), 105], { highway: "residential", name: "Alley", "name:vi": "Kiệt 1", oneway: "yes" }],
    [7, [201, 202, 203], { highway: "construction", name: "Đường chưa có" }],
    [10, [301, 302, 303]], [11, [303, 304, 301]], [12, ring(311)],
    [20, ring(401), { building: "yes", "building:levels": "5" }], [21, ring(411), { building: "temple", name: "Chùa Thử" }],
    // Land on the left: the coast runs to the east with the town in the south, so it is drawn from east to west.
    [30, [503, 502, 501], { natural: "coastline" }],
    [40, ring(601)], [50, ids(701, 3), { railway: "rail", name: "Đường sắt Bắc Nam" }],
  ],
  relations: [
    [1, [[1, 10, "outer"], [1, 11, "outer"], [1, 12, "inner"]], { type: "multipolygon", natural: "water", name: "Hồ Thử" }],
    [2, [[1, 40, "outer"]], { type: "boundary", boundary: "administrative", admin_level: "6", name: "Phường Thử" }],
    [3, [[1, 40, "outer"], [1, 999, "outer"]], { type: "route", name: "Tuyến 1" }],
  ],
};
