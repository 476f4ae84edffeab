import type { Bounds } from "#contract/city";
import type { Position } from "geojson";
import { round6, type Point } from "../shape.ts";
import { refuse } from "../refusal.ts";
import type { RawFeature } from "./geojson-stream.ts";

/** Which of a position's numbers is which. */
export type Axes = "lon-lat" | "lat-lon";

/** Every position in coordinates, however deep. */
export function* positionsIn(coordinates: unknown): Generator<Position> {
  if (!Array.isArray(coordinates)) return;
  const [first, second] = coordinates as unknown[];
  if (typeof first === "number" && typeof second === "number") yield [first, second];
  else for (const part of coordinates as unknown[]) yield* positionsIn(part);
}

/**
 * The order of the axes, by which reading lies in the area: looked at until a feature lies in one and not in the other.
 *
 * @throws Refusal on metres instead of degrees, or where neither reading touches the area
 */
export function axesOf(features: Iterable<RawFeature>, area: Bounds, file: string): Axes {
  const near = (lon: number, lat: number): boolean => lon >= area[0] - 1 && lon <= area[2] + 1 && lat >= area[1] - 1 && lat <= area[3] + 1;
  let first: Position | undefined;
  let seen = 0;
  for (const { geometry } of features) {
    for (const [a = NaN, b = NaN] of positionsIn(geometry.coordinates)) {
      first ??= [a, b];
      if (Math.abs(a) > 180 || Math.abs(b) > 180)
        refuse("projection", `${file}: tọa độ ${a}, ${b} là mét, không phải độ. Chuyển bằng: ogr2ogr -t_srs EPSG:4326 moi.geojson ${file}`, `${file}: coordinates ${a}, ${b} are metres, not degrees. Convert: ogr2ogr -t_srs EPSG:4326 new.geojson ${file}`);
      if (near(a, b) !== near(b, a)) return near(a, b) ? "lon-lat" : "lat-lon";
    }
    if (++seen >= 20_000) break;
  }
  if (first === undefined) refuse("json", `${file}: không có đối tượng nào có tọa độ.`, `${file}: no feature has coordinates.`);
  const box = area.map((degrees) => degrees.toFixed(2)).join(", ");
  return refuse("axis", `${file}: không có gì nằm trong vùng ${box}; tọa độ đầu tiên là ${first[0]}, ${first[1]}. Kiểm tra đúng tệp của thành phố và thứ tự kinh độ, vĩ độ.`, `${file}: nothing lies in the area ${box}; its first coordinates are ${first[0]}, ${first[1]}. Check that it is this city's file and that longitude comes first.`);
}

/** Polygons of a feature, rings closed and rounded; [] for what is none. */
export function polygonsIn({ geometry }: RawFeature, axes: Axes): Point[][][] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" && Array.isArray(geometry.coordinates) ? (geometry.coordinates as unknown[]) : [];
  return polygons.flatMap((rings) => {
    const clean = (Array.isArray(rings) ? (rings as unknown[]) : []).map((ring) => ringOf(ring, axes)).filter((ring) => ring.length >= 4);
    return clean.length === 0 ? [] : [clean];
  });
}

function ringOf(coordinates: unknown, axes: Axes): Point[] {
  const ring = [...positionsIn(coordinates)].map((at) => pointOf(at, axes)).filter(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
  const [first, last] = [ring[0], ring.at(-1)];
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  return ring;
}

/** A position as a place. */
export function pointOf([a = NaN, b = NaN]: Position, axes: Axes): Point {
  return axes === "lon-lat" ? [round6(a), round6(b)] : [round6(b), round6(a)];
}
