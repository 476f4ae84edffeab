import { closeSync, openSync, readSync } from "node:fs";
import { refuse } from "../refusal.ts";

/** One feature as it stands in the file; nothing of it is believed yet. */
export interface RawFeature {
  properties: Readonly<Record<string, unknown>>;
  geometry: { type: string; coordinates: unknown };
}

const CHUNK = 1_048_576;
/** Bytes of one feature; a longer one is refused, so that memory holds no more than this. */
export const LONGEST_FEATURE = 33_554_432;
const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST, END] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Features of a GeoJSON FeatureCollection of any size, one in memory at a time.
 *
 * @param progress share of the bytes read
 * @throws Refusal: not GeoJSON, truncated, a feature of more than LONGEST_FEATURE bytes
 */
export function* readFeatures(file: string, size: number, progress?: (share: number) => void): Generator<RawFeature> {
  const fd = openSync(file, "r");
  try {
    let depth = 0;
    let text = false;
    let escaped = false;
    /** Depth of the list of features once it has begun. */
    let list = -1;
    let key = "";
    let lastKey = "";
    let feature: Buffer[] = [];
    let held = 0;
    let started = -1;
    let any = false;
    let done = 0;
    const buffer = Buffer.alloc(CHUNK);
    for (let read = readSync(fd, buffer, 0, CHUNK, 0); read > 0; read = readSync(fd, buffer, 0, CHUNK, done)) {
      done += read;
      if (started >= 0) started = 0;
      for (let i = 0; i < read; i++) {
        const byte = buffer[i]!;
        if (text) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) {
            text = false;
            lastKey = key;
          } else if (depth === 1 && key.length < 20) key += String.fromCharCode(byte);
          continue;
        }
        if (byte === QUOTE) {
          text = true;
          key = "";
        } else if (byte === OPEN || byte === LIST) {
          if (depth === 0 && byte !== OPEN) notGeoJson(file, "begins with a list");
          if (byte === LIST && depth === 1 && lastKey === "features") list = depth + 1;
          if (byte === OPEN && depth === list) started = i;
          any = true;
          depth++;
        } else if (byte === CLOSE || byte === END) {
          depth--;
          if (byte === END && depth + 1 === list) list = -2;
          if (byte === CLOSE && depth === list && started >= 0) {
            feature.push(Buffer.from(buffer.subarray(started, i + 1)));
            yield featureOf(Buffer.concat(feature).toString("utf8"), file);
            feature = [];
            held = 0;
            started = -1;
          }
        } else if (depth === 0 && byte > 0x20 && !(done === read && i < 3)) notGeoJson(file, "does not begin with {");
      }
      if (started >= 0) {
        feature.push(Buffer.from(buffer.subarray(started, read)));
        held += read - started;
        if (held > LONGEST_FEATURE) refuse("limit", `${file}: một đối tượng dài hơn ${LONGEST_FEATURE} byte. Hãy đơn giản hóa (mapshaper -simplify).`, `${file}: a feature of more than ${LONGEST_FEATURE} bytes. Simplify it (mapshaper -simplify).`);
      }
      progress?.(done / size);
    }
    if (!any) notGeoJson(file, "empty");
    if (depth !== 0 || text) refuse("truncated", `${file}: GeoJSON bị cắt cụt. Hãy xuất lại tệp.`, `${file}: truncated GeoJSON. Export it again.`);
    if (list === -1) notGeoJson(file, "has no list of features");
  } finally {
    closeSync(fd);
  }
}

function featureOf(text: string, file: string): RawFeature {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    notGeoJson(file, error instanceof Error ? error.message : String(error));
  }
  const properties = isRecord(value) && isRecord(value["properties"]) ? value["properties"] : {};
  const geometry = isRecord(value) && isRecord(value["geometry"]) ? value["geometry"] : {};
  return { properties, geometry: { type: typeof geometry["type"] === "string" ? geometry["type"] : "", coordinates: geometry["coordinates"] } };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function notGeoJson(file: string, why: string): never {
  return refuse("json", `${file}: không phải GeoJSON FeatureCollection (${why}). Chuyển bằng: ogr2ogr -f GeoJSON -t_srs EPSG:4326 moi.geojson ${file}`, `${file}: not a GeoJSON FeatureCollection (${why}). Convert: ogr2ogr -f GeoJSON -t_srs EPSG:4326 new.geojson ${file}`);
}
