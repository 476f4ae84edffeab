import { readSync } from "node:fs";
import { inflateSync, zstdDecompressSync } from "node:zlib";
import { Refusal, refuse } from "../refusal.ts";
import { fieldsOf } from "./protobuf.ts";

/** One block of an OSM PBF, unpacked. `end`: bytes of the file read so far. */
export interface OsmBlob {
  type: "OSMHeader" | "OSMData";
  data: Buffer;
  end: number;
}

/** Limits of the format (wiki.openstreetmap.org/wiki/PBF_Format): a longer header or block is no OSM PBF. */
const LONGEST_HEADER = 65_536;
const LONGEST_BLOB = 33_554_432;
const LZMA = 4;
const LZ4 = 6;

/**
 * Blocks of an OSM PBF, one in memory at a time.
 *
 * @param size of the file, bytes
 * @throws Refusal: not an OSM PBF (what it seems to be instead), truncated, damaged, packed in a way not supported
 */
export function* readBlobs(fd: number, size: number, file: string): Generator<OsmBlob> {
  if (size === 0) refuse("not-osm", `${file}: tệp rỗng. Hãy tải lại tệp .osm.pbf.`, `${file}: the file is empty. Fetch the .osm.pbf again.`);
  for (let at = 0; at < size; ) {
    const start = at;
    const take = (length: number): Buffer => {
      const part = Buffer.alloc(length);
      const read = readSync(fd, part, 0, length, at);
      if (read < length) refuse("truncated", `${file}: tệp bị cắt cụt ở byte ${at + read}. Hãy tải lại.`, `${file}: truncated at byte ${at + read}. Fetch it again.`);
      at += length;
      return part;
    };
    if (start === 0) look(fd, file);
    const length = take(4).readUInt32BE(0);
    if (length > LONGEST_HEADER) damaged(file, start, "header too long");
    const { type, bytes } = headerOf(take(length), file, start);
    if (bytes > LONGEST_BLOB) damaged(file, start, "block too long");
    const body = take(bytes);
    if (type === "OSMHeader" || type === "OSMData") yield { type, data: unpack(body, file, start), end: at };
  }
}

function damaged(file: string, at: number, why: string): never {
  return refuse("damaged", `${file}: hỏng ở byte ${at} (${why}). Hãy tải lại tệp.`, `${file}: damaged at byte ${at} (${why}). Fetch it again.`);
}

function headerOf(bytes: Buffer, file: string, at: number): { type: string; bytes: number } {
  const out = { type: "", bytes: -1 };
  try {
    for (const { tag, value, bytes: inner } of fieldsOf(bytes)) {
      if (tag === 1) out.type = Buffer.from(inner).toString("latin1");
      if (tag === 3) out.bytes = value;
    }
  } catch (error) {
    damaged(file, at, error instanceof Error ? error.message : String(error));
  }
  if (out.bytes < 0) damaged(file, at, "block without a length");
  return out;
}

function unpack(body: Buffer, file: string, at: number): Buffer {
  try {
    for (const { tag, bytes } of fieldsOf(body)) {
      if (tag === 1) return Buffer.from(bytes);
      if (tag === 3) return inflateSync(bytes, { maxOutputLength: LONGEST_BLOB });
      if (tag === 7) return zstdDecompressSync(bytes, { maxOutputLength: LONGEST_BLOB });
      if (tag >= LZMA && tag <= LZ4) refuse("not-osm", `${file}: khối nén kiểu lạ. Chuyển bằng: osmium cat ${file} -f pbf,pbf_compression=zlib -o moi.osm.pbf`, `${file}: blocks packed by an unsupported method. Convert: osmium cat ${file} -f pbf,pbf_compression=zlib -o new.osm.pbf`);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof RangeError || (error instanceof Error && "code" in error)) damaged(file, at, error.message);
    throw error;
  }
  return damaged(file, at, "block without data");
}

/** What files that are no PBF begin with, and how to make one of them. */
const OTHERS: readonly [begins: string, what: string, vi: string, en: string][] = [
  ["<", "OpenStreetMap XML", "Chuyển bằng: osmium cat TỆP -o moi.osm.pbf", "Convert: osmium cat FILE -o new.osm.pbf"],
  ["BZh", "bzip2", "Giải nén rồi chuyển: osmium cat TỆP.osm.bz2 -o moi.osm.pbf", "Convert: osmium cat FILE.osm.bz2 -o new.osm.pbf"],
  ["\x1f\x8b", "gzip", "Giải nén trước (gunzip).", "Unpack it first (gunzip)."],
  ["PK", "ZIP", "Giải nén trước (unzip).", "Unpack it first (unzip)."],
  ["{", "JSON", "Tệp GeoJSON đưa qua --geojson hay --buildings.", "Give GeoJSON by --geojson or --buildings."],
  ["PMTiles", "PMTiles", "Tệp PMTiles đưa qua --tiles.", "Give PMTiles by --tiles."],
];

/** An OSM PBF begins with the length of a header that says OSMHeader. */
function look(fd: number, file: string): void {
  const front = Buffer.alloc(32);
  const read = readSync(fd, front, 0, 32, 0);
  if (front.subarray(0, read).toString("latin1").includes("\x0a\x09OSMHeader")) return;
  const text = front.toString("latin1").replace(/^\xef\xbb\xbf/, "").trimStart();
  const other = OTHERS.find(([begins]) => text.startsWith(begins));
  const what = other === undefined ? "" : ` (${other[1]})`;
  refuse("not-osm", `${file}: không phải OSM PBF${what}. ${other?.[2] ?? "Cần tệp .osm.pbf, ví dụ từ download.geofabrik.de hay extract.bbbike.org."}`, `${file}: not an OSM PBF${what}. ${other?.[3] ?? "An .osm.pbf is needed, from download.geofabrik.de or extract.bbbike.org for example."}`);
}
