import type { CityLayer, River } from "#contract/city";
import { mercator } from "../bounds.ts";

/** The water layer of a city pack, unpacked. Row 0 in the north; columns of `width` × `height` as the contract's `CityLayer` says. */
export interface WaterGrid {
  width: number;
  height: number;
  /** [west, south, east, north] in degrees. */
  bounds: readonly [number, number, number, number];
  rivers: readonly River[];
  /** dm above the national datum. */
  ground: Int16Array;
  /** dm: the river's level at which water first reaches the cell; NEVER: none does. */
  spill: Int16Array;
  /** Index of the nearest axis point; NOWHERE: none. */
  chain: Uint16Array;
}

export const NEVER = 32_767;
export const NOWHERE = 65_535;
/** Ground that nobody measured. */
export const UNKNOWN = -32_768;

type WaterLayer = Extract<CityLayer, { kind: "water" }>;

/** @param bytes little-endian, three columns one after another @returns undefined when they are not what the manifest says */
export function readWaterGrid(bytes: ArrayBuffer, { width, height, bounds, rivers }: WaterLayer): WaterGrid | undefined {
  const cells = width * height;
  if (bytes.byteLength !== cells * 6) return undefined;
  return { width, height, bounds, rivers, ground: new Int16Array(bytes, 0, cells), spill: new Int16Array(bytes, cells * 2, cells), chain: new Uint16Array(bytes, cells * 4, cells) };
}

/** Number of chain indices that the rivers use. */
export function chainLength({ rivers }: Pick<WaterGrid, "rivers">): number {
  return rivers.reduce((most, { from, axis }) => Math.max(most, from + axis.length), 0);
}

/** The cell under a point; undefined: outside. */
export function cellAt({ width, height, bounds: [west, south, east, north] }: WaterGrid, lon: number, lat: number): number | undefined {
  const column = Math.floor(((lon - west) / (east - west)) * width);
  const row = Math.floor(((north - lat) / (north - south)) * height);
  return column < 0 || row < 0 || column >= width || row >= height ? undefined : row * width + column;
}

/** Metres between two points that lie near each other. */
export function metres(lonA: number, latA: number, lonB: number, latB: number): number {
  const [ax, ay] = mercator(lonA, latA);
  const [bx, by] = mercator(lonB, latB);
  const circumference = 40_075_016.7 * Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot(ax - bx, ay - by) * circumference;
}
