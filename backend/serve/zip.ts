import { crc32 } from "node:zlib";

/** One file of an archive. */
export interface ZipEntry {
  /** Without folders; letters of any script. */
  name: string;
  at: number;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Names are UTF-8; sizes and sum stand behind the content (APPNOTE.TXT §4.4.4, bits 11 and 3). */
const FLAGS = 0x08_08;

function u(...fields: readonly [value: number, bytes: 2 | 4][]): Buffer {
  const out = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = bytes === 2 ? out.writeUInt16LE(value, at) : out.writeUInt32LE(value >>> 0, at);
  return out;
}
/** Date and time of MS-DOS, UTC: two seconds fine, from 1980. */
function dos(at: number): [time: number, date: number] {
  const when = new Date(Math.max(at, Date.UTC(1980, 0, 1)));
  return [(when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1), ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()];
}

/** An archive (ZIP, nothing compressed) as it is read, of files of less than 4 GB; nothing is held but a chunk. */
export async function* zipOf(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, at, content } of entries) {
    const bytes = Buffer.from(name, "utf8");
    const [time, date] = dos(at);
    const head = Buffer.concat([u([0x04_03_4b_50, 4], [20, 2], [FLAGS, 2], [0, 2], [time, 2], [date, 2], [0, 4], [0, 4], [0, 4], [bytes.length, 2], [0, 2]), bytes]);
    yield head;
    let [sum, size] = [0, 0];
    for await (const chunk of content) {
      sum = crc32(chunk, sum);
      size += chunk.length;
      yield chunk;
    }
    yield u([0x08_07_4b_50, 4], [sum, 4], [size, 4], [size, 4]);
    directory.push(Buffer.concat([u([0x02_01_4b_50, 4], [20, 2], [20, 2], [FLAGS, 2], [0, 2], [time, 2], [date, 2], [sum, 4], [size, 4], [size, 4], [bytes.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), bytes]));
    offset += head.length + size + 16;
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  yield* directory;
  yield u([0x06_05_4b_50, 4], [0, 2], [0, 2], [directory.length, 2], [directory.length, 2], [length, 4], [offset, 4], [0, 2]);
}
