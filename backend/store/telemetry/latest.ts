import { type Hot, note, seriesOf } from "./hot.ts";
import { spread } from "./pending.ts";

/** Newest points of all series as columns, 21 bytes each: f64 t · f64 v · u32 series · u8 q. */
const RECORD = 21;

export function encodeLatest(hot: Hot): Uint8Array {
  const { series, t, v, q } = latestOf(hot);
  const n = series.length;
  const bytes = new Uint8Array(n * RECORD);
  new Float64Array(bytes.buffer, 0, n).set(t);
  new Float64Array(bytes.buffer, 8 * n, n).set(v);
  new Uint32Array(bytes.buffer, 16 * n, n).set(series);
  bytes.set(q, 20 * n);
  return bytes;
}

/** Notes what `encodeLatest` wrote as the newest points of their series. */
export function restoreLatest(hot: Hot, bytes: Uint8Array): void {
  const n = Math.floor(bytes.length / RECORD);
  const body = bytes.slice().buffer;
  const t = new Float64Array(body, 0, n);
  const v = new Float64Array(body, 8 * n, n);
  const series = new Uint32Array(body, 16 * n, n);
  const q = new Uint8Array(body, 20 * n, n);
  for (let i = 0; i < n; i++) note(hot, seriesOf(hot, series[i]!), t[i]!, v[i]!, q[i]!);
}

/** @returns the newest point of every series that has one, as columns of equal length */
export function latestOf(hot: Hot): { series: Uint32Array; t: Float64Array; v: Float64Array; q: Uint8Array } {
  spread(hot);
  const all = [...hot.series.values()].filter((series) => series.newestT !== -Infinity);
  return {
    series: Uint32Array.from(all, (s) => s.id),
    t: Float64Array.from(all, (s) => s.newestT),
    v: Float64Array.from(all, (s) => s.newestV),
    q: Uint8Array.from(all, (s) => s.newestQ),
  };
}
