import type { Feature, FeatureCollection, Geometry } from "geojson";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { CITY_FORMAT, CityManifest, type CityLayer } from "#contract/city";
import { SiteId } from "#contract/ids";
import { tinyTiles } from "./tiny-tiles.ts";

/** Where the built-in catalogue has the gauge, so that a test finds it by looking there. */
const catalogue: { things: { id: string; position: [number, number] }[] } = JSON.parse(readFileSync(new URL("../../assets/city/hue/catalogue.json", import.meta.url), "utf8"));
const kimLong = catalogue.things.find(({ id }) => id === "kim-long")?.position ?? [107.563, 16.458];

/** Around Kim Long: a straight river from west to east, low ground south of it, a dyke at 3 m. */
export const TINY = {
  bounds: [107.4, 16.36, 107.72, 16.6] as [number, number, number, number],
  kimLong: [kimLong[0], kimLong[1]] as const,
  /** Ground at 1.0 m, reached by water when the river stands at 2.0 m. */
  low: [107.564, 16.452] as const,
  /** Ground at 1.0 m behind the dyke, reached at 3.0 m. */
  behind: [107.564, 16.444] as const,
  /** Never reached. */
  hill: [107.564, 16.42] as const,
};

const [WEST, SOUTH, EAST, NORTH] = TINY.bounds;
const AXIS = Array.from({ length: 33 }, (_, i): [number, number] => [WEST + 0.01 * i, 16.458]);
const GRID = { width: 160, height: 120 };

/** Files of a small city pack, by path. @param more layers and their files */
export function tinyCity(more: { layers?: CityLayer[]; files?: Record<string, Buffer> } = {}): Map<string, Buffer> {
  const files = new Map<string, Buffer>([["base.pmtiles", base()], ["water.bin.gz", gzipSync(water())], ...Object.entries(more.files ?? {})]);
  const manifest: CityManifest = CityManifest.parse({
    format: CITY_FORMAT, id: SiteId.parse("hue"), name: "Huế thử", bounds: TINY.bounds, centre: [107.57, 16.46],
    attribution: [{ text: "Bản đồ thử", licence: "CC0-1.0" }], synthetic: "Mọi đường nét đều đặt ra để thử",
    layers: [
      { kind: "base", file: "base.pmtiles", minZoom: 8, maxZoom: 14 },
      { kind: "water", file: "water.bin.gz", ...GRID, bounds: TINY.bounds, rivers: [{ name: "Sông Hương", axis: AXIS, from: 0 }] },
      ...(more.layers ?? []),
    ],
    files: Object.fromEntries([...files].map(([path, data]) => [path, { bytes: data.length, sha256: createHash("sha256").update(data).digest("hex") }])),
  });
  return files.set("manifest.json", Buffer.from(JSON.stringify(manifest)));
}

/** Answers `/city/…` of a page from memory, with Range and ETag as the backend does. @returns paths asked for, in order */
export async function serveCity(page: Page, files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/city/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.startsWith("/city/")) return route.fallback();
    const path = decodeURIComponent(pathname.slice("/city/".length));
    asked.push(path);
    const body = files.get(path);
    if (body === undefined) return route.fulfill({ status: 404 });
    const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(route.request().headers()["range"] ?? "") ?? [];
    if (from === undefined) return route.fulfill({ status: 200, body, headers: { etag, "accept-ranges": "bytes" } });
    const part = body.subarray(Number(from), Number(to) + 1);
    return route.fulfill({ status: 206, body: part, headers: { etag, "content-range": `bytes ${from}-${Number(from) + part.length - 1}/${body.length}` } });
  });
  return asked;
}

function water(): Buffer {
  const cells = GRID.width * GRID.height;
  const [ground, spill, chain] = [new Int16Array(cells), new Int16Array(cells), new Uint16Array(cells)];
  for (let row = 0; row < GRID.height; row++) {
    const lat = NORTH - ((row + 0.5) / GRID.height) * (NORTH - SOUTH);
    for (let column = 0; column < GRID.width; column++) {
      const i = row * GRID.width + column;
      const lon = WEST + ((column + 0.5) / GRID.width) * (EAST - WEST);
      chain[i] = Math.min(AXIS.length - 1, Math.round((lon - WEST) / 0.01));
      if (lat > 16.456) [ground[i], spill[i]] = lat < 16.46 ? [-40, -40] : [60, 60]; // the bed; a high north bank
      else if (lat > 16.448) [ground[i], spill[i]] = [10, 20];
      else if (lat > 16.436) [ground[i], spill[i]] = [10, 30];
      else [ground[i], spill[i]] = [200, 32_767];
    }
  }
  return Buffer.concat([ground, spill, chain].map((column) => Buffer.from(column.buffer)));
}

function base(): Buffer {
  const box = (west: number, south: number, east: number, north: number): Geometry => ({ type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] });
  const all = (...features: [Geometry, Record<string, unknown>][]): FeatureCollection => ({ type: "FeatureCollection", features: features.map(([geometry, properties]): Feature => ({ type: "Feature", geometry, properties })) });
  const place = (lon: number, lat: number, name: string, kind: string, rank: number): [Geometry, Record<string, unknown>] => [{ type: "Point", coordinates: [lon, lat] }, { name, kind, rank }];
  return tinyTiles({
    water: all([box(WEST, 16.456, EAST, 16.46), { kind: "river", name: "Sông Hương" }]),
    road: all([{ type: "LineString", coordinates: [[107.57, SOUTH], [107.57, NORTH]] }, { kind: "primary", name: "Đường Ố Ồ Ẫ Ẵ Ễ" }]),
    ward: all([{ type: "LineString", coordinates: [[WEST, 16.44], [EAST, 16.44]] }, { kind: "ward" }]),
    building: all([box(107.575, 16.463, 107.577, 16.465), { kind: "house", height: 12 }], [box(107.58, 16.47, 107.585, 16.472), { kind: "wall", height: 7 }]),
    place: all(place(107.6, 16.49, "ỐỒỘỔ Ấ ẪẴỄ ự", "quarter", 1), place(107.5, 16.44, "Phường Kim Long", "ward", 1)),
  }, TINY.bounds, [8, 14]);
}
