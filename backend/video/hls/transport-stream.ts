import { fail, ok, type Result } from "#contract/result";
import { cutAnnexB } from "../media/annex-b.ts";
import { MAX_PIECES, MAX_UNIT } from "../media/unit.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { MOST_NALS, MOST_PIECES, unreadable, type Piece, type Pieces } from "./pieces.ts";

/** Bytes of a packet (ISO/IEC 13818-1 §2.4.3), and what each begins with. */
const [PACKET, SYNC] = [188, 0x47];
/** Kinds of streams (ISO/IEC 13818-1 table 2-34). */
const CODECS: Readonly<Record<number, Pieces["codec"]>> = { 0x1b: "h264", 0x24: "h265" };

interface Track { pid: number; codec: Pieces["codec"] }

/** Reads the pictures of a segment that is an MPEG transport stream: the first picture stream of its first program. Views, not copies. */
export function readTransportStream(data: Buffer): Result<Pieces, RtspFault> {
  let tables: number | undefined;
  let track: Track | undefined;
  let parts: Buffer[] = [];
  let [size, nals, tooMany] = [0, 0, false];
  const pieces: Piece[] = [];
  function end(): void {
    const piece = size > 0 && size <= MAX_UNIT && pieces.length < MOST_PIECES ? pieceOf(Buffer.concat(parts), Math.min(MAX_PIECES, MOST_NALS - nals)) : undefined;
    if (piece === "too many") tooMany = true;
    else if (piece !== undefined) {
      nals += piece.nals.length;
      pieces.push(piece);
    }
    [parts, size] = [[], 0];
  }
  for (let at = firstSync(data); !tooMany && at !== -1 && at + PACKET <= data.length; at += PACKET) {
    if (data[at] !== SYNC) {
      // What is broken between two packets is stepped over.
      at = firstSync(data, at);
      if (at === -1 || at + PACKET > data.length) break;
    }
    const packet = data.subarray(at, at + PACKET);
    const [pid, starts] = [packet.readUInt16BE(1) & 0x1fff, ((packet[1] ?? 0) & 0x40) !== 0];
    const about = (packet[3] ?? 0) >> 4;
    const from = 4 + ((about & 2) === 0 ? 0 : 1 + (packet[4] ?? 0));
    if ((about & 1) === 0 || from >= PACKET) continue;
    const payload = packet.subarray(from);
    if (pid === 0 && starts) tables ??= programOf(payload);
    else if (pid === tables && starts) track ??= trackOf(payload);
    else if (track !== undefined && pid === track.pid) {
      if (starts) end();
      if (!starts && parts.length === 0) continue;
      if (size <= MAX_UNIT) parts.push(payload);
      size += payload.length;
    }
  }
  end();
  if (tooMany) return unreadable("too many pieces");
  if (track === undefined) return tables === undefined ? unreadable("no transport stream") : fail(rtspFault("unsupported", "no H.264 and no H.265 in it"));
  return ok({ codec: track.codec, pieces, sets: [], bytes: data.length });
}

/** Where packets begin: one that is followed by another, or is the last. */
function firstSync(data: Buffer, from = 0): number {
  for (let at = data.indexOf(SYNC, from); at !== -1; at = data.indexOf(SYNC, at + 1)) if (at + PACKET >= data.length || data[at + PACKET] === SYNC) return at;
  return -1;
}

/** A table of a kind, from behind its length up to its checksum. */
function section(payload: Buffer, kind: number): Buffer | undefined {
  const at = 1 + (payload[0] ?? 0);
  if (at + 8 > payload.length || payload[at] !== kind) return undefined;
  const length = payload.readUInt16BE(at + 1) & 0xfff;
  return payload.subarray(at + 3, Math.max(at + 3, Math.min(payload.length, at + 3 + length - 4)));
}
function programOf(payload: Buffer): number | undefined {
  const table = section(payload, 0);
  for (let at = 5; table !== undefined && at + 4 <= table.length; at += 4) if (table.readUInt16BE(at) !== 0) return table.readUInt16BE(at + 2) & 0x1fff;
  return undefined;
}
function trackOf(payload: Buffer): Track | undefined {
  const table = section(payload, 2);
  if (table === undefined || table.length < 9) return undefined;
  for (let at = 9 + (table.readUInt16BE(7) & 0xfff); at + 5 <= table.length; at += 5 + (table.readUInt16BE(at + 3) & 0xfff)) {
    const codec = CODECS[table[at] ?? 0];
    if (codec !== undefined) return { pid: table.readUInt16BE(at + 1) & 0x1fff, codec };
  }
  return undefined;
}

/** A packet of the stream itself (PES, §2.4.3.6): its times, and the picture in it. */
function pieceOf(data: Buffer, most: number): Piece | "too many" | undefined {
  if (data.length < 14 || data.readUIntBE(0, 3) !== 1) return undefined;
  const [flags, head] = [data[7] ?? 0, 9 + (data[8] ?? 0)];
  if ((flags & 0x80) === 0 || head > data.length) return undefined;
  const pts = timeAt(data, 9);
  const nals = cutAnnexB(data.subarray(head), most);
  return nals === undefined ? "too many" : { nals, pts, dts: (flags & 0x40) !== 0 && data.length >= 19 ? timeAt(data, 14) : pts };
}
/** 33 bits in five bytes. */
function timeAt(data: Buffer, at: number): number {
  return (((data[at] ?? 0) >> 1) & 7) * 2 ** 30 + ((data.readUInt16BE(at + 1) >> 1) * 2 ** 15) + (data.readUInt16BE(at + 3) >> 1);
}
