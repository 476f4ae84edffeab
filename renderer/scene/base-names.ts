import type { Geometry, Position } from "geojson";
import type { Box } from "./label-room.ts";

/** Position in the drawing, px. */
export type Spot = readonly [x: number, y: number];
export type Project = (lon: number, lat: number) => Spot;

/** Places looked at along each side of the view for a name on an area. */
const GRID = 16;

/** Where the name of a feature may stand (its middle), the best place first; a name of an area stands where the area is seen. */
export function spotsOf(geometry: Geometry, project: Project, view: Box, width: number, height: number): Spot[] {
  const at = ([lon = 0, lat = 0]: Position): Spot => project(lon, lat);
  switch (geometry.type) {
    case "Point": return [at(geometry.coordinates)];
    case "LineString": return alongLine(geometry.coordinates.map(at));
    case "MultiLineString": return geometry.coordinates.flatMap((line) => alongLine(line.map(at)));
    case "Polygon": return onArea(geometry.coordinates.map((ring) => ring.map(at)), view, width, height);
    case "MultiPolygon": return geometry.coordinates.flatMap((rings) => onArea(rings.map((ring) => ring.map(at)), view, width, height));
    default: return [];
  }
}

/** Thirds of every stretch, from the line's middle outwards. */
function alongLine(line: readonly Spot[]): Spot[] {
  const spots: Spot[] = [];
  for (let i = 1; i < line.length; i++) {
    const [x1, y1] = line[i - 1]!;
    const [x2, y2] = line[i]!;
    for (const part of [1 / 6, 1 / 2, 5 / 6]) spots.push([x1 + (x2 - x1) * part, y1 + (y2 - y1) * part]);
  }
  const middle = (spots.length - 1) / 2;
  return spots.map((spot, i) => ({ spot, off: Math.abs(i - middle) })).sort((a, b) => a.off - b.off).map(({ spot }) => spot);
}

/** Places where the whole name lies on the area, nearest to the middle of what is seen of it; then those where its middle does. */
function onArea(rings: readonly (readonly Spot[])[], view: Box, width: number, height: number): Spot[] {
  const inside: Spot[] = [];
  for (let i = 0; i < GRID; i++) {
    for (let j = 0; j < GRID; j++) {
      const spot: Spot = [view.left + ((i + 0.5) / GRID) * (view.right - view.left), view.top + ((j + 0.5) / GRID) * (view.bottom - view.top)];
      if (isInside(rings, spot)) inside.push(spot);
    }
  }
  const cx = inside.reduce((sum, [x]) => sum + x, 0) / inside.length;
  const cy = inside.reduce((sum, [, y]) => sum + y, 0) / inside.length;
  const whole = ([x, y]: Spot): boolean => [-1, 1].every((h) => [-1, 1].every((v) => isInside(rings, [x + (h * width) / 2, y + (v * height) / 2])));
  return inside.map((spot) => ({ spot, far: (whole(spot) ? 0 : 1e6) + Math.hypot(spot[0] - cx, spot[1] - cy) })).sort((a, b) => a.far - b.far).map(({ spot }) => spot);
}

/** Even-odd rule over all rings: holes are outside. */
export function isInside(rings: readonly (readonly Spot[])[], [x, y]: Spot): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!;
      const [xj, yj] = ring[j]!;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}
