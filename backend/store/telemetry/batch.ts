import type { TelemetryBatch } from "../../ports.ts";
import { QUALITIES } from "#contract/observation";
import { MAX_SERIES_ID } from "./frame.ts";

/** Rows of one batch at most. */
export const BATCH_ROWS = 131_072;
const LAST_INSTANT = 8_640_000_000_000_000;

/** @throws RangeError naming what is wrong: a batch that observe cannot have made, so the caller's bug */
export function checkBatch(batch: TelemetryBatch): void {
  const { series, t, v, q, from, late, sources } = batch;
  const n = t.length;
  if (n > BATCH_ROWS) throw new RangeError(`a batch of ${n} rows is above ${BATCH_ROWS}`);
  if ([series, v, q, from, late].some((column) => column.length !== n)) throw new RangeError("columns differ in length");
  for (let i = 0; i < n; i++) {
    const at = t[i]!;
    if (!(at >= 0 && at <= LAST_INSTANT && Number.isInteger(at))) throw new RangeError(`row ${i}: t is ${at}`);
    if (!Number.isFinite(v[i])) throw new RangeError(`row ${i}: v is ${v[i]}`);
    if (series[i]! > MAX_SERIES_ID) throw new RangeError(`row ${i}: series ${series[i]} is above ${MAX_SERIES_ID}`);
    if (q[i]! >= QUALITIES.length) throw new RangeError(`row ${i}: quality ${q[i]}`);
    if (from[i]! >= sources.length) throw new RangeError(`row ${i}: source ${from[i]} of ${sources.length}`);
  }
}

/** Columns are copied and the copies transferred: the caller keeps its own, to hand them over again after DiskFull. */
export function copyBatch(batch: TelemetryBatch): { copy: TelemetryBatch; transfer: ArrayBuffer[] } {
  const copy = {
    ...batch,
    series: batch.series.slice(),
    t: batch.t.slice(),
    v: batch.v.slice(),
    q: batch.q.slice(),
    from: batch.from.slice(),
    late: batch.late.slice(),
  };
  const { series, t, v, q, from, late } = copy;
  return { copy, transfer: [series, t, v, q, from, late].map((column) => column.buffer) };
}
