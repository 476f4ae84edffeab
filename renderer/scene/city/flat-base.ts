import type { Feature } from "geojson";
import type { CityManifest } from "#contract/city";
import { fetchBaseMap, type BaseMap } from "../base-map.ts";
import { cityUrl } from "./city-file.ts";
import { layerOfKind } from "./city-pack.ts";

/**
 * What of a pack can be drawn without reading a tile: its flat map, or else the courses of its rivers, by name.
 *
 * @returns undefined when it has neither
 */
export async function flatBase(city: CityManifest): Promise<BaseMap | undefined> {
  const flat = layerOfKind(city, "flat");
  const read = flat === undefined ? undefined : await fetchBaseMap(cityUrl(flat.file));
  if (read !== undefined) return read;
  const rivers = layerOfKind(city, "water")?.rivers ?? [];
  if (rivers.length === 0) return undefined;
  return { type: "FeatureCollection", features: rivers.map(({ name, axis }): Feature => ({ type: "Feature", properties: { layer: "river", name }, geometry: { type: "LineString", coordinates: axis } })) };
}
