import { png } from "./png.ts";
import { heightsOf, TILE_PIXELS, type Ground } from "./raster-tiles.ts";
import type { TileAt } from "./tile-math.ts";

/** Metres to which heights are rounded: the plain is exact, and noise in the mountains is not paid for in bytes. */
const stepAt = (height: number): number => (height < 20 ? 0.25 : height < 120 ? 1 : 2);

/**
 * A tile of heights in terrarium encoding (github.com/tilezen/joerd/blob/master/docs/formats.md): metres = red · 256 + green +
 * blue / 256 − 32768.
 */
export function terrariumTile(at: TileAt, ground: Ground): Uint8Array {
  const heights = heightsOf(at, ground);
  const data = new Uint8Array(TILE_PIXELS * TILE_PIXELS * 3);
  for (let j = 0; j < TILE_PIXELS; j++)
    for (let i = 0; i < TILE_PIXELS; i++) {
      const height = heights[(j + 1) * (TILE_PIXELS + 2) + i + 1]!;
      const step = stepAt(height);
      const value = Math.round(height / step) * step + 32_768;
      const k = (j * TILE_PIXELS + i) * 3;
      data[k] = Math.floor(value / 256);
      data[k + 1] = Math.floor(value) % 256;
      data[k + 2] = Math.floor((value % 1) * 256);
    }
  return png({ width: TILE_PIXELS, height: TILE_PIXELS, data });
}
