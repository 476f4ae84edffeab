import { GeoJSONVT } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import type { FeatureCollection } from "geojson";
import { gzipSync } from "node:zlib";
import { zxyToTileId } from "pmtiles";

/** A PMTiles archive (version 3, one directory) of a few features. @param layers by source layer @param zooms first and last */
export function tinyTiles(layers: Readonly<Record<string, FeatureCollection>>, bounds: readonly [number, number, number, number], zooms: readonly [number, number]): Buffer {
  const indices = Object.entries(layers).map(([name, data]) => [name, new GeoJSONVT(data, { maxZoom: zooms[1], indexMaxZoom: zooms[1], indexMaxPoints: 0, extent: 4096, buffer: 64 })] as const);
  const tiles: { id: number; data: Buffer }[] = [];
  for (let z = zooms[0]; z <= zooms[1]; z++) {
    const column = (lon: number): number => Math.floor(((lon + 180) / 360) * 2 ** z);
    const row = (lat: number): number => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
    for (let x = column(bounds[0]); x <= column(bounds[2]); x++) {
      for (let y = row(bounds[3]); y <= row(bounds[1]); y++) {
        const cut = indices.flatMap(([name, index]) => {
          const tile = index.getTile(z, x, y);
          return tile === null ? [] : [[name, tile] as const];
        });
        if (cut.length > 0) tiles.push({ id: zxyToTileId(z, x, y), data: gzipSync(fromGeojsonVt(Object.fromEntries(cut), { version: 2, extent: 4096 })) });
      }
    }
  }
  return archive(tiles.sort((a, b) => a.id - b.id), bounds, zooms);
}

function archive(tiles: readonly { id: number; data: Buffer }[], bounds: readonly number[], zooms: readonly [number, number]): Buffer {
  const numbers: number[] = [tiles.length];
  tiles.forEach(({ id }, i) => numbers.push(id - (tiles[i - 1]?.id ?? 0)));
  for (const _ of tiles) numbers.push(1);
  for (const { data } of tiles) numbers.push(data.length);
  tiles.forEach((_, i) => numbers.push(i === 0 ? 1 : 0)); // each follows the one before
  const directory = gzipSync(Buffer.from(numbers.flatMap(varint)));
  const metadata = gzipSync(Buffer.from("{}"));
  const body = Buffer.concat(tiles.map(({ data }) => data));
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0, "latin1");
  head[7] = 3;
  [127, directory.length, 127 + directory.length, metadata.length, 0, 0, 127 + directory.length + metadata.length, body.length, tiles.length, tiles.length, tiles.length].forEach((n, i) => head.writeBigUInt64LE(BigInt(n), 8 + i * 8));
  head.set([1, 2, 2, 1, zooms[0], zooms[1]], 96); // clustered, gzip, gzip, vector tiles
  bounds.forEach((n, i) => head.writeInt32LE(Math.round(n * 1e7), 102 + i * 4));
  head[118] = zooms[0];
  return Buffer.concat([head, directory, metadata, body]);
}

function varint(n: number): number[] {
  const bytes: number[] = [];
  let rest = n;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}
