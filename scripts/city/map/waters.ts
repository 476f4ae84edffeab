import type { Bounds } from "#contract/city";
import { contours } from "d3-contour";
import { cellLat, cellLon, type GridSpec } from "../../tiles/height-grid.ts";
import { rough } from "./chance.ts";
import { emptyField, gridOver, sample, stamp, type WaterField } from "./field.ts";
import { MOATS, NGU_HA, PONDS } from "./citadel.ts";
import { RIVERS, type RiverSpec } from "./rivers.ts";
import { inside, metresToSegment, smooth, thin, type Point } from "../../tiles/shapes.ts";
import { DA_VIEN_ARM, HEN_ARM, ISLANDS, SEA, STILL_WATERS } from "./still-water.ts";

/** The whole city with a rim; and the plain around the rivers that are drawn with their true widths. */
export const CITY_BOUNDS: Bounds = [106.94, 15.9, 108.31, 16.84];
const PLAIN: Bounds = [107.405, 16.3, 107.79, 16.57];

/** Rivers of the plain; the others are drawn coarser. */
const FINE = new Set(["huong", "bo", "an-cuu", "nhu-y", "dong-ba", "ke-van", "an-hoa", "bach-yen", "pho-loi", "nong"]);

export interface Water {
  kind: "sea" | "lagoon" | "river" | "lake" | "moat";
  name: string;
  polygons: Point[][][];
}

/** Width at a share of an axis. */
function widthAt(widths: RiverSpec["widths"], share: number): number {
  for (let i = 1; i < widths.length; i++) {
    const [from, narrow] = widths[i - 1]!;
    const [to, wide] = widths[i]!;
    if (share <= to) return narrow + ((wide - narrow) * (share - from)) / (to - from);
  }
  return widths.at(-1)![1];
}

/** Axis of a river, corners rounded, with width and level at each point. */
export function axisOf(river: RiverSpec): readonly (readonly [lon: number, lat: number, width: number, level: number])[] {
  const last = river.axis.length - 1;
  return smooth(river.axis.map(([lon, lat], i) => [lon, lat, widthAt(river.widths, i / last), river.levels[0] + ((river.levels[1] - river.levels[0]) * i) / last] as const), 2);
}

const wander = (size: number, bump: number, purpose: number) => ([lon, lat]: Point): number => size * rough((lon * 106_700) / bump, (lat * 110_600) / bump, 2, purpose);

type Course = readonly (readonly [lon: number, lat: number, width: number, level: number])[];

function line(field: WaterField, points: Course, wobble: (at: Point) => number): void {
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i]!, points[i + 1]!];
    stamp(field, { a: [a[0], a[1]], b: [b[0], b[1]], widths: [a[2], b[2]], levels: [a[3], b[3]] }, wobble);
  }
}

/** A field over one river alone, so that its shape is a plain ribbon: rivers that meet enclose land no renderer should have to cut out. */
function alone({ name, kind, courses, islands }: { name: string; kind: Water["kind"]; courses: readonly Course[]; islands: boolean }, metres: number, wobble: (at: Point) => number): Water {
  const points = courses.flat();
  const rim = 0.006;
  const bounds: Bounds = [Math.min(...points.map(([lon]) => lon)) - rim, Math.min(...points.map(([, lat]) => lat)) - rim, Math.max(...points.map(([lon]) => lon)) + rim, Math.max(...points.map(([, lat]) => lat)) + rim];
  const field = emptyField(gridOver(bounds, metres), 5 * metres);
  for (const course of courses) line(field, course, wobble);
  if (islands) for (const { ring } of ISLANDS) cutIsland(field, ring);
  return { kind, name, polygons: banks(field, metres / 6) };
}

interface Drawn {
  fine: WaterField;
  coarse: WaterField;
  lagoon: WaterField;
  lake: WaterField;
  rivers: Water[];
}

function drawn(): Drawn {
  const fine = emptyField(gridOver(PLAIN, 12), 60);
  const coarse = emptyField(gridOver(CITY_BOUNDS, 50), 200);
  const bank = wander(7, 260, 40);
  const rivers = RIVERS.map((river): Water => {
    const near = FINE.has(river.id);
    const wobble = river.kind === "river" ? bank : () => 0;
    const courses: Course[] = [axisOf(river)];
    if (river.id === "huong") for (const arm of [HEN_ARM, DA_VIEN_ARM]) courses.push(smooth(arm.map(([lon, lat, width]) => [lon, lat, width, 0.4] as const)));
    for (const course of courses) line(near ? fine : coarse, course, wobble);
    return alone({ name: river.name, kind: "river", courses, islands: river.id === "huong" }, near ? 12 : 25, wobble);
  });
  const nguHa: Course = NGU_HA.map(([lon, lat]) => [lon, lat, 30, 0.6] as const);
  line(fine, nguHa, () => 0);
  rivers.push(alone({ name: "Ngự Hà", kind: "moat", courses: [nguHa], islands: false }, 6, () => 0));
  for (const { ring } of ISLANDS) cutIsland(fine, ring);
  const still = (kind: "lagoon" | "lake"): WaterField => {
    const field = emptyField(coarse.grid, 200);
    for (const water of STILL_WATERS) if (water.kind === kind) line(field, smooth(water.axis, 3).map(([lon, lat, width]) => [lon, lat, width, water.level] as const), kind === "lagoon" ? wander(170, 900, 50) : wander(190, 700, 60));
    return field;
  };
  return { fine, coarse, lagoon: still("lagoon"), lake: still("lake"), rivers };
}

function cutIsland(field: WaterField, ring: readonly Point[]): void {
  const { grid, distance } = field;
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  for (let j = 0; j < grid.height; j++) {
    const lat = cellLat(grid, j);
    if (lat < Math.min(...lats) - 0.001 || lat > Math.max(...lats) + 0.001) continue;
    for (let i = 0; i < grid.width; i++) {
      const lon = cellLon(grid, i);
      if (lon < Math.min(...lons) - 0.001 || lon > Math.max(...lons) + 0.001) continue;
      const at: Point = [lon, lat];
      let away = Infinity;
      for (let k = 0; k + 1 < ring.length; k++) away = Math.min(away, metresToSegment(at, ring[k]!, ring[k + 1]!).metres);
      const k = j * grid.width + i;
      distance[k] = Math.max(distance[k]!, inside(at, ring) ? away : -away);
    }
  }
}

/** The banks of a field as polygons. */
function banks({ grid, distance }: WaterField, tolerance: number): Point[][][] {
  const shape = contours().size([grid.width, grid.height]).contour(Array.from(distance, (value) => -value), 0);
  const place = (at: number[]): Point => [cellLon(grid, at[0]! - 0.5), cellLat(grid, at[1]! - 0.5)];
  return shape.coordinates.map((rings) => rings.map((ring) => thin(ring.map(place), tolerance)).filter((ring) => ring.length > 3)).filter((rings) => rings.length > 0);
}

export interface Waters {
  shapes: readonly Water[];
  /** Metres to the nearest bank, negative in water; undefined farther than 60 m (200 m beyond the plain), and the water's level. */
  near(lon: number, lat: number): { distance: number; level: number; still: boolean } | undefined;
}

/** Shapes of all water, and the distance to it. Some seconds of work. */
export function makeWaters(): Waters {
  const { fine, coarse, lagoon, lake, rivers } = drawn();
  const shapes: Water[] = [
    { kind: "sea", name: "Biển Đông", polygons: [[[...SEA]]] },
    { kind: "lagoon", name: "Phá Tam Giang – Cầu Hai", polygons: banks(lagoon, 18) },
    { kind: "lake", name: "", polygons: banks(lake, 18) },
    ...rivers,
    ...MOATS.map(({ name, rings }): Water => ({ kind: "moat", name, polygons: [rings] })),
    ...PONDS.map(({ name, ring }): Water => ({ kind: "lake", name, polygons: [[ring]] })),
  ];
  const fields: readonly (readonly [WaterField, boolean])[] = [[fine, false], [coarse, false], [lagoon, true], [lake, true]];
  return {
    shapes,
    near(lon, lat) {
      let best: { distance: number; level: number; still: boolean } | undefined;
      for (const [field, still] of fields) {
        const distance = sample(field.grid, field.distance, lon, lat);
        if (distance === undefined || distance >= field.far - 1 || (best !== undefined && best.distance <= distance)) continue;
        best = { distance, level: levelNear(field.grid, field.level, lon, lat), still };
      }
      return best;
    },
  };
}

/** The level of the nearest cell: a mean of cells with and without water would be none. */
function levelNear(grid: GridSpec, level: Float32Array, lon: number, lat: number): number {
  const [west, south, east, north] = grid.bounds;
  const i = Math.min(grid.width - 1, Math.max(0, Math.floor(((lon - west) / (east - west)) * grid.width)));
  const j = Math.min(grid.height - 1, Math.max(0, Math.floor(((north - lat) / (north - south)) * grid.height)));
  return level[j * grid.width + i]!;
}
