import type { FeatureCollection } from "geojson";

/** Layers a city pack's map may have; features of other layers are not drawn. */
export const BASE_LAYERS = ["sea", "lagoon", "ward", "river", "road", "citadel", "label"] as const;
export type BaseLayer = (typeof BASE_LAYERS)[number];

/** A city pack's map: GeoJSON whose features carry `layer` and, where they have one, `name`. */
export type BaseMap = FeatureCollection;

const PATIENCE_MS = 15_000;

/** @returns undefined when the city has no map, or what came is none: the stations are shown alone, and the panel says so */
export async function fetchBaseMap(city: string): Promise<BaseMap | undefined> {
  try {
    const response = await fetch(`/assets/city/${encodeURIComponent(city)}/base.geojson`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return undefined;
    const body: unknown = await response.json();
    return isBaseMap(body) ? body : undefined;
  } catch {
    return undefined;
  }
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
