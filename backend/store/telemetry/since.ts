import { HOUR, hourOf, type ChunkRow } from "./chunks.ts";
import { sortedPoints } from "./column.ts";
import type { Rows } from "./frame.ts";
import { spread } from "./pending.ts";
import { between } from "./thin.ts";
import type { Points } from "./codec.ts";
import type { Vault } from "./vault.ts";

/** Points handed out at a time. */
export const SLICE_POINTS = 65_536;
/** Points gathered and sorted at a time, about: 21 bytes each, so some 25 MB. Busier hours are read in parts. */
const WINDOW_POINTS = 1_000_000;

/** Columns of equal length. */
export type Slice = Omit<Rows, "n">;

/**
 * All points of all series from an instant on, ascending in t, at most SLICE_POINTS at a time. Damaged chunks are
 * reported by `chunks` and left out: rules that start with a gap are better than none.
 */
export function* readSince(vault: Vault, from: number): Generator<Slice, undefined> {
  for (let start = nextPoint(vault, from); start < Infinity; ) {
    const end = hourOf(start) + HOUR;
    const parts = Math.max(1, Math.ceil(pointsIn(vault, start, end) / WINDOW_POINTS));
    const width = Math.ceil((end - start) / parts);
    for (let low = start; low < end; low += width) {
      const window = gather(vault, low, Math.min(low + width, end) - 1);
      for (let at = 0; at < window.t.length; at += SLICE_POINTS) yield cut(window, at, at + SLICE_POINTS);
    }
    start = nextPoint(vault, end);
  }
  return undefined;
}

/** @returns the first instant from `t` on that may have a point, Infinity when there is none */
function nextPoint(vault: Vault, t: number): number {
  const sealed = vault.db.prepare<[number], number | null>("SELECT min(t1) FROM chunk WHERE t1 >= ?").pluck().get(t);
  spread(vault.hot);
  let next = sealed === null || sealed === undefined ? Infinity : Math.max(t, hourOf(sealed));
  for (const { frozen, open } of vault.hot.series.values()) {
    for (const column of [frozen, open]) {
      for (let i = 0; i < (column?.n ?? 0); i++) {
        const at = column!.t[i]!;
        if (at >= t && at < next) next = at;
      }
    }
  }
  return next;
}

function pointsIn(vault: Vault, from: number, to: number): number {
  const select = vault.db.prepare<[number, number], number | null>("SELECT sum(n) FROM chunk WHERE t1 >= ? AND t1 < ?");
  return (select.pluck().get(from, to) ?? 0) + vault.hot.open + vault.hot.frozen;
}

/** @param from @param to inclusive, within one hour */
function gather(vault: Vault, from: number, to: number): Slice {
  const select = vault.db.prepare<[number, number], ChunkRow>(
    "SELECT series, t0, t1, n, min, max, crc, body FROM chunk WHERE t1 >= ? AND t1 < ?",
  );
  const found: { series: number; points: Points }[] = [];
  const keep = (series: number, points: Points | undefined): void => {
    const inside = points === undefined ? undefined : between(points, from, to);
    if (inside !== undefined && inside.t.length > 0) found.push({ series, points: inside });
  };
  for (const row of select.iterate(from, hourOf(from) + HOUR)) {
    if (row.t0 <= to) keep(row.series, vault.chunks.points(row));
  }
  spread(vault.hot);
  for (const { id, frozen, open } of vault.hot.series.values()) {
    for (const column of [frozen, open]) if (column !== undefined && column.n > 0) keep(id, sortedPoints(column));
  }
  return inOrder(found, from, to);
}

/** Counting sort by whole ms: an hour has 3.6 million of them, and every series is ascending already. */
function inOrder(found: readonly { series: number; points: Points }[], from: number, to: number): Slice {
  const starts = new Uint32Array(to - from + 2);
  for (const { points } of found) for (const t of points.t) starts[Math.floor(t - from) + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const n = starts.at(-1) ?? 0;
  const out = { series: new Uint32Array(n), t: new Float64Array(n), v: new Float64Array(n), q: new Uint8Array(n) };
  for (const { series, points } of found) {
    for (let i = 0; i < points.t.length; i++) {
      const at = starts[Math.floor(points.t[i]! - from)]!++;
      out.series[at] = series;
      out.t[at] = points.t[i]!;
      out.v[at] = points.v[i]!;
      out.q[at] = points.q[i]!;
    }
  }
  return out;
}

/** Copies, so that each slice can be transferred by itself. */
function cut(window: Slice, from: number, to: number): Slice {
  return {
    series: window.series.slice(from, to),
    t: window.t.slice(from, to),
    v: window.v.slice(from, to),
    q: window.q.slice(from, to),
  };
}
