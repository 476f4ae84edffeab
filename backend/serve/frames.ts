import { encodeFrame, type Latest } from "#contract/frame";
import type { Instant } from "#contract/ids";

/** Latest values with a way from a series to its row. */
export interface Rows {
  latest: Latest;
  /** Row of a series; -1 where it has none. */
  at: (series: number) => number;
}

/** Finds the rows at most once per tick, for all frames of the tick; not at all where every window wants everything. */
export function rowsOf(latest: Latest): Rows {
  let index: Int32Array | undefined;
  function build(): Int32Array {
    const { series } = latest;
    let top = -1;
    for (const one of series) if (one > top) top = one;
    const made = new Int32Array(top + 1).fill(-1);
    for (let row = 0; row < series.length; row++) made[series[row] ?? 0] = row;
    return made;
  }
  return { latest, at: (series) => (index ??= build())[series] ?? -1 };
}

/** Encodes these rows. @returns undefined when there are none: no empty frame is ever sent */
export function frameOf(rows: Rows, picked: Uint32Array, base: Instant): ArrayBuffer | undefined {
  if (picked.length === 0) return undefined;
  const { series, v, t, q } = rows.latest;
  if (picked.length === series.length) return encodeFrame(rows.latest, base);
  const part: Latest = { series: new Uint32Array(picked.length), v: new Float32Array(picked.length), t: new Float64Array(picked.length), q: new Uint8Array(picked.length) };
  for (let i = 0; i < picked.length; i++) {
    const row = picked[i] ?? 0;
    part.series[i] = series[row] ?? 0;
    part.v[i] = v[row] ?? Number.NaN;
    part.t[i] = t[row] ?? 0;
    part.q[i] = q[row] ?? 2;
  }
  return encodeFrame(part, base);
}
