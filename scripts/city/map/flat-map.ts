import { CITADEL_RING } from "./citadel.ts";
import { RIVERS } from "./rivers.ts";
import { thin, type Point } from "../../tiles/shapes.ts";
import { SEA } from "./still-water.ts";
import { HIGHWAYS } from "./streets.ts";
import type { Ward } from "./wards.ts";
import type { Water } from "./waters.ts";

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
const ring = (points: readonly Point[], tolerance: number): Point[] => thin(points, tolerance).map(([lon, lat]) => [round(lon), round(lat)]);
const feature = (layer: string, name: string, geometry: object) => ({ type: "Feature", properties: { layer, name }, geometry });

/** The map without WebGL as one GeoJSON FeatureCollection; `layer` says how to draw. */
export function flatMap({ waters, wards, labels }: { waters: readonly Water[]; wards: readonly Ward[]; labels: readonly (readonly [id: string, name: string, lon: number, lat: number])[] }): object {
  const lagoons = waters.filter(({ kind }) => kind === "lagoon").flatMap(({ polygons }) => polygons);
  return {
    type: "FeatureCollection",
    features: [
      feature("sea", "Biển Đông", { type: "Polygon", coordinates: [ring(SEA, 40)] }),
      feature("lagoon", "Phá Tam Giang – Cầu Hai", { type: "MultiPolygon", coordinates: lagoons.map((rings) => rings.map((one) => ring(one, 90)).filter((one) => one.length > 3)).filter((rings) => rings.length > 0) }),
      ...wards.map(({ name, rings }) => feature("ward", name, { type: "MultiPolygon", coordinates: rings.map((one) => [ring(one, 110)]).filter(([one]) => one!.length > 3) })),
      ...RIVERS.map(({ name, axis }) => feature("river", name, { type: "LineString", coordinates: ring(axis, 15) })),
      feature("citadel", "Kinh thành Huế", { type: "Polygon", coordinates: [ring(CITADEL_RING, 1)] }),
      ...HIGHWAYS.filter(({ kind }) => kind === "trunk" || kind === "primary").map(({ name, line }) => feature("road", name, { type: "LineString", coordinates: ring(line, 40) })),
      ...labels.map(([, name, lon, lat]) => feature("label", name, { type: "Point", coordinates: [lon, lat] })),
    ],
  };
}
