import type { Bounds } from "#contract/city";
import type { PmtilesWriter } from "./pmtiles-writer.ts";
import { latOf, lonOf, tilesOver, type TileAt } from "./tile-math.ts";

/** Ground above the datum, metres; NaN where unknown. */
export type Ground = (lon: number, lat: number) => number;

/** Pixels along a side of a raster tile. */
export const TILE_PIXELS = 256;

/**
 * Heights at the middles of a tile's pixels, row 0 in the north, with one more row and column on each side:
 * (TILE_PIXELS + 2)². Unknown ground is 0: the sea's level ends no view in a cliff of −32 km.
 */
export function heightsOf({ z, x, y }: TileAt, ground: Ground): Float32Array {
  const side = TILE_PIXELS + 2;
  const out = new Float32Array(side * side);
  for (let j = 0; j < side; j++) {
    const lat = latOf(y + (j - 0.5) / TILE_PIXELS, z);
    for (let i = 0; i < side; i++) {
      const height = ground(lonOf(x + (i - 0.5) / TILE_PIXELS, z), lat);
      out[j * side + i] = Number.isNaN(height) ? 0 : height;
    }
  }
  return out;
}

/** Draws every tile over bounds from one zoom to another; one tile is in memory at a time. */
export function writeRaster({ pmtiles, bounds, minZoom, maxZoom, draw, progress }: { pmtiles: PmtilesWriter; bounds: Bounds; minZoom: number; maxZoom: number; draw: (at: TileAt) => Uint8Array; progress?: (share: number) => void }): void {
  for (let z = minZoom; z <= maxZoom; z++) {
    for (const at of tilesOver(bounds, z)) pmtiles.add(at, draw(at));
    progress?.((z - minZoom + 1) / (maxZoom - minZoom + 1));
  }
}
