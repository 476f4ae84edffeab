import type { Position } from "geojson";
import { fetchBaseMap, layerOf, nameOf, olderMap, type BaseLayer, type BaseMap } from "./base-map.ts";
import { mercator, unmercator } from "./bounds.ts";
import { fetchManifest } from "./city/city-pack.ts";
import { flatBase } from "./city/flat-base.ts";

/** A small still map: shapes to draw and names, in units of its own box. Who draws it gives it colours. */
export interface PlainMap {
  width: number;
  height: number;
  shapes: readonly { layer: Exclude<BaseLayer, "label">; d: string }[];
  names: readonly { text: string; x: number; y: number }[];
  place(lon: number, lat: number): readonly [x: number, y: number];
  /** The place that lies there, degrees. */
  at(x: number, y: number): [lon: number, lat: number];
  /** Metres on the ground in one unit. */
  metres: number;
}

const TILE = 512;
const EARTH_M = 40_075_016.686;
const AREAS: ReadonlySet<BaseLayer> = new Set(["sea", "lagoon"]);

let asked: Promise<BaseMap | undefined> | undefined;

/** What of the city can be drawn without reading a tile; asked for once in a window, and again after a failure. @param site for a city without a pack */
export function plainBase(site: string | undefined): Promise<BaseMap | undefined> {
  asked ??= (async () => {
    const city = await fetchManifest();
    const base = city === undefined ? undefined : await flatBase(city);
    const found = base ?? (site === undefined ? undefined : await fetchBaseMap(olderMap(site)));
    if (found === undefined) asked = undefined;
    return found;
  })();
  return asked;
}

/** @param base undefined: the place stands alone, with the scale it has */
export function plainMap(base: BaseMap | undefined, { centre, zoom, width, height }: { centre: readonly [number, number]; zoom: number; width: number; height: number }): PlainMap {
  const factor = TILE * 2 ** zoom;
  const [cx, cy] = mercator(...centre);
  const place = (lon: number, lat: number): readonly [number, number] => {
    const [x, y] = mercator(lon, lat);
    return [(x - cx) * factor + width / 2, (y - cy) * factor + height / 2];
  };
  const shapes: { layer: Exclude<BaseLayer, "label">; d: string }[] = [];
  const names: { text: string; x: number; y: number }[] = [];
  for (const { geometry, properties } of base?.features ?? []) {
    const layer = layerOf(properties);
    if (layer === undefined) continue;
    if (layer === "label") {
      const [x, y] = geometry.type === "Point" ? place(geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0) : [-1, -1];
      if (x > 30 && x < width - 30 && y > 10 && y < height - 10) names.push({ text: nameOf(properties), x, y });
      continue;
    }
    const rings = geometry.type === "LineString" ? [geometry.coordinates] : geometry.type === "Polygon" || geometry.type === "MultiLineString" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
    const d = rings.map((ring) => path(ring, { place, width, height, whole: AREAS.has(layer) })).join("");
    if (d !== "") shapes.push({ layer, d });
  }
  const at = (x: number, y: number): [lon: number, lat: number] => unmercator((x - width / 2) / factor + cx, (y - height / 2) / factor + cy);
  return { width, height, shapes, names, place, at, metres: (EARTH_M * Math.cos((centre[1] * Math.PI) / 180)) / factor };
}

/** A ring or line that comes near the box; others are left out. */
function path(ring: readonly Position[], { place, width, height, whole }: { place: PlainMap["place"]; width: number; height: number; whole: boolean }): string {
  const points = ring.map(([lon = 0, lat = 0]) => place(lon, lat));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  if (Math.max(...xs) < 0 || Math.min(...xs) > width || Math.max(...ys) < 0 || Math.min(...ys) > height) return "";
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("") + (whole ? "Z" : "");
}
