/**
 * Live pictures on their way to a window: one WebSocket a window, all its tiles in it. The server sends binary messages
 * (below), the window JSON (`TileOrder`). Subprotocols asked for: `VIDEO_PROTOCOL` and `ticket.` with the ticket.
 */
import { z } from "zod";
import { CameraId, StreamName } from "./camera.ts";
import { fail, ok, type Result } from "./result.ts";

export const VIDEO_PROTOCOL = "kydai-video.1";
/** Where the server takes connections for live pictures. */
export const VIDEO_PATH = "/video";
/** Tiles one window can have at a time; one more is answered by a `state` that says `refused`. */
export const MOST_TILES = 128;

/**
 * 32 bytes, little-endian: version, type, flags, codec (a byte each); tile, number of the unit in its stream, serial of the message
 * in this connection (uint32 each, the last two wrap around); arrival in the room's clock, capture in the camera's own (float64,
 * ms UTC; capture NaN: the camera does not tell).
 */
export const HEADER_BYTES = 32;
const VERSION = 1;
/** Bytes of a message's payload; a larger one is malformed. A picture of 4K at its worst is smaller. */
export const MAX_PAYLOAD = 8_388_608;

/** `config`, `state`: JSON. `unit`: an access unit, Annex B with parameter sets before each key picture, a whole JPEG, or (`i420`) a picture decoded on the server: planes Y, U, V without gaps, of the size `config` says. `gap`: units are missing here, nothing is to be shown before a key one. */
const TYPES = { config: 1, unit: 2, gap: 3, state: 9 } as const;
export type VideoMessageType = keyof typeof TYPES;
const CODECS = { none: 0, h264: 1, h265: 2, mjpeg: 3, i420: 4 } as const;
/** What cameras send; on the wire also pictures decoded on the server. */
export type VideoCodec = Exclude<WireCodec, "i420">;
export type WireCodec = Exclude<keyof typeof CODECS, "none">;
/** `key`: can be decoded by itself. `broken`: a unit before it is missing. `stale`: decode it, do not show it – a newer one follows at once. `held`: this window does not keep up, and is sent less than it asks for. */
const FLAGS = { key: 1, broken: 2, stale: 4, held: 8 } as const;

export interface VideoHeader {
  type: VideoMessageType;
  codec: WireCodec | undefined;
  key: boolean;
  broken: boolean;
  stale: boolean;
  held?: boolean;
  tile: number;
  seq: number;
  serial: number;
  /** ms UTC, the room's clock. */
  arrived: number;
  /** ms UTC, the camera's clock; undefined: it does not tell. */
  captured: number | undefined;
}
export interface VideoMessage extends VideoHeader {
  /** A view into what was parsed, not a copy. */
  payload: Uint8Array<ArrayBuffer>;
}

/** What a window is told before the first unit, and whenever it changes; its decoder is made anew. */
export const TileConfig = z.object({
  /** As WebCodecs has it: "avc1.64001f", "hev1.1.6.L93.B0"; "mjpeg" for single JPEGs, "i420" for pictures decoded on the server. */
  codec: z.string().max(60),
  width: z.int().min(1).max(16_384), height: z.int().min(1).max(16_384),
  stream: StreamName,
});
export type TileConfig = z.infer<typeof TileConfig>;

/** A message that is not seen for so long, ms, makes its window a slow one: it gets nothing until it has caught up, then key pictures alone for a while. */
export const SLOW_AFTER = 500;

const tile = z.int().min(0).max(0xff_ff_ff_ff);
/** What a window asks, as JSON text. */
export const TileOrder = z.discriminatedUnion("is", [
  /** A tile number is the window's own choice; one in use is `conflict`. Answered by `state`, then `config` and everything from the last key picture on. */
  z.object({ is: z.literal("subscribe"), tile, camera: CameraId, stream: StreamName.default("sub"), /** This window decodes none of the camera's streams: pictures decoded on the server, where it can. */ decoded: z.boolean().optional() }),
  z.object({ is: z.literal("unsubscribe"), tile }),
  /** Nothing is sent until it goes on; then it begins as anew. */
  z.object({ is: z.literal("pause"), tile }),
  z.object({ is: z.literal("resume"), tile }),
  /** `key`: key pictures alone, at most one every `every` ms. */
  z.object({ is: z.literal("policy"), tile, mode: z.enum(["all", "key"]), every: z.int().min(0).max(60_000).default(0) }),
  /** The newest serial received: to be sent at least each 100 ms while anything comes. */
  z.object({ is: z.literal("seen"), serial: tile }),
]);
export type TileOrder = z.infer<typeof TileOrder>;
/** Characters of one order. */
export const MAX_ORDER = 1000;

/** Header alone; the payload is sent behind it. @returns HEADER_BYTES bytes */
export function writeVideoHeader(header: VideoHeader): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, TYPES[header.type]);
  view.setUint8(2, (header.key ? FLAGS.key : 0) | (header.broken ? FLAGS.broken : 0) | (header.stale ? FLAGS.stale : 0) | (header.held === true ? FLAGS.held : 0));
  view.setUint8(3, CODECS[header.codec ?? "none"]);
  view.setUint32(4, header.tile, true);
  view.setUint32(8, header.seq, true);
  view.setUint32(12, header.serial, true);
  view.setFloat64(16, header.arrived, true);
  view.setFloat64(24, header.captured ?? Number.NaN, true);
  return bytes;
}

function nameOf<K extends string>(names: Readonly<Record<K, number>>, value: number): K | undefined {
  for (const name in names) if (names[name] === value) return name;
  return undefined;
}

/** @returns the message, or in words why it is none */
export function parseVideoMessage(buffer: ArrayBuffer): Result<VideoMessage, string> {
  if (buffer.byteLength < HEADER_BYTES) return fail("shorter than its header");
  if (buffer.byteLength > HEADER_BYTES + MAX_PAYLOAD) return fail("larger than a picture can be");
  const view = new DataView(buffer);
  if (view.getUint8(0) !== VERSION) return fail(`version ${view.getUint8(0)}`);
  const type = nameOf(TYPES, view.getUint8(1));
  const codec = nameOf(CODECS, view.getUint8(3));
  const flags = view.getUint8(2);
  if (type === undefined || codec === undefined || flags > 15) return fail("no such type, codec or flag");
  if (type === "unit" && codec === "none") return fail("a unit of no codec");
  const [arrived, captured] = [view.getFloat64(16, true), view.getFloat64(24, true)];
  if (!Number.isFinite(arrived)) return fail("no instant of arrival");
  return ok({
    type, codec: codec === "none" ? undefined : codec, key: (flags & FLAGS.key) !== 0, broken: (flags & FLAGS.broken) !== 0, stale: (flags & FLAGS.stale) !== 0, held: (flags & FLAGS.held) !== 0,
    tile: view.getUint32(4, true), seq: view.getUint32(8, true), serial: view.getUint32(12, true),
    arrived, captured: Number.isFinite(captured) ? captured : undefined, payload: new Uint8Array(buffer, HEADER_BYTES),
  });
}

/** @returns the order, or in words why it is none */
export function parseTileOrder(text: string): Result<TileOrder, string> {
  if (text.length > MAX_ORDER) return fail("too long");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail("not JSON");
  }
  const parsed = TileOrder.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail(parsed.error.issues[0]?.message ?? "no order");
}
