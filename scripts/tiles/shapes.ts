import { METRES_PER_LAT, metresPerLon } from "./tile-math.ts";

export type Point = readonly [lon: number, lat: number];

/** Place `east` and `north` metres from another. */
export function moved([lon, lat]: Point, east: number, north: number): Point {
  return [lon + east / metresPerLon(lat), lat + north / METRES_PER_LAT];
}

/** Metres east and north from one place to another. */
export function offset([lon, lat]: Point, to: Point): { east: number; north: number } {
  return { east: (to[0] - lon) * metresPerLon(lat), north: (to[1] - lat) * METRES_PER_LAT };
}

export function metresBetween(a: Point, b: Point): number {
  const { east, north } = offset(a, b);
  return Math.hypot(east, north);
}

/** Points of a text such as "107.58,16.46 107.59,16.47". */
export function pointsOf(text: string): Point[] {
  return text.trim().split(/\s+/).map((pair) => {
    const [lon, lat] = pair.split(",").map(Number);
    if (lon === undefined || lat === undefined || Number.isNaN(lon + lat)) throw new Error(`not a point: ${pair}`);
    return [lon, lat];
  });
}

/** A frame turned so that u runs along `bearing` (degrees clockwise from north) and v 90° to its left. */
export interface Frame {
  at(u: number, v: number): Point;
  to(point: Point): { u: number; v: number };
}
export function frame(origin: Point, bearing: number): Frame {
  const sine = Math.sin((bearing * Math.PI) / 180);
  const cosine = Math.cos((bearing * Math.PI) / 180);
  return {
    at: (u, v) => moved(origin, u * sine - v * cosine, u * cosine + v * sine),
    to(point) {
      const { east, north } = offset(origin, point);
      return { u: east * sine + north * cosine, v: -east * cosine + north * sine };
    },
  };
}

/** Even-odd rule; points on the edge may fall on either side. */
export function inside([x, y]: Point, ring: readonly Point[]): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** Rounds a line's corners by cutting them (Chaikin), ends kept. `rest` beside a point, such as a width, is cut alike. */
export function smooth<T extends readonly number[]>(line: readonly T[], rounds = 2): T[] {
  let out = [...line];
  for (let round = 0; round < rounds; round++) {
    const next = [out[0]!];
    for (let i = 0; i + 1 < out.length; i++) for (const share of [0.25, 0.75]) next.push(out[i]!.map((value, k) => value + (out[i + 1]![k]! - value) * share) as readonly number[] as T);
    next.push(out.at(-1)!);
    out = next;
  }
  return out;
}

/** Points every `step` metres along a line, with the heading there in degrees. */
export function* along(line: readonly Point[], step: number, start = 0): Generator<{ at: Point; bearing: number; east: number; north: number }> {
  let next = start;
  for (let i = 0; i + 1 < line.length; i++) {
    const { east, north } = offset(line[i]!, line[i + 1]!);
    const length = Math.hypot(east, north);
    if (length === 0) continue;
    for (; next <= length; next += step) yield { at: moved(line[i]!, (east * next) / length, (north * next) / length), bearing: (Math.atan2(east, north) * 180) / Math.PI, east: east / length, north: north / length };
    next -= length;
  }
}

export function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < line.length; i++) sum += metresBetween(line[i]!, line[i + 1]!);
  return sum;
}

/** Leaves out points nearer than `tolerance` metres to the line that remains (Douglas–Peucker). */
export function thin(line: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const far = metresToSegment(line[i]!, line[from]!, line[to]!).metres;
      if (far > worst) {
        worst = far;
        at = i;
      }
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep[i] === 1);
}

/** Distance of a place from a piece of line, and how far along it (0…1) the nearest place lies. */
export function metresToSegment(point: Point, a: Point, b: Point): { metres: number; share: number } {
  const ab = offset(a, b);
  const ap = offset(a, point);
  const square = ab.east ** 2 + ab.north ** 2;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, (ap.east * ab.east + ap.north * ab.north) / square));
  return { metres: Math.hypot(ap.east - ab.east * share, ap.north - ab.north * share), share };
}

export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
export const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** Tells whether a place lies in one of many rings, most of which are far away: `inside` behind a box each. */
export function withinAny(rings: readonly (readonly Point[])[]): (at: Point) => boolean {
  const boxed = rings.map((ring) => ({ ring, west: Math.min(...ring.map(([lon]) => lon)), east: Math.max(...ring.map(([lon]) => lon)), south: Math.min(...ring.map(([, lat]) => lat)), north: Math.max(...ring.map(([, lat]) => lat)) }));
  return (at) => boxed.some(({ ring, west, east, south, north }) => at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north && inside(at, ring));
}
