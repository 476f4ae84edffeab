import { encodeFrame, type Latest } from "#contract/frame";
import type { Instant } from "#contract/ids";

/** Latest values with a way from a series to its row. */
export interface Rows {
  latest: Latest;
  /** Row of each series; -1 where it has none. */
  at: Int32Array;
}

/** Finds the rows once per tick, for all frames of the tick. */
export function rowsOf(latest: Latest): Rows {
  let top = -1;
  for (const series of latest.series) if (series > top) top = series;
  const at = new Int32Array(top + 1).fill(-1);
  latest.series.forEach((series, row) => void (at[series] = row));
  return { latest, at };
}

/** Encodes these rows. @returns undefined when there are none: no empty frame is ever sent */
export function frameOf(rows: Rows, picked: Uint32Array, base: Instant): ArrayBuffer | undefined {
  if (picked.length === 0) return undefined;
  const { series, v, t, q } = rows.latest;
  if (picked.length === series.length) return encodeFrame(rows.latest, base);
  const part: Latest = { series: new Uint32Array(picked.length), v: new Float32Array(picked.length), t: new Float64Array(picked.length), q: new Uint8Array(picked.length) };
  picked.forEach((row, i) => {
    part.series[i] = series[row] ?? 0;
    part.v[i] = v[row] ?? Number.NaN;
    part.t[i] = t[row] ?? 0;
    part.q[i] = q[row] ?? 2;
  });
  return encodeFrame(part, base);
}
