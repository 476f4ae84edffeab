import type { Bounds } from "#contract/city";

/** A raster as its file is written: rows from the north, f32, NaN where there is no value. */
export interface TiffRaster {
  nx: number;
  ny: number;
  /** WGS 84, its outer edges. */
  bounds: Bounds;
  /** Strips of `rowsPerStrip` rows (the last may have fewer), little-endian f32, deflated (zlib). */
  rowsPerStrip: number;
  strips: readonly Uint8Array[];
  /** Words that travel with it, UTF-8. */
  description: Uint8Array;
  software: Uint8Array;
}

const SIZES = { ascii: 1, short: 2, long: 4, double: 8 } as const;
const CODES = { ascii: 2, short: 3, long: 4, double: 12 } as const;
interface Tag {
  tag: number;
  type: keyof typeof SIZES;
  values: readonly number[] | Uint8Array;
}
const words = (text: Uint8Array): Uint8Array => new Uint8Array([...text, 0]);

/** GeoTIFF 1.1 in EPSG:4326, little-endian, one band, TIFF 6.0 with deflate. GDAL, QGIS and ArcGIS read it. @returns the whole file */
export function geoTiff({ nx, ny, bounds: [west, south, east, north], rowsPerStrip, strips, description, software }: TiffRaster): Uint8Array<ArrayBuffer> {
  const counts = strips.map((strip) => strip.length);
  const tags: Tag[] = [
    { tag: 256, type: "long", values: [nx] },
    { tag: 257, type: "long", values: [ny] },
    { tag: 258, type: "short", values: [32] },
    { tag: 259, type: "short", values: [8] },
    { tag: 262, type: "short", values: [1] },
    { tag: 270, type: "ascii", values: words(description) },
    { tag: 273, type: "long", values: counts },
    { tag: 277, type: "short", values: [1] },
    { tag: 278, type: "long", values: [rowsPerStrip] },
    { tag: 279, type: "long", values: counts },
    { tag: 284, type: "short", values: [1] },
    { tag: 305, type: "ascii", values: words(software) },
    { tag: 339, type: "short", values: [3] },
    { tag: 33_550, type: "double", values: [(east - west) / nx, (north - south) / ny, 0] },
    { tag: 33_922, type: "double", values: [0, 0, 0, west, north, 0] },
    // Geographic, pixel is area, WGS 84, degrees.
    { tag: 34_735, type: "short", values: [1, 1, 1, 4, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326, 2054, 0, 1, 9102] },
    { tag: 42_113, type: "ascii", values: [0x6e, 0x61, 0x6e, 0] },
  ];
  const even = (bytes: number): number => bytes + (bytes & 1);
  const directory = 8;
  const sizeOf = ({ type, values }: Tag): number => SIZES[type] * values.length;
  let at = directory + 2 + tags.length * 12 + 4;
  const places = tags.map((tag) => {
    if (sizeOf(tag) <= 4) return 0;
    const place = at;
    at += even(sizeOf(tag));
    return place;
  });
  const offsets = strips.map((strip) => {
    const place = at;
    at += even(strip.length);
    return place;
  });
  const file = new Uint8Array(at);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directory, true);
  view.setUint16(directory, tags.length, true);
  for (const [i, tag] of tags.entries()) {
    const entry = directory + 2 + i * 12;
    const values = tag.tag === 273 ? offsets : tag.values;
    view.setUint16(entry, tag.tag, true);
    view.setUint16(entry + 2, CODES[tag.type], true);
    view.setUint32(entry + 4, values.length, true);
    const place = places[i] === 0 ? entry + 8 : places[i]!;
    if (place !== entry + 8) view.setUint32(entry + 8, place, true);
    for (const [k, value] of values.entries()) put(view, { type: tag.type, at: place + k * SIZES[tag.type], value });
  }
  for (const [i, strip] of strips.entries()) file.set(strip, offsets[i]!);
  return file;
}

function put(view: DataView, { type, at, value }: { type: keyof typeof SIZES; at: number; value: number }): void {
  if (type === "ascii") view.setUint8(at, value);
  else if (type === "short") view.setUint16(at, value, true);
  else if (type === "long") view.setUint32(at, value, true);
  else view.setFloat64(at, value, true);
}

/** @param values rows from the south. @returns the same rows from the north, as bytes of little-endian f32 */
export function northUp(values: Float32Array, nx: number, ny: number): Uint8Array {
  const bytes = new Uint8Array(nx * ny * 4);
  const view = new DataView(bytes.buffer);
  for (let row = 0; row < ny; row++) for (let column = 0; column < nx; column++) view.setFloat32((row * nx + column) * 4, values[(ny - 1 - row) * nx + column]!, true);
  return bytes;
}
