import { CITY_LIMITS, type Bounds } from "#contract/city";
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { refuse } from "../refusal.ts";
import { readFeatures } from "./geojson-stream.ts";
import { axesOf, type Axes } from "./geometry.ts";

/**
 * Copies somebody's GeoJSON into the pack, feature by feature and longitude first. A room opens it whole, so it is small.
 *
 * @param to file of the pack
 * @throws Refusal above the room's bound, and on what is no GeoJSON of this area
 */
export function bringLayer(file: string, to: string, area: Bounds): { axes: Axes; count: number } {
  const size = statSync(file).size;
  if (size > CITY_LIMITS.json) refuse("limit", `${file}: ${size} byte, lớp GeoJSON tối đa ${CITY_LIMITS.json}. Hãy đơn giản hóa (mapshaper -simplify), hoặc đưa qua --buildings hay --tiles.`, `${file}: ${size} bytes, a GeoJSON layer has at most ${CITY_LIMITS.json}. Simplify it (mapshaper -simplify), or give it by --buildings or --tiles.`);
  const axes = axesOf(readFeatures(file, size), area, file);
  const out = openSync(to, "w");
  let count = 0;
  try {
    writeSync(out, '{"type":"FeatureCollection","features":[');
    for (const { properties, geometry } of readFeatures(file, size)) {
      writeSync(out, `${count === 0 ? "" : ","}\n${JSON.stringify({ type: "Feature", properties, geometry: { type: geometry.type, coordinates: turned(geometry.coordinates, axes) } })}`);
      count++;
    }
    writeSync(out, "\n]}\n");
  } finally {
    closeSync(out);
  }
  return { axes, count };
}

function turned(coordinates: unknown, axes: Axes): unknown {
  if (!Array.isArray(coordinates) || axes === "lon-lat") return coordinates;
  const [a, b, ...rest] = coordinates as unknown[];
  return typeof a === "number" && typeof b === "number" ? [b, a, ...rest] : (coordinates as unknown[]).map((part) => turned(part, axes));
}
