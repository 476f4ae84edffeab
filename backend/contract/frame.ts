import type { Instant } from "./ids.ts";

/**
 * Latest values on the wire: 16-byte header, then n records of 10 bytes as three columns.
 *   u32 magic "KYF1" · u32 n · f64 base instant (ms, UTC)
 *   n × u32 series | quality << 30 · n × f32 result · n × u16 age before base, in 0.1 s, 65535 = that or older
 * Columns keep typed-array reads aligned; 10 bytes against about 50 as JSON (research/backend.md §4).
 */
const MAGIC = 0x3146594b;
const HEADER = 16;
const RECORD = 10;
const SERIES = 0x3fffffff;
const OLDEST = 0xffff;

/** Columns of latest values, equal length. `t` in ms UTC, `q` an index into QUALITIES. */
export interface Latest {
  series: Uint32Array;
  v: Float32Array;
  t: Float64Array;
  q: Uint8Array;
}

/** @param base the instant ages are counted back from, ms; a `t` after it counts as age 0 */
export function encodeFrame(latest: Latest, base: Instant): ArrayBuffer {
  const n = latest.series.length;
  const buffer = new ArrayBuffer(HEADER + n * RECORD);
  const head = new DataView(buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, n, true);
  head.setFloat64(8, base, true);
  const keys = new Uint32Array(buffer, HEADER, n);
  const values = new Float32Array(buffer, HEADER + 4 * n, n);
  const ages = new Uint16Array(buffer, HEADER + 8 * n, n);
  for (let i = 0; i < n; i++) {
    keys[i] = ((latest.series[i]! & SERIES) | (latest.q[i]! << 30)) >>> 0;
    values[i] = latest.v[i]!;
    ages[i] = Math.min(OLDEST, Math.max(0, Math.round((base - latest.t[i]!) / 100)));
  }
  return buffer;
}

/** @returns undefined when the bytes are not a frame */
export function decodeFrame(bytes: ArrayBuffer): Latest | undefined {
  if (bytes.byteLength < HEADER) return undefined;
  const head = new DataView(bytes);
  const n = head.getUint32(4, true);
  if (head.getUint32(0, true) !== MAGIC || bytes.byteLength !== HEADER + n * RECORD) return undefined;
  const base = head.getFloat64(8, true);
  const keys = new Uint32Array(bytes, HEADER, n);
  const ages = new Uint16Array(bytes, HEADER + 8 * n, n);
  const series = new Uint32Array(n);
  const q = new Uint8Array(n);
  const t = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    series[i] = keys[i]! & SERIES;
    q[i] = keys[i]! >>> 30;
    t[i] = base - ages[i]! * 100;
  }
  return { series, v: new Float32Array(bytes, HEADER + 4 * n, n), t, q };
}
