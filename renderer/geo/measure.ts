/** [lon, lat], degrees. */
export type Point = readonly [lon: number, lat: number];

/**
 * Metres per degree of longitude and latitude at a latitude, on the WGS 84 ellipsoid (47 CFR 73.208(c), good to 0.1 % within
 * some hundred km).
 */
export function metresPerDegree(lat: number): readonly [perLon: number, perLat: number] {
  const phi = (lat * Math.PI) / 180;
  return [111_415.13 * Math.cos(phi) - 94.55 * Math.cos(3 * phi) + 0.12 * Math.cos(5 * phi), 111_132.09 - 566.05 * Math.cos(2 * phi) + 1.2 * Math.cos(4 * phi)];
}

/** Ground distance, m. */
export function distance(a: Point, b: Point): number {
  const [perLon, perLat] = metresPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((b[0] - a[0]) * perLon, (b[1] - a[1]) * perLat);
}

/** Length of a line, m; 0 for fewer than two points. */
export function lengthOf(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, point, i) => sum + distance(line[i] ?? point, point), 0);
}

/** Area of a polygon (its ring open or closed, either way round), m². A ring that crosses itself counts its loops against one another. */
export function areaOf(ring: readonly Point[]): number {
  const [first] = ring;
  if (first === undefined || ring.length < 3) return 0;
  const [perLon, perLat] = metresPerDegree(ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length);
  const metres = ring.map(([lon, lat]) => [(lon - first[0]) * perLon, (lat - first[1]) * perLat] as const);
  let twice = 0;
  for (const [i, [x, y]] of metres.entries()) {
    const [nextX, nextY] = metres[(i + 1) % metres.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

/** Degrees clockwise from north, 0 to 360. */
export function bearing(from: Point, to: Point): number {
  const [perLon, perLat] = metresPerDegree((from[1] + to[1]) / 2);
  const angle = (Math.atan2((to[0] - from[0]) * perLon, (to[1] - from[1]) * perLat) * 180) / Math.PI;
  return (angle + 360) % 360;
}

/** The place so many metres away in a direction, degrees clockwise from north. */
export function towards([lon, lat]: Point, direction: number, metres: number): Point {
  const [perLon, perLat] = metresPerDegree(lat);
  const angle = (direction * Math.PI) / 180;
  return [lon + (metres * Math.sin(angle)) / perLon, lat + (metres * Math.cos(angle)) / perLat];
}

/** Whether a point lies inside a polygon's ring (even–odd). */
export function inside([x, y]: Point, ring: readonly Point[]): boolean {
  let odd = false;
  for (const [i, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
