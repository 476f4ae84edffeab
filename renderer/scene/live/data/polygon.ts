import type { LonLat } from "../live-host.ts";

/** Whether a point lies in a polygon, closed or not, by the even-odd rule; a polygon of fewer than three points holds nothing. */
export function inPolygon(polygon: readonly LonLat[], lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
