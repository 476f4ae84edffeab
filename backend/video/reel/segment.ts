import { crc32 } from "node:zlib";
import { z } from "zod";
import { MAX_UNIT, type AccessUnit, type StreamFormat } from "../media/unit.ts";

/** Begins every record: what follows a record cut off by a kill is not taken for one. */
const MARK = 0x4b_44_52_31;
/** Mark, length, flags, RTP timestamp, arrival, capture (NaN: not told), CRC-32 of all that and the payload. */
const HEAD = 36;
const FLAGS = { key: 1, broken: 2 } as const;

/** What a segment's pictures have in common. */
export const SegmentHead = z.object({
  codec: z.enum(["h264", "h265", "mjpeg"]), name: z.string().max(60), width: z.int().min(1), height: z.int().min(1),
  /** Of one connection to the camera: its timestamps follow one another. */
  session: z.int(),
});
export type SegmentHead = z.infer<typeof SegmentHead>;

/** A picture as it is kept: bit by bit as it came. */
export type KeptUnit = Pick<AccessUnit, "key" | "broken" | "data" | "timestamp"> & { arrived: number; captured: number | undefined };

export const headOf = ({ codec, name, width, height }: StreamFormat, session: number): SegmentHead => ({ codec, name, width, height, session });

const sumOf = (head: Buffer, data: Buffer): number => crc32(data, crc32(head.subarray(0, 32)));

function record(flags: number, { timestamp, arrived, captured, data }: Pick<KeptUnit, "timestamp" | "arrived" | "captured" | "data">): Buffer[] {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(MARK, 0);
  head.writeUInt32BE(data.length, 4);
  head.writeUInt32BE(flags, 8);
  head.writeUInt32BE(timestamp >>> 0, 12);
  head.writeDoubleBE(arrived, 16);
  head.writeDoubleBE(captured ?? Number.NaN, 24);
  head.writeUInt32BE(sumOf(head, data), 32);
  return [head, data];
}
/** First record of a segment. */
export const writeHead = (head: SegmentHead): Buffer[] => record(0, { timestamp: 0, arrived: 0, captured: undefined, data: Buffer.from(JSON.stringify(head)) });
/** One picture. The picture itself is not copied. */
export const writeUnit = (unit: KeptUnit): Buffer[] => record((unit.key ? FLAGS.key : 0) | (unit.broken ? FLAGS.broken : 0), unit);
/** Bytes a picture takes. */
export const sizeOf = (unit: Pick<KeptUnit, "data">): number => HEAD + unit.data.length;

/** All whole records from the beginning; what a kill or the disk left of others is not given. @returns undefined: no head */
export function readSegment(bytes: Buffer): { head: SegmentHead; units: KeptUnit[] } | undefined {
  let head: SegmentHead | undefined;
  const units: KeptUnit[] = [];
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const length = bytes.readUInt32BE(at + 4);
    const data = bytes.subarray(at + HEAD, at + HEAD + length);
    if (bytes.readUInt32BE(at) !== MARK || length > MAX_UNIT * 2 || data.length < length || sumOf(bytes.subarray(at, at + HEAD), data) !== bytes.readUInt32BE(at + 32)) break;
    if (head === undefined) {
      head = parsedHead(data);
      if (head === undefined) return undefined;
    } else {
      const [flags, captured] = [bytes.readUInt32BE(at + 8), bytes.readDoubleBE(at + 24)];
      units.push({ key: (flags & FLAGS.key) !== 0, broken: (flags & FLAGS.broken) !== 0, data, timestamp: bytes.readUInt32BE(at + 12), arrived: bytes.readDoubleBE(at + 16), captured: Number.isNaN(captured) ? undefined : captured });
    }
    at += HEAD + length;
  }
  return head && { head, units };
}

function parsedHead(data: Buffer): SegmentHead | undefined {
  try {
    const parsed = SegmentHead.safeParse(JSON.parse(data.toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
