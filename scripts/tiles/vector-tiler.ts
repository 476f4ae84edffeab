import type { Bounds, TileLayer } from "#contract/city";
import { GeoJSONVT, type CutFeature, type CutTile } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import type { Feature, Geometry, Position } from "geojson";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PmtilesWriter } from "./pmtiles-writer.ts";
import { column, row, tilesOver, type TileAt } from "./tile-math.ts";

/** One feature on its way into tiles. */
export interface TileFeature {
  layer: TileLayer;
  /** First zoom at which it is in the tiles. */
  minZoom: number;
  properties: Readonly<Record<string, string | number | boolean>>;
  geometry: Geometry;
}

export interface VectorTiler {
  add(feature: TileFeature): void;
  /** Makes the tiles of what was added, and removes what waited on the disk. @param progress called with the share done, 0…1 */
  write(pmtiles: PmtilesWriter, progress?: (share: number) => void): void;
}

/** Tiles of one zoom-10 tile and everything below it are made at a time. */
const BLOCK_ZOOM = 10;
/** Bytes of features that wait in memory before they go to the disk. */
const WAITING = 33_554_432;
const EXTENT = 4096;
const BUFFER = 64;

/**
 * Sorts features into blocks on the disk, then makes tiles block by block, so that memory holds one block however large the
 * city is. Below the block's zoom only features with a small `minZoom` are there, and few of them: they are one block.
 *
 * @param folder for the waiting features; made, and removed by `write`
 */
export function openVectorTiler({ folder, minZoom, maxZoom, bounds }: { folder: string; minZoom: number; maxZoom: number; bounds: Bounds }): VectorTiler {
  const waiting = new Map<string, string[]>();
  let held = 0;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [west, south, east, north] = bounds;
  const first = { x: Math.floor(column(west, BLOCK_ZOOM)), y: Math.floor(row(north, BLOCK_ZOOM)) };
  const last = { x: Math.floor(column(east, BLOCK_ZOOM)), y: Math.floor(row(south, BLOCK_ZOOM)) };

  function flush(): void {
    for (const [name, lines] of waiting) appendFileSync(join(folder, name), lines.join(""));
    waiting.clear();
    held = 0;
  }
  function put(name: string, line: string): void {
    const lines = waiting.get(name);
    if (lines === undefined) waiting.set(name, [line]);
    else lines.push(line);
    held += line.length;
    if (held > WAITING) flush();
  }

  return {
    add(feature) {
      const line = `${JSON.stringify(feature)}\n`;
      if (feature.minZoom < BLOCK_ZOOM && minZoom < BLOCK_ZOOM) put("low", line);
      const box = boxOf(feature.geometry);
      const edge = BUFFER / EXTENT;
      for (let y = Math.max(first.y, Math.floor(row(box[3], BLOCK_ZOOM) - edge)); y <= Math.min(last.y, Math.floor(row(box[1], BLOCK_ZOOM) + edge)); y++)
        for (let x = Math.max(first.x, Math.floor(column(box[0], BLOCK_ZOOM) - edge)); x <= Math.min(last.x, Math.floor(column(box[2], BLOCK_ZOOM) + edge)); x++) put(`${x}-${y}`, line);
    },
    write(pmtiles, progress) {
      flush();
      const names = readdirSync(folder).sort();
      names.forEach((name, i) => {
        const features = readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1).map((line) => JSON.parse(line) as TileFeature);
        const tiles = name === "low" ? lowTiles(bounds, minZoom, Math.min(maxZoom, BLOCK_ZOOM - 1)) : blockTiles(name, Math.max(minZoom, BLOCK_ZOOM), maxZoom);
        writeBlock(features, tiles, maxZoom, pmtiles);
        progress?.((i + 1) / names.length);
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function* lowTiles(bounds: Bounds, from: number, to: number): Generator<TileAt> {
  for (let z = from; z <= to; z++) yield* tilesOver(bounds, z);
}

function* blockTiles(name: string, from: number, to: number): Generator<TileAt> {
  const [x = 0, y = 0] = name.split("-").map(Number);
  for (let z = from; z <= to; z++) {
    const side = 2 ** (z - BLOCK_ZOOM);
    for (let dy = 0; dy < side; dy++) for (let dx = 0; dx < side; dx++) yield { z, x: x * side + dx, y: y * side + dy };
  }
}

function writeBlock(features: readonly TileFeature[], tiles: Iterable<TileAt>, maxZoom: number, pmtiles: PmtilesWriter): void {
  const layers = new Map<string, Feature[]>();
  for (const { layer, minZoom, properties, geometry } of features) {
    const list = layers.get(layer) ?? [];
    layers.set(layer, list);
    list.push({ type: "Feature", properties: { ...properties, from: minZoom }, geometry });
  }
  const indices = [...layers].map(([layer, list]) => ({ layer, index: new GeoJSONVT({ type: "FeatureCollection", features: list }, { maxZoom, indexMaxZoom: 0, extent: EXTENT, buffer: BUFFER, tolerance: 3 }) }));
  for (const at of tiles) {
    const content: Record<string, CutTile> = {};
    for (const { layer, index } of indices) {
      const tile = index.getTile(at.z, at.x, at.y);
      const cut = tile?.features ?? [];
      const shown = cut.flatMap((feature) => visible(feature, at.z));
      if (tile !== null && shown.length > 0) content[layer] = { ...tile, features: shown };
    }
    if (Object.keys(content).length > 0) pmtiles.add(at, fromGeojsonVt(content, { version: 2, extent: EXTENT }));
  }
}

/** The feature as it stands in the tile, or none at a zoom before its first. */
function visible(feature: CutFeature, z: number): CutFeature[] {
  const { from, ...tags } = feature.tags ?? {};
  return typeof from === "number" && z < from ? [] : [{ ...feature, tags }];
}

function boxOf(geometry: Geometry): [west: number, south: number, east: number, north: number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const take = (at: Position): void => {
    const [x = 0, y = 0] = at;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  if (geometry.type === "Point") take(geometry.coordinates);
  else if (geometry.type === "LineString" || geometry.type === "MultiPoint") geometry.coordinates.forEach(take);
  else if (geometry.type === "Polygon" || geometry.type === "MultiLineString") geometry.coordinates.flat().forEach(take);
  else if (geometry.type === "MultiPolygon") geometry.coordinates.flat(2).forEach(take);
  else for (const part of geometry.geometries) {
    const inner = boxOf(part);
    take([inner[0], inner[1]]);
    take([inner[2], inner[3]]);
  }
  return box;
}
