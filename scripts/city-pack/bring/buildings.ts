import type { Bounds } from "#contract/city";
import { statSync } from "node:fs";
import type { TileFeature } from "../../tiles/vector-tiler.ts";
import { boxOf, touches } from "../shape.ts";
import { buildingOf } from "../tags/buildings.ts";
import { readFeatures, type RawFeature } from "./geojson-stream.ts";
import { axesOf, polygonsIn, type Axes } from "./geometry.ts";

export interface Brought {
  axes: Axes;
  count: number;
  /** Heights that are guesses by kind. */
  guessed: number;
}

/** Footprints from a GeoJSON of any size, one in memory at a time. Properties as in OpenStreetMap; also `levels`, `floors`, `so_tang`, `chieu_cao`. */
export function bringBuildings(file: string, area: Bounds, add: (feature: TileFeature) => void, progress: (share: number) => void): Brought {
  const size = statSync(file).size;
  const axes = axesOf(readFeatures(file, size), area, file);
  const out: Brought = { axes, count: 0, guessed: 0 };
  for (const feature of readFeatures(file, size, progress)) {
    const polygons = polygonsIn(feature, axes);
    if (polygons.length === 0 || !touches(boxOf(polygons.flatMap(([outer]) => outer!)), area)) continue;
    const building = buildingOf(tagsOf(feature));
    if (building === undefined) continue;
    out.count++;
    if (building.guessed) out.guessed++;
    const { kind, height, base } = building;
    add({ layer: "building", minZoom: kind === "house" ? 14 : 13, properties: { kind, height, ...(base > 0 ? { base } : {}) }, geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))) } });
  }
  return out;
}

function tagsOf({ properties }: RawFeature): Record<string, string> {
  const tags: Record<string, string> = { building: "yes" };
  for (const [key, value] of Object.entries(properties)) if (typeof value === "string" || typeof value === "number") tags[key] = String(value);
  const height = tags["height"] ?? tags["chieu_cao"] ?? tags["chieucao"];
  const levels = tags["building:levels"] ?? tags["levels"] ?? tags["floors"] ?? tags["so_tang"] ?? tags["sotang"];
  return { ...tags, ...(height === undefined ? {} : { height }), ...(levels === undefined ? {} : { "building:levels": levels }) };
}
