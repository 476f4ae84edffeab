import type { Bounds } from "#contract/city";
import type { Point } from "./measure.ts";

/** Ground heights of a pack: row 0 in the north, decimetres, -32768 where unknown (contract/city "heights"). */
export interface HeightGrid {
  width: number;
  height: number;
  bounds: Bounds;
  dm: Int16Array;
}

const UNKNOWN = -32_768;

/** Metres above the national datum, between cell middles by halves (bilinear); undefined outside the grid and where it is unknown. */
export function heightAt({ width, height, bounds: [west, south, east, north], dm }: HeightGrid, [lon, lat]: Point): number | undefined {
  const x = ((lon - west) / (east - west)) * width - 0.5, y = ((north - lat) / (north - south)) * height - 0.5;
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return undefined;
  const column = Math.min(width - 2, Math.max(0, Math.floor(x))), row = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const right = Math.min(1, Math.max(0, x - column)), down = Math.min(1, Math.max(0, y - row));
  let sum = 0;
  for (const [dx, dy, weight] of [[0, 0, (1 - right) * (1 - down)], [1, 0, right * (1 - down)], [0, 1, (1 - right) * down], [1, 1, right * down]] as const) {
    if (weight === 0) continue;
    const value = dm[(row + dy) * width + column + dx];
    if (value === undefined || value === UNKNOWN) return undefined;
    sum += weight * value;
  }
  return sum / 10;
}
