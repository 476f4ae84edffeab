import type { Bounds, Places, River } from "#contract/city";

/** Degrees, WGS 84. */
export type Point = readonly [lon: number, lat: number];

/** A grid as packs have it: row 0 in the north, equal steps of longitude and latitude. */
export interface PackGrid {
  width: number;
  height: number;
  bounds: Bounds;
}
/** Heights in dm above the national datum; UNKNOWN where nobody measured. */
export interface Heights extends PackGrid {
  dm: Int16Array;
}
/** The water layer (contract/city): ground dm, spill dm, chain index. */
export interface WaterColumns extends PackGrid {
  rivers: readonly River[];
  ground: Int16Array;
  spill: Int16Array;
  chain: Uint16Array;
}
export interface Building {
  at: Point;
  /** Of its outline, m². */
  area: number;
  /** m above ground; undefined: not known. */
  height?: number;
  /** As the pack's tiles say: house, public, hotel, … */
  kind: string;
}

/** What a study needs of a city's pack, read and checked by whoever hands it over. */
export interface StudyCity {
  heights?: Heights;
  water?: WaterColumns;
  streets: readonly (readonly Point[])[];
  places: Places;
  buildings: readonly Building[];
}

export const UNKNOWN = -32_768;
export const NEVER = 32_767;
export const NOWHERE = 65_535;

/** @returns index of the cell under a point; undefined: outside */
export function packCell({ width, height, bounds: [west, south, east, north] }: PackGrid, [lon, lat]: Point): number | undefined {
  const column = Math.floor(((lon - west) / (east - west)) * width);
  const row = Math.floor(((north - lat) / (north - south)) * height);
  return column < 0 || row < 0 || column >= width || row >= height ? undefined : row * width + column;
}

/** Between the four cells about a point, linear; a cell without a height is left out. @returns m; NaN where nothing is known */
export function heightAt(grid: PackGrid, dm: Int16Array, [lon, lat]: Point): number {
  const { width, height, bounds: [west, south, east, north] } = grid;
  const x = ((lon - west) / (east - west)) * width - 0.5;
  const y = ((north - lat) / (north - south)) * height - 0.5;
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return Number.NaN;
  const [i, j] = [Math.floor(x), Math.floor(y)];
  let [sum, weights] = [0, 0];
  for (const [di, dj] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    const column = Math.max(0, Math.min(width - 1, i + di));
    const row = Math.max(0, Math.min(height - 1, j + dj));
    const value = dm[row * width + column]!;
    const weight = (di === 0 ? 1 - (x - i) : x - i) * (dj === 0 ? 1 - (y - j) : y - j);
    if (value === UNKNOWN || weight <= 0) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights / 10 : Number.NaN;
}
