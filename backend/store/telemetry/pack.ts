import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { CHUNK_BYTES } from "./codec.ts";

/**
 * Deflate over a chunk's deltas takes another fifth to a quarter off noisy sensors and far more off quiet ones, for some
 * 30 µs a chunk on the worker. Huffman coding alone: deltas repeat in value, hardly ever in sequence.
 */
const OPTIONS = { level: 1, memLevel: 5, windowBits: 12, strategy: constants.Z_HUFFMAN_ONLY };
const PLAIN = 0;
const DEFLATED = 1;

/** @returns the body as stored: one byte that says how, then the bytes, whichever way is shorter */
export function pack(body: Uint8Array): Uint8Array {
  const deflated = deflateRawSync(body, OPTIONS);
  const [how, bytes] = deflated.length < body.length ? [DEFLATED, deflated] : [PLAIN, body];
  const packed = new Uint8Array(1 + bytes.length);
  packed[0] = how;
  packed.set(bytes, 1);
  return packed;
}

/** @throws Error (RangeError, or zlib's) when the bytes are not what `pack` made */
export function unpack(packed: Uint8Array): Uint8Array {
  const bytes = packed.subarray(1);
  if (packed[0] === PLAIN) return bytes;
  if (packed[0] === DEFLATED) return inflateRawSync(bytes, { maxOutputLength: CHUNK_BYTES });
  throw new RangeError("unknown packing");
}
