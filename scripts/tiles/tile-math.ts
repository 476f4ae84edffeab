import type { Bounds } from "#contract/city";

/** A tile of the web mercator pyramid: row 0 in the north. */
export interface TileAt {
  z: number;
  x: number;
  y: number;
}

/** Column of a longitude, with its fraction, at a zoom. */
export const column = (lon: number, z: number): number => ((lon + 180) / 360) * 2 ** z;
/** Row of a latitude, with its fraction, at a zoom. */
export function row(lat: number, z: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z;
}
/** Longitude of a column. */
export const lonOf = (x: number, z: number): number => (x / 2 ** z) * 360 - 180;
/** Latitude of a row. */
export const latOf = (y: number, z: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;

/** Tiles at one zoom that bounds touch, from north-west to south-east, row by row. */
export function* tilesOver([west, south, east, north]: Bounds, z: number): Generator<TileAt> {
  const last = 2 ** z - 1;
  const clamp = (value: number) => Math.min(last, Math.max(0, Math.floor(value)));
  for (let y = clamp(row(north, z)); y <= clamp(row(south, z)); y++) for (let x = clamp(column(west, z)); x <= clamp(column(east, z)); x++) yield { z, x, y };
}

/** Metres of one degree of latitude, and of longitude at a latitude: flat-earth figures for shapes of a city's size. */
export const METRES_PER_LAT = 110_600;
export const metresPerLon = (lat: number): number => 111_320 * Math.cos((lat * Math.PI) / 180);
