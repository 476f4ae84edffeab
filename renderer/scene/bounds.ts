import type { Mark } from "./marks.ts";

/** [west, south, east, north] in degrees. */
export type Bounds = [number, number, number, number];

/** Half the least width shown, degrees: about 5 km, so that one station alone is not shown from a metre above. */
const LEAST = 0.025;

/** The rectangle holding all marks, or a small one around the centre when there are none. */
export function boundsOf(marks: readonly Pick<Mark, "lon" | "lat">[], centre: readonly [number, number]): Bounds {
  if (marks.length === 0) return [centre[0] - LEAST, centre[1] - LEAST, centre[0] + LEAST, centre[1] + LEAST];
  let [west, south, east, north]: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of marks) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  const wide = Math.max(0, LEAST - (east - west) / 2);
  const high = Math.max(0, LEAST - (north - south) / 2);
  return [west - wide, south - high, east + wide, north + high];
}

/** Web-Mercator position in a unit square, y down. @param lat within ±85° */
export function mercator(lon: number, lat: number): [number, number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** The way back from `mercator`: [lon, lat] in degrees. */
export function unmercator(x: number, y: number): [number, number] {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}
