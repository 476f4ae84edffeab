import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CityLayer } from "#contract/city";
import { hillshadeTile } from "../../scripts/tiles/hillshade.ts";
import { packGrid, sampleGrid } from "../../scripts/tiles/height-grid.ts";
import { openPack, type ManifestHead } from "../../scripts/tiles/pack-writer.ts";
import { openPmtiles } from "../../scripts/tiles/pmtiles-writer.ts";
import { writeRaster } from "../../scripts/tiles/raster-tiles.ts";
import { openVectorTiler } from "../../scripts/tiles/vector-tiler.ts";

const BOUNDS: [number, number, number, number] = [107.5, 16.4, 107.6, 16.5];
const CENTRE: [number, number] = [107.55, 16.45];
export const GRID = { width: 8, height: 6, bounds: BOUNDS };
const hill = (lon: number, lat: number): number => 200 * Math.exp(-(((lon - 107.55) / 0.02) ** 2 + ((lat - 16.45) / 0.02) ** 2));

/** A glTF of one triangle. @param uri of its buffer */
export const gltf = (uri: string): string => JSON.stringify({ asset: { version: "2.0" }, buffers: [{ uri, byteLength: 36 }] });
/** A binary glTF with this description. */
export function glb(description: object): Buffer {
  const text = Buffer.from(JSON.stringify(description).padEnd(Math.ceil(JSON.stringify(description).length / 4) * 4));
  const head = Buffer.alloc(20);
  head.write("glTF", 0);
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(20 + text.length, 8);
  head.writeUInt32LE(text.length, 12);
  head.write("JSON", 16);
  return Buffer.concat([head, text]);
}

/**
 * Writes a small pack with one layer of each kind, by the writers of real packs.
 *
 * @param change layers and files more, or other ones; a file in place of one that is there takes its place
 */
export function writeCity(folder: string, change: { layers?: CityLayer[]; files?: Record<string, string | Uint8Array> } = {}): string {
  mkdirSync(folder, { recursive: true });
  const pack = openPack(folder);
  const head = { bounds: BOUNDS, centre: CENTRE, metadata: {} };
  const base = openPmtiles(pack.place("base.pmtiles"), { ...head, type: "vector", minZoom: 7, maxZoom: 12 });
  const tiler = openVectorTiler({ folder: join(folder, "waiting"), minZoom: 7, maxZoom: 12, bounds: BOUNDS });
  tiler.add({ layer: "road", minZoom: 7, properties: { kind: "primary", name: "Lê Lợi" }, geometry: { type: "LineString", coordinates: [[107.51, 16.41], [107.59, 16.49]] } });
  tiler.add({ layer: "building", minZoom: 12, properties: { kind: "house", height: 7.4 }, geometry: { type: "Polygon", coordinates: [[[107.55, 16.45], [107.552, 16.45], [107.552, 16.452], [107.55, 16.45]]] } });
  tiler.write(base);
  base.close();
  const shade = openPmtiles(pack.place("hillshade.pmtiles"), { ...head, type: "png", minZoom: 8, maxZoom: 9 });
  writeRaster({ pmtiles: shade, bounds: BOUNDS, minZoom: 8, maxZoom: 9, draw: (at) => hillshadeTile(at, hill) });
  shade.close();
  const ground = sampleGrid(GRID, hill);
  pack.file("heights.i16.gz", packGrid([ground]));
  pack.file("water.gz", packGrid([ground, ground, new Uint16Array(ground.length)]));
  pack.file("places.json", JSON.stringify([{ name: "Kỳ Đài", kind: "heritage", at: CENTRE }]));
  pack.file("network.json", JSON.stringify({ streets: [{ line: [[107.51, 16.41], [107.59, 16.49]], kmh: 40 }] }));
  pack.file("base.geojson", JSON.stringify({ type: "FeatureCollection", features: [] }));
  pack.file("flag/tower.glb", glb({ asset: { version: "2.0" }, buffers: [{ uri: "tower.bin", byteLength: 4 }] }));
  pack.file("flag/tower.bin", Buffer.alloc(4));
  for (const [path, bytes] of Object.entries(change.files ?? {})) pack.file(path, bytes);
  pack.close({ ...ABOUT, layers: [...LAYERS, ...(change.layers ?? [])] });
  return folder;
}

const ABOUT: Omit<ManifestHead, "layers"> = { format: 1, id: "thu", name: "Thành phố thử", bounds: BOUNDS, centre: CENTRE, attribution: [{ text: "Kỳ Đài", licence: "Apache-2.0" }] };
const LAYERS: NonNullable<ManifestHead["layers"]> = [
  { kind: "base", file: "base.pmtiles", minZoom: 7, maxZoom: 12 },
  { kind: "hillshade", file: "hillshade.pmtiles", minZoom: 8, maxZoom: 9 },
  { kind: "heights", file: "heights.i16.gz", ...GRID },
  { kind: "water", file: "water.gz", ...GRID, rivers: [{ name: "Sông Hương", axis: [[107.51, 16.41], [107.59, 16.49]], from: 0 }] },
  { kind: "places", file: "places.json" },
  { kind: "network", file: "network.json" },
  { kind: "flat", file: "base.geojson" },
  { kind: "gltf", id: "tower", name: "Kỳ Đài", file: "flag/tower.glb", at: [...CENTRE, 0] },
];
export const LAYER_KINDS = LAYERS.map(({ kind }) => kind);

/** Changes manifest.json as text, as somebody would who means harm. */
export function rewriteManifest(folder: string, change: (text: string) => string): void {
  const place = join(folder, "manifest.json");
  writeFileSync(place, change(readFileSync(place, "utf8")));
}
