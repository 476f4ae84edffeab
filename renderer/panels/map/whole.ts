import { boundsOf, type Bounds } from "../../scene/bounds.ts";

/** What holds all stations that stay where they are: the map's first picture. */
export function boundsOfThings(things: Iterable<{ kind: string; position: readonly [number, number, ...number[]] }>, centre: readonly [number, number]): Bounds {
  const places = [];
  for (const { kind, position: [lon, lat] } of things) if (kind !== "vehicle" && Number.isFinite(lon) && Math.abs(lat) < 85 && !(lon === 0 && lat === 0)) places.push({ lon, lat });
  return boundsOf(places, centre);
}
