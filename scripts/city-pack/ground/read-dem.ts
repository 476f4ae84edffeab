import type { Bounds } from "#contract/city";
import { statSync } from "node:fs";
import { fromFile, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { cellLat, cellLon, cellOf, type GridSpec } from "../../tiles/height-grid.ts";
import type { Ground } from "../../tiles/raster-tiles.ts";
import { metresPerLon, METRES_PER_LAT } from "../../tiles/tile-math.ts";
import { refuse } from "../refusal.ts";
import { projectionOf, type Projection } from "./projection.ts";

export interface Dem {
  projection: string;
  /** Metres between the heights used. */
  step: number;
  grid: GridSpec;
  /** Metres at the middles of the grid's cells, NaN where unknown. */
  heights: Float32Array;
  ground: Ground;
}

/** Cells held: 64 MB. */
const MOST_CELLS = 16_000_000;
/** Pixels of the raster read at a time. */
const MOST_PIXELS = 8_000_000;
const LOWEST = -500;
const HIGHEST = 9000;

/**
 * Heights over an area, from whichever part of the raster lies in it; the raster is read strip by strip.
 *
 * @throws Refusal: no GeoTIFF, more than one channel, a projection that is not supported
 */
export async function readDem(file: string, area: Bounds, progress: (share: number) => void): Promise<Dem> {
  const { tiff, image } = await opened(file);
  try {
    await checkWhole(image, statSync(file).size, file);
    const projection = projectionOf(image.getGeoKeys() ?? undefined, file);
    const raster = rasterOf(image, projection, file);
    const step = stepOf(raster, area);
    const [west, south, east, north] = area;
    const grid: GridSpec = { bounds: area, width: Math.max(2, Math.round(((east - west) * metresPerLon((south + north) / 2)) / step)), height: Math.max(2, Math.round(((north - south) * METRES_PER_LAT) / step)) };
    const heights = new Float32Array(grid.width * grid.height).fill(NaN);
    const rows = Math.max(1, Math.min(64, Math.floor(MOST_PIXELS / Math.max(1, raster.width))));
    for (let from = 0; from < grid.height; from += rows) {
      await fillRows(raster, grid, heights, from, Math.min(grid.height, from + rows), file);
      progress(Math.min(1, (from + rows) / grid.height));
    }
    return { projection: projection.name, step, grid, heights, ground: groundOf(grid, heights) };
  } finally {
    await tiff.close();
  }
}

async function opened(file: string): Promise<{ tiff: GeoTIFF; image: GeoTIFFImage }> {
  let tiff: GeoTIFF | undefined;
  try {
    tiff = await fromFile(file);
    return { tiff, image: await tiff.getImage(0) };
  } catch (error) {
    await tiff?.close();
    if (error instanceof Error && "code" in error && typeof error.code === "string") throw error;
    const why = error instanceof Error ? error.message : String(error);
    return refuse("damaged", `${file}: không đọc được như GeoTIFF (${why}). Chuyển bằng: gdal_translate -of GTiff TỆP moi.tif`, `${file}: cannot be read as a GeoTIFF (${why}). Convert: gdal_translate -of GTiff FILE new.tif`);
  }
}

/** The library reads zeros behind the end of a file: a raster cut short would become a plain at sea level. */
async function checkWhole(image: GeoTIFFImage, size: number, file: string): Promise<void> {
  const directory = image.getFileDirectory();
  const kind = directory.hasTag("TileOffsets") ? "Tile" : "Strip";
  const across = kind === "Tile" ? Math.ceil(image.getWidth() / image.getTileWidth()) : 1;
  const blocks = across * Math.ceil(image.getHeight() / image.getTileHeight());
  let end = 0;
  try {
    for (let i = 0; i < blocks; i++) {
      const [offset, bytes] = [await directory.loadValueIndexed(`${kind}Offsets`, i), await directory.loadValueIndexed(`${kind}ByteCounts`, i)];
      end = Math.max(end, Number(offset) + Number(bytes));
    }
  } catch (error) {
    cut(file, error instanceof Error ? error.message : String(error));
  }
  if (end > size) cut(file, `${size} / ${end} byte`);
}

const cut = (file: string, why: string): never => refuse("truncated", `${file}: dữ liệu độ cao hỏng hoặc bị cắt cụt (${why}). Hãy tải lại.`, `${file}: heights are damaged or truncated (${why}). Fetch it again.`);

interface Raster {
  image: GeoTIFFImage;
  width: number;
  height: number;
  nodata: number | null;
  /** Column and row of a place, with fractions; 0 is the middle of the first pixel. */
  pixel(lon: number, lat: number): readonly [i: number, j: number];
  /** Size of a pixel in the raster's own units: degrees or metres. */
  size: number;
}

function rasterOf(image: GeoTIFFImage, projection: Projection, file: string): Raster {
  if (image.getSamplesPerPixel() !== 1) refuse("damaged", `${file}: có ${image.getSamplesPerPixel()} kênh, cần một kênh độ cao (mét). Tách: gdal_translate -b 1 ${file} moi.tif`, `${file}: has ${image.getSamplesPerPixel()} channels, one of heights in metres is needed. Take one: gdal_translate -b 1 ${file} new.tif`);
  const [ox = NaN, oy = NaN] = image.getOrigin();
  const [rx = NaN, ry = NaN] = image.getResolution();
  if (!(rx > 0) || !(ry < 0)) refuse("projection", `${file}: lưới xoay hoặc lật. Nắn bằng: gdalwarp -t_srs EPSG:4326 ${file} moi.tif`, `${file}: a turned or mirrored raster. Straighten: gdalwarp -t_srs EPSG:4326 ${file} new.tif`);
  const middle = image.pixelIsArea() ? 0.5 : 0;
  return {
    image, width: image.getWidth(), height: image.getHeight(), nodata: image.getGDALNoData(), size: rx,
    pixel(lon, lat) {
      const [x, y] = projection.to(lon, lat);
      return [(x - ox) / rx - middle, (y - oy) / ry - middle];
    },
  };
}

/** Metres between heights: the raster's own, or what the bound on cells allows. */
function stepOf(raster: Raster, [west, south, east, north]: Bounds): number {
  const lat = (south + north) / 2;
  const wide = (east - west) * metresPerLon(lat);
  const high = (north - south) * METRES_PER_LAT;
  const own = raster.size < 1 / 60 ? raster.size * METRES_PER_LAT : raster.size;
  return Math.max(1, own, Math.sqrt((wide * high) / MOST_CELLS));
}

async function fillRows(raster: Raster, grid: GridSpec, heights: Float32Array, from: number, to: number, file: string): Promise<void> {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const j of [from, to - 1])
    for (let i = 0; i < grid.width; i += Math.max(1, Math.min(32, grid.width - 1))) take(raster.pixel(cellLon(grid, i), cellLat(grid, j)));
  for (const j of [from, to - 1]) take(raster.pixel(cellLon(grid, grid.width - 1), cellLat(grid, j)));
  function take([i, j]: readonly [number, number]): void {
    box[0] = Math.min(box[0], i);
    box[1] = Math.min(box[1], j);
    box[2] = Math.max(box[2], i);
    box[3] = Math.max(box[3], j);
  }
  const left = Math.max(0, Math.floor(box[0]) - 2);
  const top = Math.max(0, Math.floor(box[1]) - 2);
  const right = Math.min(raster.width, Math.ceil(box[2]) + 3);
  const bottom = Math.min(raster.height, Math.ceil(box[3]) + 3);
  if (!(right > left) || !(bottom > top)) return;
  if ((right - left) * (bottom - top) > MOST_PIXELS && to - from > 1) {
    const mid = Math.floor((from + to) / 2);
    await fillRows(raster, grid, heights, from, mid, file);
    return fillRows(raster, grid, heights, mid, to, file);
  }
  const values = await raster.image.readRasters({ window: [left, top, right, bottom], samples: [0], interleave: true }).catch((error: unknown) => cut(file, error instanceof Error ? error.message : String(error)));
  const width = right - left;
  const height = bottom - top;
  const at = (i: number, j: number): number => {
    if (i < 0 || j < 0 || i >= width || j >= height) return NaN;
    const value = Number(values[j * width + i]);
    return value === raster.nodata || value < LOWEST || value > HIGHEST ? NaN : value;
  };
  for (let j = from; j < to; j++)
    for (let i = 0; i < grid.width; i++) {
      const [x, y] = raster.pixel(cellLon(grid, i), cellLat(grid, j));
      if (x < -0.5 || y < -0.5 || x > raster.width - 0.5 || y > raster.height - 0.5) continue;
      heights[j * grid.width + i] = between(at, x - left, y - top);
    }
}

/** Between the four middles around; where one is unknown, the nearest. */
function between(at: (i: number, j: number) => number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i, j + 1), at(i + 1, j + 1)];
  const upper = a + (b - a) * (x - i);
  const value = upper + (c + (d - c) * (x - i) - upper) * (y - j);
  return Number.isNaN(value) ? at(Math.round(x), Math.round(y)) : value;
}

function groundOf(grid: GridSpec, heights: Float32Array): Ground {
  return (lon, lat) => {
    const { i, j } = cellOf(grid, lon, lat);
    if (i < -0.5 || j < -0.5 || i > grid.width - 0.5 || j > grid.height - 0.5) return NaN;
    return between((x, y) => (x < 0 || y < 0 || x >= grid.width || y >= grid.height ? NaN : heights[y * grid.width + x]!), i, j);
  };
}
