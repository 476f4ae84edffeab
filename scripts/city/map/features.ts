import type { MultiPolygon, Position } from "geojson";
import type { TileFeature } from "../../tiles/vector-tiler.ts";
import type { Building } from "./buildings.ts";
import { CITADEL_BUILDINGS, PALACE_GROUND } from "./citadel.ts";
import type { Place } from "./landmarks.ts";
import { RIVERS } from "./rivers.ts";
import { moved, smooth, type Point } from "../../tiles/shapes.ts";
import { COAST } from "./still-water.ts";
import type { Road } from "./streets.ts";
import type { Ward } from "./wards.ts";
import type { Water } from "./waters.ts";

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const positions = (line: readonly Point[]): Position[] => line.map(([lon, lat]) => [round(lon), round(lat)]);
const multi = (polygons: readonly (readonly (readonly Point[])[])[]): MultiPolygon => ({ type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(positions)) });

const WATER_FROM = { sea: 0, lagoon: 0, river: 7, lake: 8, moat: 12 } as const;
const ROAD_FROM = { motorway: 7, trunk: 7, rail: 9, primary: 9, secondary: 11, street: 13, path: 14 } as const;
/** First zoom of a place's rank, 1…9. */
const PLACE_FROM = [7, 7, 7, 9, 10, 12, 13, 13, 14, 14] as const;

/** All that the base tiles hold. */
export function* features({ waters, wards, roads, buildings, places }: { waters: readonly Water[]; wards: readonly Ward[]; roads: readonly Road[]; buildings: readonly Building[]; places: readonly Place[] }): Generator<TileFeature> {
  for (const { kind, name, polygons } of waters)
    for (const rings of polygons) yield { layer: "water", minZoom: kind === "lake" && name !== "" ? 12 : WATER_FROM[kind], properties: { kind, ...(name === "" ? {} : { name }) }, geometry: multi([rings]) };
  for (const { kind, name, axis } of RIVERS) yield { layer: "waterway", minZoom: kind === "river" ? 7 : 11, properties: { kind, name }, geometry: { type: "LineString", coordinates: positions(smooth(axis, 2)) } };
  for (const land of lands()) yield land;
  for (const { name, rings } of wards) yield { layer: "ward", minZoom: 7, properties: { kind: "ward", name }, geometry: multi(rings.map((ring) => [ring])) };
  for (const { name, kind, line, bridge } of roads)
    yield { layer: "road", minZoom: bridge === true && ROAD_FROM[kind] < 11 ? 11 : ROAD_FROM[kind], properties: { kind, ...(name === "" ? {} : { name }), ...(bridge === true ? { bridge } : {}) }, geometry: { type: "LineString", coordinates: positions(line) } };
  for (const { ring, height, kind } of buildings) yield { layer: "building", minZoom: kind === "house" ? 14 : 13, properties: { kind, height: Math.round(height * 2) / 2 }, geometry: { type: "Polygon", coordinates: [positions(ring)] } };
  for (const { name, kind, rings, height, base } of CITADEL_BUILDINGS)
    yield { layer: "building", minZoom: 12, properties: { kind, height, ...(base === undefined ? {} : { base }), ...(name === undefined ? {} : { name }) }, geometry: multi([rings]) };
  for (const { name, kind, at, rank } of places) yield { layer: "place", minZoom: PLACE_FROM[rank] ?? 14, properties: { kind, name, rank }, geometry: { type: "Point", coordinates: [...at] } };
}

function* lands(): Generator<TileFeature> {
  const land = (kind: string, name: string, minZoom: number, ring: readonly Point[]): TileFeature => ({ layer: "land", minZoom, properties: { kind, name }, geometry: { type: "Polygon", coordinates: [positions(ring)] } });
  yield land("heritage", "Đại Nội", 11, PALACE_GROUND);
  yield land("sand", "", 10, beach());
  for (const { name, lon, lat, radius, kind } of GREENS) yield land(kind, name, 11, circle([lon, lat], radius));
}

/** The strip behind the city's shore, some 220 m wide. */
function beach(): Point[] {
  const shore = COAST.filter(([lon]) => lon > 107.38 && lon < 107.95);
  return [...shore, ...[...shore].reverse().map((at) => moved(at, -120, -185)), shore[0]!];
}

const GREENS = [
  { kind: "wood", name: "Núi Ngự Bình", lon: 107.5953, lat: 16.4402, radius: 430 }, { kind: "wood", name: "Đồi Vọng Cảnh", lon: 107.5571, lat: 16.4256, radius: 280 }, { kind: "wood", name: "Đồi Thiên An", lon: 107.5795, lat: 16.4175, radius: 620 }, { kind: "heritage", name: "Lăng Tự Đức", lon: 107.5655, lat: 16.4327, radius: 230 },
  { kind: "heritage", name: "Lăng Minh Mạng", lon: 107.568, lat: 16.3888, radius: 300 }, { kind: "heritage", name: "Lăng Khải Định", lon: 107.5903, lat: 16.399, radius: 120 }, { kind: "heritage", name: "Đàn Nam Giao", lon: 107.5815, lat: 16.4365, radius: 170 }, { kind: "heritage", name: "Chùa Thiên Mụ", lon: 107.5445, lat: 16.4541, radius: 110 },
  { kind: "grass", name: "Sân vận động Tự Do", lon: 107.595, lat: 16.466, radius: 95 }, { kind: "grass", name: "Công viên Thương Bạc", lon: 107.5858, lat: 16.4677, radius: 60 }, { kind: "industry", name: "Khu công nghiệp Phú Bài", lon: 107.678, lat: 16.394, radius: 700 }, { kind: "grass", name: "Sân bay Phú Bài", lon: 107.7035, lat: 16.4015, radius: 500 },
] as const;

function circle([lon, lat]: Point, radius: number): Point[] {
  return Array.from({ length: 33 }, (_, i) => {
    const turn = (i / 32) * 2 * Math.PI;
    const wave = 1 + 0.09 * Math.sin(3 * turn + lon * 900) + 0.06 * Math.sin(5 * turn + lat * 700);
    return [lon + (radius * wave * Math.cos(turn)) / 106_700, lat + (radius * wave * Math.sin(turn)) / 110_600] as const;
  });
}
