import type { Bounds } from "#contract/city";
import type { Position } from "geojson";
import { inside, metresBetween, thin, type Point } from "../tiles/shapes.ts";

export { inside, metresBetween, thin, type Point };

export const round6 = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
export const round5 = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

export function boxOf(points: Iterable<readonly number[]>): Bounds {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = NaN, lat = NaN] of points) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

export const touches = (a: Bounds, b: Bounds): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
export const within = ([west, south, east, north]: Bounds, [lon, lat]: Point): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** Twice the signed area of a ring in square degrees; above 0 counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) sum += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!;
  return sum;
}

/** A place within an area for its name: the middle of the widest stretch at the height of its largest ring's middle. */
export function innerPoint(polygons: readonly (readonly (readonly Point[])[])[]): Point {
  const largest = polygons.reduce((best, next) => (Math.abs(signedArea(positions(next[0]!))) > Math.abs(signedArea(positions(best[0]!))) ? next : best));
  const [, south, , north] = boxOf(largest[0]!);
  // Not through a corner: rings are rounded, and corners at the very middle are common.
  const lat = south + (north - south) * 0.5003;
  const crossings = largest.flatMap((ring) => ring.slice(1).flatMap((to, i) => {
    const from = ring[i]!;
    return from[1] > lat !== to[1] > lat ? [from[0] + ((lat - from[1]) * (to[0] - from[0])) / (to[1] - from[1])] : [];
  })).sort((a, b) => a - b);
  let best: Point = largest[0]![0]!;
  let widest = -1;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const width = crossings[i + 1]! - crossings[i]!;
    if (width > widest) {
      widest = width;
      best = [(crossings[i]! + crossings[i + 1]!) / 2, lat];
    }
  }
  return best;
}

const positions = (ring: readonly Point[]): Position[] => ring.map(([lon, lat]) => [lon, lat]);
