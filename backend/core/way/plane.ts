/** Degrees, WGS 84. */
export type Point = readonly [lon: number, lat: number];

const RADIANS = Math.PI / 180;

/** Metres of a degree at this latitude: flat, good to 0.1 % within a city. */
export const scaleAt = (lat: number): readonly [x: number, y: number] => [111_320 * Math.cos(lat * RADIANS), 110_574];

/** Metres between two points. */
export function metres([lon1, lat1]: Point, [lon2, lat2]: Point): number {
  const [x, y] = scaleAt((lat1 + lat2) / 2);
  return Math.hypot((lon2 - lon1) * x, (lat2 - lat1) * y);
}

/** How far a point lies from the part of a line between two others, m, and at which share of it it comes nearest. @param scale at the point */
export function fromSegment(at: Point, a: Point, b: Point, [x, y]: readonly [x: number, y: number]): { metres: number; share: number } {
  const [ax, ay] = [(a[0] - at[0]) * x, (a[1] - at[1]) * y];
  const [dx, dy] = [(b[0] - a[0]) * x, (b[1] - a[1]) * y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square));
  return { metres: Math.hypot(ax + share * dx, ay + share * dy), share };
}

/** The point at this share of the way from one to the other. */
export const between = (a: Point, b: Point, share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
