import type { Feature } from "geojson";
import type { CityManifest } from "#contract/city";
import type { BaseMap } from "../base-map.ts";
import { layerOfKind } from "./city-pack.ts";

/** What of a pack can be drawn without reading a tile: the courses of its rivers, by name. Undefined: it names none. */
export function baseOfCity(city: CityManifest): BaseMap | undefined {
  const rivers = layerOfKind(city, "water")?.rivers ?? [];
  if (rivers.length === 0) return undefined;
  return { type: "FeatureCollection", features: rivers.map(({ name, axis }): Feature => ({ type: "Feature", properties: { layer: "river", name }, geometry: { type: "LineString", coordinates: axis } })) };
}
