import { cellLat, cellLon, cellOf, type GridSpec } from "../../tiles/height-grid.ts";
import type { Ground } from "../../tiles/raster-tiles.ts";
import { METRES_PER_LAT, metresPerLon } from "../../tiles/tile-math.ts";
import { noise, ridged, rough } from "./chance.ts";
import { distancesTo, gridOver, sample } from "./field.ts";
import { FOOT, SUMMITS, VALLEYS } from "./hills.ts";
import { RIVERS } from "./rivers.ts";
import { inside, mix, smoothstep, type Point } from "../../tiles/shapes.ts";
import { SEA } from "./still-water.ts";
import { townAt } from "./towns.ts";
import { CITY_BOUNDS, type Waters } from "./waters.ts";
import type { Ward } from "./wards.ts";

/** Heights of the hills' envelope over the distance behind the foot, both in metres. */
const ENVELOPE: readonly (readonly [number, number])[] = [[0, 0], [2500, 30], [7000, 110], [14_000, 330], [24_000, 680], [40_000, 950], [90_000, 1000]];
/** Behind the city's edge the land falls to the plain, so that the model ends in no cliff: from, to, metres. */
const RIM = [2500, 9500] as const;

function onSpan(table: readonly (readonly [number, number])[], x: number): number {
  for (let i = 1; i < table.length; i++) {
    const [to, high] = table[i]!;
    const [from, low] = table[i - 1]!;
    if (x <= to) return mix(low, high, Math.max(0, (x - from) / (to - from)));
  }
  return table.at(-1)![1];
}

/** A line in metres on the plane, for a million questions. */
interface Plane {
  x: Float64Array;
  y: Float64Array;
}
const PER_LON = metresPerLon(16.4);
const plane = (line: readonly Point[]): Plane => ({ x: Float64Array.from(line, ([lon]) => lon * PER_LON), y: Float64Array.from(line, ([, lat]) => lat * METRES_PER_LAT) });

/** Nearest place on a line: metres, how far along it (0…1 by pieces), and whether the asker stands on its right. */
function toLine(x: number, y: number, line: Plane): { metres: number; share: number; right: boolean } {
  let square = Infinity;
  let share = 0;
  let right = false;
  for (let i = 0; i + 1 < line.x.length; i++) {
    const dx = line.x[i + 1]! - line.x[i]!;
    const dy = line.y[i + 1]! - line.y[i]!;
    const px = x - line.x[i]!;
    const py = y - line.y[i]!;
    const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)));
    const far = (px - dx * along) ** 2 + (py - dy * along) ** 2;
    if (far >= square) continue;
    square = far;
    share = (i + along) / (line.x.length - 1);
    right = dx * py - dy * px < 0;
  }
  return { metres: Math.sqrt(square), share, right };
}

const FOOT_PLANE = plane(FOOT);
const VALLEY_PLANES = VALLEYS.map(({ line, floor, half }) => ({ line: plane(line), floor, half }));
/** Metres behind the foot of the hills; negative on the plain. The line runs to the south-east: hills lie on its right. */
function behindFoot(x: number, y: number): number {
  const { metres, right } = toLine(x, y, FOOT_PLANE);
  return right ? metres : -metres;
}

interface Fields {
  grid: GridSpec;
  shore: Float32Array;
  river: Float32Array;
  outside: Float32Array;
  sea: Uint8Array;
}

function fieldsOf(wards: readonly Ward[]): Fields {
  const grid = gridOver(CITY_BOUNDS, 100);
  const cells = grid.width * grid.height;
  const sea = new Uint8Array(cells);
  const city = new Uint8Array(cells);
  fill(grid, SEA, (k) => (sea[k] = 1));
  for (const { rings } of wards) for (const ring of rings) fill(grid, ring, (k) => (city[k] = 1));
  const axis = new Uint8Array(cells);
  const [west, south, east, north] = grid.bounds;
  for (const { axis: line } of RIVERS)
    for (let i = 0; i + 1 < line.length; i++)
      for (let s = 0; s <= 40; s++) {
        const lon = mix(line[i]![0], line[i + 1]![0], s / 40);
        const lat = mix(line[i]![1], line[i + 1]![1], s / 40);
        axis[Math.floor(((north - lat) / (north - south)) * grid.height) * grid.width + Math.floor(((lon - west) / (east - west)) * grid.width)] = 1;
      }
  return { grid, sea, shore: distancesTo(grid, (k) => sea[k] === 1), river: distancesTo(grid, (k) => axis[k] === 1), outside: distancesTo(grid, (k) => city[k] === 1 || sea[k] === 1) };
}

/** Calls for each cell whose middle lies in a ring. */
function fill(grid: GridSpec, ring: readonly Point[], put: (cell: number) => void): void {
  for (let j = 0; j < grid.height; j++) {
    const lat = cellLat(grid, j);
    const cuts: number[] = [];
    for (let k = 0; k + 1 < ring.length; k++) {
      const [x0, y0] = ring[k]!;
      const [x1, y1] = ring[k + 1]!;
      if (y0 > lat !== y1 > lat) cuts.push(x0 + ((x1 - x0) * (lat - y0)) / (y1 - y0));
    }
    cuts.sort((a, b) => a - b);
    for (let k = 0; k + 1 < cuts.length; k += 2) for (let i = Math.max(0, Math.ceil(cellOf(grid, cuts[k]!, lat).i)); i < Math.min(grid.width, cellOf(grid, cuts[k + 1]!, lat).i); i++) put(j * grid.width + i);
  }
}

/** Land without its rivers: plain, dunes, levees, hills. */
function land(at: Point, cell: number, { shore, river, outside }: Fields): number {
  const x = at[0] * PER_LON;
  const y = at[1] * METRES_PER_LAT;
  const behind = behindFoot(x, y);
  const crest = behind > -3000 ? ridged(x / 5200, y / 5200, 5, 10) : 0;
  let height = 1.5 + 1.7 * smoothstep(-9000, -300, behind) + 1.6 * smoothstep(-1200, 300, behind) + 0.55 * rough(x / 900, y / 900, 3, 20);
  height += onSpan(ENVELOPE, behind) * (0.25 + 1.15 * crest) * smoothstep(0, 1800, behind + 700 * noise(x / 1600, y / 1600, 30));
  // Old towns stand a little above the fields: they were built there, and built up since.
  const there = behind < 4000 ? townAt(at) : undefined;
  if (there !== undefined && there.town.look !== "village") height += 1.05 * (1 - smoothstep(0.3, 1, there.depth));
  // Dunes behind the beach, and the low sands beyond them.
  const dune = Math.exp(-(((shore[cell]! - 320) / 240) ** 2));
  height += (4.6 + 3.4 * noise(x / 420, y / 420, 70)) * dune + 2.2 * smoothstep(3600, 900, shore[cell]!) * (0.6 + 0.4 * noise(x / 700, y / 700, 80)) * smoothstep(-300, -2500, behind);
  for (const [, lon, lat, top, foot] of SUMMITS) {
    const far = Math.hypot((lon - at[0]) * metresPerLon(lat), (lat - at[1]) * METRES_PER_LAT) / foot;
    const fine = far < 1 ? ridged(x / 2300, y / 2300, 4, 110) : 0;
    if (far < 1) height = Math.max(height, top * (1 - smoothstep(0, 1, far)) ** 1.25 * mix(1, 0.3 + 0.85 * fine, smoothstep(0, 0.35, far)));
  }
  for (const { line, floor, half } of VALLEY_PLANES) {
    if (height < 8) break;
    const { metres, share } = toLine(x, y, line);
    if (metres >= 1.7 * half) continue;
    const bottom = mix(floor[0], floor[1], share) + 3 * rough(x / 600, y / 600, 2, 90);
    if (height > bottom) height = mix(bottom, height, smoothstep(0.12 * half, 1.7 * half, metres));
  }
  height += 0.85 * Math.exp(-((river[cell]! / 260) ** 2)) * (1 - smoothstep(6, 20, height));
  return Math.max(0.5, height * (1 - smoothstep(RIM[0], RIM[1], outside[cell]!)));
}

/**
 * Heights of the whole city in metres above the datum. Invented: only the lie of the plain, the hills' names and heights, the
 * shore and the rivers are facts.
 */
export function makeGround(wards: readonly Ward[], waters: Waters): Ground {
  const fields = fieldsOf(wards);
  const { grid, sea } = fields;
  const dry = distancesTo(grid, (k) => sea[k] === 0);
  const heights = new Float32Array(grid.width * grid.height);
  for (let j = 0; j < grid.height; j++)
    for (let i = 0; i < grid.width; i++) {
      const k = j * grid.width + i;
      heights[k] = sea[k] === 1 ? -0.3 - Math.min(28, dry[k]! * 0.006) : land([cellLon(grid, i), cellLat(grid, j)], k, fields);
    }
  return (lon, lat) => {
    const height = sample(grid, heights, Math.min(108.3085, Math.max(106.9415, lon)), Math.min(16.8385, Math.max(15.9015, lat))) ?? 0;
    const water = waters.near(lon, lat);
    if (water === undefined || height < 0) return height;
    const { distance, level, still } = water;
    const bank = Math.max(height, level + 0.7);
    return still ? mix(level - 1.6, bank, smoothstep(-60, 160, distance)) : mix(level - 3.2, bank, smoothstep(-14, 42, distance));
  };
}

/** True on the sea's side of the shore; places well behind it are answered without a look at the whole shore. */
export const atSea = (at: Point): boolean => 0.542 * (at[0] - 107.39) + 0.81 * (at[1] - 16.742) > -0.07 && inside(at, SEA);
