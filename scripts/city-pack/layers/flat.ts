import type { Area, RoadLine, Sorted } from "../osm/sorted.ts";
import { round5, thin, type Point } from "../shape.ts";
import type { NamedPlace } from "../osm/sorted.ts";
import type { Course } from "./rivers.ts";

const feature = (layer: string, name: string, geometry: object): object => ({ type: "Feature", properties: { layer, name }, geometry });
const line = (points: readonly Point[], tolerance: number): Point[] => thin(points, tolerance).map(([lon, lat]) => [round5(lon), round5(lat)]);
const areas = (polygons: readonly Point[][][], tolerance: number): Point[][][] => polygons.map((rings) => rings.map((ring) => line(ring, tolerance)).filter((ring) => ring.length > 3)).filter((rings) => rings.length > 0);
/** Points in all; above it, everything is drawn more roughly. */
const MOST_POINTS = 60_000;

/** The map without WebGL: sea, lagoons, rivers, wards, great roads and wards' names, as one GeoJSON. */
export function flatMap(parts: { sorted: Sorted; wards: readonly Area[]; courses: readonly Course[]; labels: readonly NamedPlace[]; at: (index: number) => Point }): object {
  for (let rough = 1; ; rough *= 2) {
    const features = drawn(parts, rough);
    const points = (JSON.stringify(features).match(/\],\[/g) ?? []).length;
    if (points <= MOST_POINTS || rough >= 64) return { type: "FeatureCollection", features };
  }
}

function drawn({ sorted, wards, courses, labels, at }: Parameters<typeof flatMap>[0], rough: number): object[] {
  const many = (layer: string, name: string, polygons: readonly Point[][][], tolerance: number): object[] => {
    const coordinates = areas(polygons, tolerance * rough);
    return coordinates.length === 0 ? [] : [feature(layer, name, { type: "MultiPolygon", coordinates })];
  };
  const great = (road: RoadLine): boolean => road.kind === "motorway" || road.kind === "trunk" || road.kind === "primary";
  return [
    ...(sorted.sea === undefined ? [] : many("sea", "", sorted.sea.polygons, 40)),
    ...sorted.waters.flatMap(({ kind, name, polygons }) => many("lagoon", name, polygons, kind === "river" ? 15 : 60)),
    ...wards.flatMap(({ name, polygons }) => many("ward", name, polygons, 60)),
    ...courses.map(({ name, axis }) => feature("river", name, { type: "LineString", coordinates: line(axis, 15 * rough) })),
    ...sorted.roads.filter(great).map(({ name, nodes }) => feature("road", name, { type: "LineString", coordinates: line(Array.from(nodes, at), 30 * rough) })),
    ...labels.map(({ name, at: place }) => feature("label", name, { type: "Point", coordinates: [round5(place[0]), round5(place[1])] })),
  ];
}
