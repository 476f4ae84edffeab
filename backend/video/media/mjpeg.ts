import { jpegHead, tablesOfQuality } from "./jpeg-tables.ts";
import { MAX_PIECES, MAX_UNIT, type AccessUnit, type Depacketizer, type StreamFormat } from "./unit.ts";

const END = Buffer.from([0xff, 0xd9]);

interface Part {
  offset: number;
  head: { type: number; width: number; height: number; tables: Buffer; restart: number } | undefined;
  data: Buffer;
}

/** JPEG over RTP (RFC 2435): every picture is whole in itself; its head is made anew from what the packets say. */
export function openMjpeg(): Depacketizer {
  /** Tables a camera sends once and names from then on, by their number (128–254). */
  const named = new Map<number, Buffer>();
  let format: StreamFormat | undefined;
  let [timestamp, size, good, broken] = [0, 0, false, false];
  let pieces: Buffer[] = [];

  function parse(payload: Buffer): Part | undefined {
    if (payload.length < 9) return undefined;
    const [, , , , kind = 0, q = 0, across = 0, down = 0] = payload;
    const offset = payload.readUIntBE(1, 3);
    const type = kind & 0x3f;
    let at = 8;
    let restart = 0;
    if (kind > 127 || type > 1) return undefined;
    if (kind >= 64) {
      if (payload.length < at + 4) return undefined;
      restart = payload.readUInt16BE(at);
      at += 4;
    }
    if (offset > 0) return { offset, head: undefined, data: payload.subarray(at) };
    const tables = q < 128 ? (q === 0 ? undefined : tablesOfQuality(q)) : tablesAt(payload, at, q);
    if (tables === undefined || across === 0 || down === 0) return undefined;
    if (q >= 128) at += 4 + payload.readUInt16BE(at + 2);
    return { offset, head: { type, width: across * 8, height: down * 8, tables, restart }, data: payload.subarray(at) };
  }
  function tablesAt(payload: Buffer, at: number, q: number): Buffer | undefined {
    if (payload.length < at + 4) return undefined;
    const [precision = 0, length] = [payload[at + 1], payload.readUInt16BE(at + 2)];
    if (length === 0) return named.get(q);
    // Tables of 16 bits are of no baseline JPEG.
    if (precision !== 0 || (length !== 64 && length !== 128) || payload.length < at + 4 + length) return undefined;
    const tables = Buffer.from(payload.subarray(at + 4, at + 4 + length));
    if (q < 255) named.set(q, tables);
    return tables;
  }
  function spoil(): void {
    [pieces, size, good, broken] = [[], 0, false, true];
  }

  return {
    format: () => format,
    waiting: () => size,
    take({ payload, timestamp: at, marker }, lost) {
      if (lost > 0 || at !== timestamp) {
        if (good) spoil();
        timestamp = at;
      }
      const part = parse(payload);
      if (part === undefined) {
        spoil();
        return [];
      }
      if (part.head !== undefined) {
        format = { codec: "mjpeg", name: "mjpeg", width: part.head.width, height: part.head.height };
        [pieces, size, good] = [[jpegHead(part.head)], 0, true];
      }
      if (!good || part.offset !== size || size + part.data.length > MAX_UNIT || pieces.length >= MAX_PIECES) {
        spoil();
        return [];
      }
      pieces.push(part.data);
      size += part.data.length;
      if (!marker) return [];
      const whole = pieces.at(-1)?.subarray(-2).equals(END) === true ? pieces : [...pieces, END];
      const unit: AccessUnit = { codec: "mjpeg", key: true, broken, data: Buffer.concat(whole), timestamp: at };
      [pieces, size, good, broken] = [[], 0, false, false];
      return [unit];
    },
  };
}
