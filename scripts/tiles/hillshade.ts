import { png } from "./png.ts";
import { heightsOf, TILE_PIXELS, type Ground } from "./raster-tiles.ts";
import { latOf, metresPerLon, type TileAt } from "./tile-math.ts";

/** Light from the north-west, 45° high: what readers of maps expect. */
const AZIMUTH = (315 * Math.PI) / 180;
const ALTITUDE = Math.PI / 4;
/** Steps of shade and of light; more are not told apart on a dark ground. */
const STEPS = 24;
const SHADE = [2, 5, 10] as const;
const LIGHT = [148, 172, 196] as const;
/** Alpha of the deepest shade and of the brightest light. */
const DEEPEST = 190;
const BRIGHTEST = 96;

/** Index 0 is flat and transparent, 1…STEPS shade, STEPS + 1…2·STEPS light. */
const PALETTE: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 0, 0],
  ...Array.from({ length: STEPS }, (_, i) => [...SHADE, Math.round((DEEPEST * (i + 1)) / STEPS)] as const),
  ...Array.from({ length: STEPS }, (_, i) => [...LIGHT, Math.round((BRIGHTEST * (i + 1)) / STEPS)] as const),
];

/** A tile of shade and light over a dark map; transparent where the ground is level. */
export function hillshadeTile(at: TileAt, ground: Ground, exaggeration = 1.6): Uint8Array {
  const heights = heightsOf(at, ground);
  const side = TILE_PIXELS + 2;
  const pixel = (metresPerLon(latOf(at.y + 0.5, at.z)) * 360) / 2 ** at.z / TILE_PIXELS;
  const level = Math.sin(ALTITUDE);
  const data = new Uint8Array(TILE_PIXELS * TILE_PIXELS);
  for (let j = 0; j < TILE_PIXELS; j++)
    for (let i = 0; i < TILE_PIXELS; i++) {
      const k = (j + 1) * side + i + 1;
      const east = ((heights[k + 1]! - heights[k - 1]!) / (2 * pixel)) * exaggeration;
      const north = ((heights[k - side]! - heights[k + side]!) / (2 * pixel)) * exaggeration;
      // Lambert: the cosine between the light and the normal (−east, −north, 1).
      const lit = (Math.sin(ALTITUDE) + Math.cos(ALTITUDE) * (-east * Math.sin(AZIMUTH) - north * Math.cos(AZIMUTH))) / Math.hypot(east, north, 1);
      const share = lit < level ? (level - Math.max(0, lit)) / level : (lit - level) / (1 - level);
      const step = Math.min(STEPS, Math.round(share * STEPS));
      data[j * TILE_PIXELS + i] = step === 0 ? 0 : lit < level ? step : STEPS + step;
    }
  return png({ width: TILE_PIXELS, height: TILE_PIXELS, data, palette: PALETTE });
}
