import type { Bounds } from "#contract/city";
import { gzip } from "./gzip.ts";
import type { Ground } from "./raster-tiles.ts";

/** A grid as in `CityLayer`: row 0 in the north, cell middles, equal steps of longitude and latitude. */
export interface GridSpec {
  width: number;
  height: number;
  bounds: Bounds;
}

/** Decimetres of a cell whose ground is unknown. */
export const UNKNOWN = -32_768;

export const cellLon = ({ width, bounds: [west, , east] }: GridSpec, i: number): number => west + ((i + 0.5) * (east - west)) / width;
export const cellLat = ({ height, bounds: [, south, , north] }: GridSpec, j: number): number => north - ((j + 0.5) * (north - south)) / height;

/** Column and row of a place, with fractions; 0 is the middle of the first cell. */
export function cellOf({ width, height, bounds: [west, south, east, north] }: GridSpec, lon: number, lat: number): { i: number; j: number } {
  return { i: ((lon - west) / (east - west)) * width - 0.5, j: ((north - lat) / (north - south)) * height - 0.5 };
}

/** Ground at the middles of all cells in decimetres, UNKNOWN where there is none. */
export function sampleGrid(grid: GridSpec, ground: Ground): Int16Array {
  const out = new Int16Array(grid.width * grid.height);
  for (let j = 0; j < grid.height; j++) {
    const lat = cellLat(grid, j);
    for (let i = 0; i < grid.width; i++) {
      const metres = ground(cellLon(grid, i), lat);
      out[j * grid.width + i] = Number.isNaN(metres) ? UNKNOWN : Math.max(-32_767, Math.min(32_766, Math.round(metres * 10)));
    }
  }
  return out;
}

/** The columns of a grid, little-endian, one after another, gzipped: what a `heights` or `water` layer's file holds. */
export function packGrid(columns: readonly (Int16Array | Uint16Array)[]): Uint8Array {
  const out = Buffer.alloc(columns.reduce((sum, column) => sum + column.length * 2, 0));
  let at = 0;
  for (const column of columns)
    for (const value of column) {
      out.writeInt16LE(value > 32_767 ? value - 65_536 : value, at);
      at += 2;
    }
  return gzip(out);
}
