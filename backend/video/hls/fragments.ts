import { fail, ok, type Result } from "#contract/result";
import { boxesIn, inside, nalsOf, readAvcConfig, readHevcConfig, type DecoderConfig } from "../media/read-boxes.ts";
import { MAX_PIECES, MAX_UNIT } from "../media/unit.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { MOST_NALS, MOST_PIECES, unreadable, type Piece, type Pieces } from "./pieces.ts";

/** What stands before fragments (ISO/IEC 14496-12 §8.8): the picture track and how to read it. */
export interface Header extends DecoderConfig {
  codec: Pieces["codec"];
  track: number;
  /** Ticks a second. */
  scale: number;
  /** Of a picture that says nothing of its own. */
  usual: { duration: number; size: number };
}

export function readHeader(data: Buffer): Result<Header, RtspFault> {
  const moov = inside(data, "moov");
  const box = boxesIn(moov ?? Buffer.alloc(0)).find(({ name, data: inner }) => name === "trak" && inside(inner, "mdia", "hdlr")?.toString("latin1", 8, 12) === "vide")?.data;
  const [tkhd, mdhd] = [inside(box, "tkhd"), inside(box, "mdia", "mdhd")];
  if (tkhd === undefined || mdhd === undefined || tkhd.length < 24 || mdhd.length < 24) return unreadable("no picture track in it");
  const track = tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12);
  const scale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  const entry = boxesIn(inside(box, "mdia", "minf", "stbl", "stsd")?.subarray(8) ?? Buffer.alloc(0))[0];
  const codec = entry === undefined ? undefined : /^avc[13]$/.test(entry.name) ? "h264" : /^h(?:vc|ev)1$/.test(entry.name) ? "h265" : undefined;
  if (entry === undefined || codec === undefined) return fail(rtspFault("unsupported", "no H.264 and no H.265 in it"));
  const record = boxesIn(entry.data.subarray(78)).find(({ name }) => name === (codec === "h264" ? "avcC" : "hvcC"))?.data;
  const config = record === undefined ? undefined : codec === "h264" ? readAvcConfig(record) : readHevcConfig(record);
  if (config === undefined || scale === 0) return unreadable("broken parameter sets");
  const trex = boxesIn(inside(moov, "mvex") ?? Buffer.alloc(0)).find(({ name, data: inner }) => name === "trex" && inner.length >= 24 && inner.readUInt32BE(4) === track)?.data;
  return ok({ ...config, codec, track, scale, usual: { duration: trex?.readUInt32BE(12) ?? 0, size: trex?.readUInt32BE(16) ?? 0 } });
}

/** Reads the pictures of a segment of fragments. */
export function readFragments(data: Buffer, header: Header): Result<Pieces, RtspFault> {
  const pieces: Piece[] = [];
  // Pictures lie side by side: together they are no larger than their segment, wherever it says they begin.
  const left: Left = { pieces: MOST_PIECES, nals: MOST_NALS, bytes: data.length };
  for (const { name, data: moof } of boxesIn(data)) {
    if (name !== "moof") continue;
    const begin = moof.byteOffset - data.byteOffset - 8;
    for (const { name: inner, data: traf } of boxesIn(moof)) {
      if (inner !== "traf") continue;
      const read = readTrack(data, begin, traf, header, left);
      if (read === undefined) return unreadable("a fragment that is cut off, or holds too much");
      pieces.push(...read);
    }
  }
  return ok({ codec: header.codec, pieces, sets: header.sets, bytes: data.length });
}

/** What a segment may still hold. */
interface Left { pieces: number; nals: number; bytes: number }

/** @returns undefined where it is cut off, or holds more than is left; none where it is another track */
function readTrack(data: Buffer, begin: number, traf: Buffer, { track, scale, bytes, usual }: Header, left: Left): Piece[] | undefined {
  const [tfhd, tfdt] = [inside(traf, "tfhd"), inside(traf, "tfdt")];
  if (tfhd === undefined || tfhd.length < 8) return undefined;
  if (tfhd.readUInt32BE(4) !== track) return [];
  const flags = tfhd.readUIntBE(1, 3);
  let at = 8;
  const next = (bit: number, width = 4): number | undefined => {
    if ((flags & bit) === 0 || at + width > tfhd.length) return undefined;
    at += width;
    return width === 8 ? Number(tfhd.readBigUInt64BE(at - 8)) : tfhd.readUInt32BE(at - 4);
  };
  const base = next(0x1, 8) ?? begin;
  next(0x2);
  const [duration, size] = [next(0x8) ?? usual.duration, next(0x10) ?? usual.size];
  let dts = tfdt === undefined || tfdt.length < 8 ? 0 : tfdt[0] === 1 && tfdt.length >= 12 ? Number(tfdt.readBigUInt64BE(4)) : tfdt.readUInt32BE(4);
  const pieces: Piece[] = [];
  let from = base;
  for (const { name, data: trun } of boxesIn(traf)) {
    if (name !== "trun" || trun.length < 8) continue;
    const about = trun.readUIntBE(1, 3);
    const row = [0x100, 0x200, 0x400, 0x800].filter((bit) => (about & bit) !== 0);
    const head = 8 + ((about & 0x1) === 0 ? 0 : 4) + ((about & 0x4) === 0 ? 0 : 4);
    const count = trun.readUInt32BE(4);
    if (count > left.pieces || head + count * row.length * 4 > trun.length) return undefined;
    if ((about & 0x1) !== 0) from = base + trun.readInt32BE(8);
    for (let i = 0; i < count; i++) {
      const value = (bit: number): number | undefined => (row.includes(bit) ? head + (i * row.length + row.indexOf(bit)) * 4 : undefined);
      const [lasts, takes, shift] = [value(0x100), value(0x200), value(0x800)].map((place) => (place === undefined ? undefined : trun.readUInt32BE(place)));
      const length = takes ?? size;
      // Before it is shown at all: with version 1 it is signed, with 0 no shift is that large.
      const later = (shift ?? 0) | 0;
      const nals = length > Math.min(MAX_UNIT, left.bytes) || from < 0 || from + length > data.length ? undefined : nalsOf(data.subarray(from, from + length), bytes, Math.min(MAX_PIECES, left.nals));
      if (nals === undefined) return undefined;
      left.pieces--;
      left.nals -= nals.length;
      left.bytes -= length;
      pieces.push({ nals, dts: (dts / scale) * 90_000, pts: ((dts + later) / scale) * 90_000 });
      dts += lasts ?? duration;
      from += length;
    }
  }
  return pieces;
}
