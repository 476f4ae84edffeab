import { writeArrayBuffer } from "geotiff";
import { writeFileSync } from "node:fs";

/**
 * Writes a small GeoTIFF of heights.
 *
 * @param origin upper left corner, in the raster's own units; `step` a pixel's side
 * @param height metres at a column and row
 */
export function writeDem(file: string, { width, height, origin, step, keys, at }: { width: number; height: number; origin: readonly [number, number]; step: number; keys: Readonly<Record<string, number | string>>; at: (i: number, j: number) => number }): string {
  const values = Float32Array.from({ length: width * height }, (_, k) => at(k % width, Math.floor(k / width)));
  const bytes = writeArrayBuffer(values, { width, height, ModelPixelScale: [step, step, 0], ModelTiepoint: [0, 0, 0, ...origin, 0], GTRasterTypeGeoKey: 1, ...keys });
  writeFileSync(file, Buffer.from(bytes));
  return file;
}

/** Keys of degrees WGS 84. */
export const WGS84 = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 } as const;
/** Keys of a projected system by its EPSG code. */
export const projected = (code: number): Record<string, number> => ({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: code });
