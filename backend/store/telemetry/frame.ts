/**
 * The body of a frame: the stored rows of one batch, 16 bytes each, written once and kept until the hour is sealed.
 *   n × f64 v · n × (u32 t - t0 | f64 t) · n × u32 series | quality << 30
 * Raw columns, not varints: a frame is written under the eyes of a waiting sender.
 */
const SERIES = 0x3fffffff;
/** Largest series number a frame can hold. */
export const MAX_SERIES_ID = SERIES;

/** Rows of many series in the order they came, equal length; the first `n` count. */
export interface Rows {
  n: number;
  series: Uint32Array;
  t: Float64Array;
  v: Float64Array;
  q: Uint8Array;
}

/** @returns the body and the instant its times are counted from, ms */
export function encodeFrame(rows: Rows): { body: Uint8Array; t0: number } {
  const { n, t, v, series, q } = rows;
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < n; i++) {
    if (t[i]! < first) first = t[i]!;
    if (t[i]! > last) last = t[i]!;
  }
  const wide = last - first > 0xffffffff;
  const body = new Uint8Array(n * (wide ? 20 : 16));
  new Float64Array(body.buffer, 0, n).set(v.subarray(0, n));
  if (wide) new Float64Array(body.buffer, 8 * n, n).set(t.subarray(0, n));
  else {
    const offsets = new Uint32Array(body.buffer, 8 * n, n);
    for (let i = 0; i < n; i++) offsets[i] = t[i]! - first;
  }
  const keys = new Uint32Array(body.buffer, n * (wide ? 16 : 12), n);
  for (let i = 0; i < n; i++) keys[i] = (series[i]! | (q[i]! << 30)) >>> 0;
  return { body, t0: first };
}

/** @returns undefined when the length does not fit `n` rows */
export function decodeFrame(bytes: Uint8Array, t0: number, n: number): Rows | undefined {
  const wide = bytes.length === n * 20;
  if (!wide && bytes.length !== n * 16) return undefined;
  const body = bytes.slice().buffer; // copied: typed arrays need their own alignment
  const keys = new Uint32Array(body, n * (wide ? 16 : 12), n);
  const series = new Uint32Array(n);
  const q = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    series[i] = keys[i]! & SERIES;
    q[i] = keys[i]! >>> 30;
  }
  const t = wide ? new Float64Array(body, 8 * n, n) : Float64Array.from(new Uint32Array(body, 8 * n, n), (x) => t0 + x);
  return { n, series, t, v: new Float64Array(body, 0, n), q };
}
