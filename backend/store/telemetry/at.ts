import { hourOf, type ChunkRow } from "./chunks.ts";
import { lowerBound, type Column } from "./column.ts";
import { spread } from "./pending.ts";
import type { Slice } from "./since.ts";
import type { Vault } from "./vault.ts";

/** Chunks decoded before the writer is let go on: a few ms. */
const STEP_CHUNKS = 32;
/** Series answered from memory before the same. */
const STEP_SERIES = 2048;
/** Damaged chunks passed over in one series before it counts as having no value. */
const PASSED = 8;

/** The newest point of each of these series at or before `at`, and not before its own `from`. ms, all inclusive. */
export interface AtQuery {
  at: number;
  series: Uint32Array;
  /** As long as `series`. */
  from: Float64Array;
}

/** One point, or the best so far. */
interface Best {
  t: number;
  v: number;
  q: number;
}

/**
 * Reads the values of a past instant in steps; between two of them appends and sealing may run, for each series is read at one
 * moment and its points are either in memory or in a chunk. Costs one chunk a series at most, however long ago the instant:
 * the chunk that holds the newest point is found by the key.
 *
 * Damaged chunks are reported by `chunks` and passed over: an older value stands there under its own time.
 *
 * @returns columns in the order asked for, without the series that have no such point
 */
export function* readAt(vault: Vault, { at, series, from }: AtQuery): Generator<undefined, Slice> {
  const last = vault.db.prepare<[number, number, number], ChunkRow>("SELECT series, t0, t1, n, min, max, crc, body FROM chunk WHERE series = ? AND t0 BETWEEN ? AND ? ORDER BY t0 DESC LIMIT 1");
  const out = { series: new Uint32Array(series.length), t: new Float64Array(series.length), v: new Float64Array(series.length), q: new Uint8Array(series.length) };
  let n = 0;
  let decoded = 0;
  for (let i = 0; i < series.length; i++) {
    const id = series[i]!;
    spread(vault.hot);
    const hot = vault.hot.series.get(id);
    let best = newer(newestIn(hot?.open, at), newestIn(hot?.frozen, at));
    let before = at;
    for (let passed = 0; passed < PASSED; passed++) {
      const row = last.get(id, hourOf(from[i]!), before);
      if (row === undefined || (best !== undefined && best.t >= row.t1)) break;
      decoded++;
      const found = vault.chunks.newest(row, at);
      if (found !== "damaged") {
        best = newer(best, found);
        break;
      }
      before = row.t0 - 1;
    }
    if (best !== undefined && best.t >= from[i]!) {
      out.series[n] = id;
      out.t[n] = best.t;
      out.v[n] = best.v;
      out.q[n++] = best.q;
    }
    if (decoded < STEP_CHUNKS && (i + 1) % STEP_SERIES !== 0) continue;
    decoded = 0;
    yield;
  }
  return { series: out.series.slice(0, n), t: out.t.slice(0, n), v: out.v.slice(0, n), q: out.q.slice(0, n) };
}

/** Of points in order of arrival: a sorted front, then those that came late. */
function newestIn(column: Column | undefined, at: number): Best | undefined {
  if (column === undefined || column.n === 0) return undefined;
  const { t, v, q, n, sorted } = column;
  let best = lowerBound(t, sorted, at);
  if (best === sorted || t[best] !== at) best--;
  for (let i = sorted; i < n; i++) if (t[i]! <= at && (best < 0 || t[i]! > t[best]!)) best = i;
  return best < 0 ? undefined : { t: t[best]!, v: v[best]!, q: q[best]! };
}

function newer(a: Best | undefined, b: Best | undefined): Best | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.t > a.t ? b : a;
}
