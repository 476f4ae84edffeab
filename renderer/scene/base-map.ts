import type { FeatureCollection } from "geojson";
import { fetchCity } from "./city/city-file.ts";

/** Layers a city pack's map may have; features of other layers are not drawn. */
export const BASE_LAYERS = ["sea", "lagoon", "ward", "river", "road", "citadel", "label"] as const;
export type BaseLayer = (typeof BASE_LAYERS)[number];

/** A city pack's map: GeoJSON whose features carry `layer` and, where they have one, `name`. */
export type BaseMap = FeatureCollection;

/** @returns undefined when the city has no map, or what came is none: the stations are shown alone, and the panel says so */
export async function fetchBaseMap(url: string): Promise<BaseMap | undefined> {
  try {
    const { status, body } = await fetchCity(url);
    if (status !== 200) return undefined;
    const read: unknown = JSON.parse(new TextDecoder().decode(body));
    return isBaseMap(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Where the map of a city without a pack of tiles lies. */
export function olderMap(site: string): string {
  return `/assets/city/${encodeURIComponent(site)}/base.geojson`;
}

function isBaseMap(body: unknown): body is BaseMap {
  return typeof body === "object" && body !== null && "type" in body && body.type === "FeatureCollection" && "features" in body && Array.isArray(body.features);
}

export function layerOf(properties: Readonly<Record<string, unknown>> | null): BaseLayer | undefined {
  return BASE_LAYERS.find((layer) => layer === properties?.["layer"]);
}

export function nameOf(properties: Readonly<Record<string, unknown>> | null): string {
  const name = properties?.["name"];
  return typeof name === "string" ? name : "";
}
