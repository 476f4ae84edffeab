import { createDecipheriv } from "node:crypto";
import { fail, ok, type Result } from "#contract/result";
import { readBody } from "../http/body.ts";
import { get } from "../http/get.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import { readFragments, readHeader, type Header } from "./fragments.ts";
import { unreadable, type Pieces } from "./pieces.ts";
import { HLS_LIMITS, parsePlaylist, type Playlist, type Segment } from "./playlist.ts";
import { readTransportStream } from "./transport-stream.ts";

/** Bytes of a segment, of what stands before segments, of a key; ms for each from the beginning of its answer to its end. */
const MOST = { segment: 16_000_000, header: 1_000_000, key: 16, patience: 15_000 };

/** Fetches what a stream of segments consists of, within bounds and from its own machine alone. */
export interface Loader {
  playlist(url: string): Promise<Result<Playlist, RtspFault>>;
  segment(segment: Segment): Promise<Result<Pieces, RtspFault>>;
}

export function openLoader(options: Omit<SessionOptions, "onUnit" | "onEnd">, signal: AbortSignal): Loader {
  /** The newest alone: each stands before, or opens, many segments. */
  let header: { url: string; value: Header } | undefined;
  let key: { url: string; value: Buffer } | undefined;

  async function bytes(url: string, most: number): Promise<Result<Buffer, RtspFault>> {
    const got = await get({ ...options, url });
    return got.ok ? readBody(got.value, { most, patience: MOST.patience, clock: options.clock, signal }) : got;
  }
  async function opened(data: Buffer, segment: Segment): Promise<Result<Buffer, RtspFault>> {
    if (segment.key === undefined) return ok(data);
    if (key?.url !== segment.key.url) {
      const got = await bytes(segment.key.url, MOST.key);
      if (!got.ok) return got;
      if (got.value.length !== MOST.key) return unreadable("a key of another length");
      key = { url: segment.key.url, value: got.value };
    }
    const number = Buffer.alloc(16);
    number.writeBigUInt64BE(BigInt(segment.seq), 8);
    try {
      const decipher = createDecipheriv("aes-128-cbc", key.value, segment.key.iv ?? number);
      return ok(Buffer.concat([decipher.update(data), decipher.final()]));
    } catch {
      key = undefined;
      return unreadable("its key does not open it");
    }
  }
  return {
    async playlist(url) {
      const got = await bytes(url, HLS_LIMITS.bytes);
      return got.ok ? parsePlaylist(got.value.toString("utf8"), url) : got;
    },
    async segment(segment) {
      if (segment.map !== undefined && header?.url !== segment.map) {
        const got = await bytes(segment.map, MOST.header);
        if (!got.ok) return got;
        const read = readHeader(got.value);
        if (!read.ok) return read;
        header = { url: segment.map, value: read.value };
      }
      const got = await bytes(segment.url, MOST.segment);
      if (!got.ok) return got;
      const data = await opened(got.value, segment);
      if (!data.ok) return data;
      const read = segment.map === undefined ? readTransportStream(data.value) : header === undefined ? unreadable("nothing stands before its fragments") : readFragments(data.value, header.value);
      return read.ok && read.value.pieces.length === 0 ? fail(rtspFault("malformed", "a segment without a picture")) : read;
    },
  };
}
