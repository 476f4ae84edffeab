import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FileHandle } from "node:fs/promises";
import { readFrom } from "./pack-file.ts";

const expand = promisify(gunzip);
const HEADER = 127;
/** Bytes of header and root directory together, by the format. */
const FRONT = 16_384;
/** Bytes a root directory may expand to: some 100,000 entries. */
const ROOT = 4_194_304;
const NONE = 1;
const GZIP = 2;
const VECTOR = 1;

/**
 * Looks at header and root directory of a PMTiles 3 archive: every part must lie within the file, and tiles be of the kind asked for.
 *
 * @returns what is wrong, in words; undefined: nothing
 */
export async function checkPmtiles(file: FileHandle, bytes: number, want: "vector" | "picture"): Promise<string | undefined> {
  if (bytes < HEADER) return "shorter than a header";
  const head = await readFrom(file, 0, HEADER);
  if (head.length < HEADER || head.toString("latin1", 0, 7) !== "PMTiles" || head[7] !== 3) return "not a PMTiles 3 archive";
  const long = (at: number): number => Number(head.readBigUInt64LE(at));
  const parts = { root: [long(8), long(16)], metadata: [long(24), long(32)], leaves: [long(40), long(48)], data: [long(56), long(64)] } as const;
  for (const [name, [offset, length]] of Object.entries(parts)) if (offset + length > bytes) return `truncated: ${name} ends at ${offset + length} of ${bytes}`;
  const [rootAt, rootLength] = parts.root;
  if (rootAt < HEADER || rootLength === 0 || rootAt + rootLength > FRONT) return "its root directory is not where it must be";
  const [inner, packed, type, minZoom = 0, maxZoom = 0] = [head[97], head[98], head[99], head[100], head[101]];
  if (inner !== NONE && inner !== GZIP) return "its directories are packed in a way that is not supported";
  if (packed !== NONE && packed !== GZIP) return "its tiles are packed in a way that is not supported";
  if ((want === "vector") !== (type === VECTOR) || type === 0) return `its tiles are no ${want === "vector" ? "vector tiles" : "pictures"}`;
  if (minZoom > maxZoom || maxZoom > 22) return `zooms ${minZoom} to ${maxZoom}`;
  const root = await readFrom(file, rootAt, rootLength);
  const plain = inner === GZIP ? await expand(root, { maxOutputLength: ROOT }).catch(() => undefined) : root;
  return plain === undefined ? "its root directory does not unpack" : checkEntries(plain, parts.data[1], parts.leaves[1]);
}

/** Entries of a directory: numbers as varints, column by column. */
function checkEntries(plain: Uint8Array, data: number, leaves: number): string | undefined {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; at < plain.length; scale *= 128) {
      const byte = plain[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  const count = next();
  // Each entry takes a byte in each of four columns.
  if (!(count > 0) || count * 4 > plain.length) return "its root directory is empty or broken";
  const column = (): number[] => Array.from({ length: count }, next);
  column();
  const [runs, lengths, offsets] = [column(), column(), column()];
  let end = 0;
  for (let i = 0; i < count; i++) {
    const offset = offsets[i] === 0 ? end : offsets[i]! - 1;
    end = offset + lengths[i]!;
    if (!(lengths[i]! > 0) || !(offset >= 0) || !(end <= (runs[i] === 0 ? leaves : data))) return `entry ${i} of its root directory lies outside the file`;
  }
  return undefined;
}
