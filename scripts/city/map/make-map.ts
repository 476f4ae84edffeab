import { Places, type Bounds } from "#contract/city";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AREAS } from "../areas.ts";
import { STREETS } from "../streets.ts";
import { hillshadeTile } from "../../tiles/hillshade.ts";
import { packGrid, sampleGrid } from "../../tiles/height-grid.ts";
import { openPack, type ManifestHead } from "../../tiles/pack-writer.ts";
import { openPmtiles } from "../../tiles/pmtiles-writer.ts";
import { writeRaster } from "../../tiles/raster-tiles.ts";
import { terrariumTile } from "../../tiles/terrarium.ts";
import { openVectorTiler } from "../../tiles/vector-tiler.ts";
import { floodFrom } from "../../tiles/water-grid.ts";
import { halfWidth, raiseBuildings } from "./buildings.ts";
import { CITADEL_STREETS } from "./citadel.ts";
import { features } from "./features.ts";
import { gridOver } from "./field.ts";
import { flatMap } from "./flat-map.ts";
import { makeGround } from "./ground.ts";
import { ALSO, PLACES, type Place } from "./landmarks.ts";
import { models } from "./models.ts";
import { openMarked } from "./marked.ts";
import { network } from "./network.ts";
import { RIVERS, type RiverSpec } from "./rivers.ts";
import { inside, smooth, thin, type Point } from "../../tiles/shapes.ts";
import { levelStreets, openDrains } from "./street-ground.ts";
import { sideStreets } from "./side-streets.ts";
import { BRIDGES, HIGHWAYS, NAMED_STREETS, type Road } from "./streets.ts";
import { readWards } from "./wards.ts";
import { CITY_BOUNDS, makeWaters } from "./waters.ts";

/** Seen at low zooms: the coast goes on beyond the city. */
const WIDE: Bounds = [105.6, 15.3, 109.6, 17.5];
/** Where rising water is shown. */
const FLOODED: Bounds = [107.41, 16.37, 107.72, 16.59];
const CENTRE = [107.5809, 16.4672] as const;
const MOST_BUILDINGS = 50_000;

/** Writes the map part of the built-in pack. @param say progress, one line at a time */
export function makeMap(folder: string, say: (line: string) => void): void {
  const pack = openPack(folder);
  const wards = readWards();
  const waters = makeWaters();
  say(`waters: ${waters.shapes.reduce((sum, { polygons }) => sum + polygons.flat(2).length, 0)} points`);
  const ground = makeGround(wards, waters);
  say("ground");

  const known: Road[] = [...HIGHWAYS, ...NAMED_STREETS, ...CITADEL_STREETS.map(([name, line]): Road => ({ name, kind: "secondary", line })), ...BRIDGES];
  const beside = openMarked();
  for (const { kind, line } of known) if (kind !== "motorway") beside.strip(line, 26);
  const roads: Road[] = [...known, ...sideStreets(waters, beside).map((line): Road => ({ name: "", kind: "street", line }))];
  const marked = openMarked();
  for (const { kind, line } of roads) marked.strip(line, halfWidth(kind));
  const buildings = raiseBuildings(roads, waters, marked, MOST_BUILDINGS);
  say(`${roads.length} streets, ${buildings.length} buildings`);

  const places: Place[] = [...PLACES, ...AREAS.map(([, name, lon, lat]): Place => ({ name, kind: "ward", at: [lon, lat], rank: 3 }))];
  const head = { bounds: CITY_BOUNDS, centre: CENTRE };
  const base = openPmtiles(pack.place("base.pmtiles"), { ...head, type: "vector", minZoom: 7, maxZoom: 14, metadata: { name: "Huế", format: "pbf", vector_layers: ["water", "waterway", "land", "ward", "road", "building", "place"].map((id) => ({ id, fields: {} })) } });
  const tiler = openVectorTiler({ folder: join(tmpdir(), `ky-dai-tiles-${process.pid}`), minZoom: 7, maxZoom: 14, bounds: WIDE });
  for (const feature of features({ waters: waters.shapes, wards, roads, buildings, places })) tiler.add(feature);
  tiler.write(base);
  say(`base: ${JSON.stringify(base.close())}`);

  for (const { name, from, to, draw } of [{ name: "hillshade", from: 7, to: 11, draw: hillshadeTile }, { name: "terrain", from: 7, to: 11, draw: terrariumTile }]) {
    const tiles = openPmtiles(pack.place(`${name}.pmtiles`), { ...head, type: "png", minZoom: from, maxZoom: to, metadata: { name, format: "png", ...(name === "terrain" ? { encoding: "terrarium" } : {}) } });
    writeRaster({ pmtiles: tiles, bounds: CITY_BOUNDS, minZoom: from, maxZoom: to, draw: (at) => draw(at, ground) });
    say(`${name}: ${JSON.stringify(tiles.close())}`);
  }

  const coarse = gridOver(CITY_BOUNDS, 130);
  pack.file("heights.i16.gz", packGrid([sampleGrid(coarse, (lon, lat) => rounded(ground(lon, lat)))]));
  const fine = gridOver(FLOODED, 32);
  const cells = sampleGrid(fine, ground);
  const rivers = gauged();
  const levels = rivers.flatMap(({ levels: column }) => column);
  levelStreets(fine, cells, STREETS);
  const flood = floodFrom({ grid: fine, ground: cells, rivers, level: (chain) => levels[chain]!, reach: 9000 });
  openDrains(fine, cells, flood, STREETS);
  pack.file("water.gz", packGrid([cells, flood.spill, flood.chain]));
  say("grids");

  pack.file("places.json", `${JSON.stringify(Places.parse(searchable(places, roads, wards)))}\n`);
  pack.file("network.json", `${JSON.stringify(network(roads))}\n`);
  pack.file("base.geojson", `${JSON.stringify(flatMap({ waters: waters.shapes, wards, labels: AREAS }))}\n`);
  for (const { id, bytes } of models()) pack.file(`models/${id}.glb`, bytes);
  pack.close({
    ...ABOUT,
    bounds: CITY_BOUNDS,
    centre: [...CENTRE],
    layers: [
      { kind: "base", file: "base.pmtiles", minZoom: 7, maxZoom: 14 },
      { kind: "hillshade", file: "hillshade.pmtiles", minZoom: 7, maxZoom: 11 },
      { kind: "terrain", file: "terrain.pmtiles", minZoom: 7, maxZoom: 11 },
      { kind: "heights", file: "heights.i16.gz", ...coarse },
      { kind: "water", file: "water.gz", ...fine, rivers: rivers.map(({ name, axis, from }) => ({ name, axis: axis.map(([lon, lat]): [number, number] => [lon, lat]), from })) },
      { kind: "places", file: "places.json" },
      { kind: "network", file: "network.json" },
      { kind: "flat", file: "base.geojson" },
      ...models().map(({ id, name, nameEn, at, heading }) => ({ kind: "gltf" as const, id, name, nameEn, file: `models/${id}.glb`, at: [at[0], at[1], 0] as [number, number, number], heading, scale: 1 })),
    ],
  });
}

const ABOUT: Pick<ManifestHead, "format" | "id" | "name" | "nameEn" | "attribution" | "synthetic" | "syntheticEn"> = {
  format: 1,
  id: "hue",
  name: "Huế (thành phố mẫu)",
  nameEn: "Huế (built-in city)",
  attribution: [
    { text: "Bản đồ mẫu của Kỳ Đài", textEn: "Kỳ Đài's sample map", licence: "Apache-2.0" },
    { text: "Vị trí một số trạm: © OpenStreetMap contributors", textEn: "Positions of some stations: © OpenStreetMap contributors", licence: "ODbL-1.0", href: "https://www.openstreetmap.org/copyright" },
    { text: "Tên và phác ranh giới phường, xã: thanglequoc/vietnamese-provinces-database", textEn: "Ward names and rough outlines: thanglequoc/vietnamese-provinces-database", licence: "MIT", href: "https://github.com/thanglequoc/vietnamese-provinces-database" },
  ],
  synthetic: "Nhà cửa, đường nhỏ không tên, độ cao mặt đất và độ sâu ngập là mô phỏng, không phải số liệu đo đạc. Vị trí sông, cầu, di tích, đường lớn chỉ gần đúng; ranh giới phường, xã chỉ là phác thảo. Không dùng để quy hoạch hay cứu hộ.",
  syntheticEn: "Houses, nameless streets, ground heights and flood depths are invented, not surveyed. Places of rivers, bridges, monuments and great roads are approximate; ward outlines are rough. Not for planning or rescue.",
};

/** Mountains to the metre: finer is invented noise, and noise does not pack. */
const rounded = (height: number): number => (height < 20 ? height : Math.round(height));

/** Axes of the rivers with gauges, with an ordinary level in decimetres at each point. */
function gauged(): { name: string; axis: Point[]; from: number; levels: number[] }[] {
  let from = 0;
  return RIVERS.filter((river) => river.gauged === true).map((river: RiverSpec) => {
    const axis = thin(smooth(river.axis, 1), 6).map(([lon, lat]): Point => [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5]);
    const one = { name: river.name, axis, from, levels: axis.map((_, i) => 10 * (river.levels[0] + ((river.levels[1] - river.levels[0]) * i) / (axis.length - 1))) };
    from += axis.length;
    return one;
  });
}

/** What the search finds: places, and each named street once, at its middle. */
function searchable(places: readonly Place[], roads: readonly Road[], wards: ReturnType<typeof readWards>): { name: string; also?: string[]; kind: string; at: [number, number]; ward?: string }[] {
  const wardOf = (at: Point): string | undefined => wards.find(({ rings }) => rings.some((ring) => inside(at, ring)))?.name;
  const streets = new Map<string, Point>();
  for (const { name, line, bridge } of roads) if (name !== "" && bridge !== true && !streets.has(name)) streets.set(name, line[line.length >> 1]!);
  const bridges = BRIDGES.filter(({ name }) => !places.some((place) => place.name === name)).map(({ name, line }) => ({ name, kind: "bridge", at: line[line.length >> 1]! }));
  return [...places, ...bridges, ...[...streets].map(([name, at]) => ({ name, kind: "street", at }))].map(({ name, kind, at }) => {
    const ward = kind === "ward" || kind === "sea" ? undefined : wardOf(at);
    const also = ALSO.get(name);
    return { name, ...(also === undefined ? {} : { also: [also] }), kind, at: [Math.round(at[0] * 1e5) / 1e5, Math.round(at[1] * 1e5) / 1e5], ...(ward === undefined ? {} : { ward: AREAS.find(([, full]) => full.endsWith(` ${ward}`))?.[1] ?? ward }) };
  });
}
