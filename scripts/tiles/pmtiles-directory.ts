import { gzip } from "./gzip.ts";

/** Where the tiles from `id` on (as many as `run`, all alike) lie in the archive's tile section. */
export interface Entry {
  id: number;
  offset: number;
  length: number;
  run: number;
}

/** The reader fetches header and root directory as the first 16 KiB. PMTiles 3, §3. */
const ROOT_BYTES = 16_384 - 127;

function varints(numbers: Iterable<number>): Uint8Array {
  const out: number[] = [];
  for (let value of numbers) {
    while (value >= 0x80) {
      out.push((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    out.push(value);
  }
  return Uint8Array.from(out);
}

function serialise(entries: readonly Entry[]): Uint8Array {
  const columns = [entries.length, ...entries.map(({ id }, i) => id - (entries[i - 1]?.id ?? 0)), ...entries.map(({ run }) => run), ...entries.map(({ length }) => length)];
  const offsets = entries.map(({ offset }, i) => {
    const before = entries[i - 1];
    return before !== undefined && offset === before.offset + before.length ? 0 : offset + 1;
  });
  return gzip(varints([...columns, ...offsets]));
}

/**
 * Root and leaf directories of a PMTiles 3 archive, both gzipped.
 *
 * @param entries in order of id
 */
export function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const root = serialise(entries);
  if (root.length <= ROOT_BYTES) return { root, leaves: new Uint8Array(0) };
  for (let size = 4096; ; size *= 2) {
    const parts: Uint8Array[] = [];
    const pointers: Entry[] = [];
    let offset = 0;
    for (let from = 0; from < entries.length; from += size) {
      const part = serialise(entries.slice(from, from + size));
      parts.push(part);
      pointers.push({ id: entries[from]?.id ?? 0, offset, length: part.length, run: 0 });
      offset += part.length;
    }
    const top = serialise(pointers);
    if (top.length <= ROOT_BYTES) return { root: top, leaves: Buffer.concat(parts) };
  }
}
