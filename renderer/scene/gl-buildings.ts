import type { Map as GlMap } from "maplibre-gl";
import type { Bounds } from "./bounds.ts";
import { CITY } from "./city/city-style.ts";
import type { LonLat } from "./live/live-host.ts";

/** A house: its outline, degrees, and its height above ground, m. */
export interface Building {
  ring: readonly LonLat[];
  height: number;
}

/** Houses read at most; those of a whole town are more than anybody looks along. */
const MOST = 20_000;

/** Houses of the tiles that are loaded now, within bounds; a tile's edge may cut one in two. Empty: the map is too far away, or has none. */
export function buildingsOf(map: GlMap, [west, south, east, north]: Bounds): Building[] {
  if (map.getSource(CITY) === undefined) return [];
  const found: Building[] = [];
  for (const { geometry, properties } of map.querySourceFeatures(CITY, { sourceLayer: "building" })) {
    const height: unknown = properties["height"];
    if (typeof height !== "number" || !(height > 0)) continue;
    const rings = geometry.type === "Polygon" ? geometry.coordinates.slice(0, 1) : geometry.type === "MultiPolygon" ? geometry.coordinates.flatMap((part) => part.slice(0, 1)) : [];
    for (const given of rings) {
      const ring = given.map(([lon = Number.NaN, lat = Number.NaN]): LonLat => [lon, lat]);
      if (ring.some(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north)) found.push({ ring, height });
      if (found.length >= MOST) return found;
    }
  }
  return found;
}
