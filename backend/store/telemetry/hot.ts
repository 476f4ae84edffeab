import type { Pending } from "./pending.ts";
import { type Column, emptyColumn, has, push, truncate } from "./column.ts";

/** What is held in memory of one series: its newest point and everything not yet in a chunk. */
export interface Series {
  id: number;
  open: Column;
  /** Points of the generation being sealed, until their chunk is committed. */
  frozen: Column | undefined;
  /** -Infinity while the series has no point. */
  newestT: number;
  newestV: number;
  newestQ: number;
  /** Changed by the transaction under way; the rest is how it stood before. Plain fields: objects cost a third of an append. */
  touched: boolean;
  beforeN: number;
  beforeT: number;
  beforeV: number;
  beforeQ: number;
}

/** The open hour of all series. */
export interface Hot {
  series: Map<number, Series>;
  /** Points in open columns. Sealing starts early at OPEN_POINTS. */
  open: number;
  frozen: number;
  /** Series changed by the transaction under way. */
  touched: Series[];
  /**
   * By number of a series: it has no point newer than this, rows in `pending` included; -Infinity: none at all. A bound, higher
   * than the truth after a rollback: what is not above it is looked at closely. Series from SEEN on have no place here.
   */
  seen: Float64Array;
  /** Rows taken and not yet in `series` (see `pending.ts`), in order, and how many. */
  pending: Pending[];
  waiting: number;
}

/** Series numbers with a place in `seen`: 8 MB at most. They are given out from 0 on. */
const SEEN = 2 ** 20;

/** Open points that force sealing before its time: 17 bytes each, so at most ~70 MB, twice that while sealing. */
export const OPEN_POINTS = 4_000_000;
/** More series than this are the caller's bug; about 250 bytes each when idle. */
export const MAX_SERIES = 500_000;

export function createHot(): Hot {
  return { series: new Map(), open: 0, frozen: 0, touched: [], seen: new Float64Array(0), pending: [], waiting: 0 };
}

/** @throws RangeError above MAX_SERIES */
export function seriesOf(hot: Hot, id: number): Series {
  const known = hot.series.get(id);
  if (known !== undefined) return known;
  if (hot.series.size >= MAX_SERIES) throw new RangeError(`more than ${MAX_SERIES} series`);
  const made: Series = {
    id,
    open: emptyColumn(),
    frozen: undefined,
    newestT: -Infinity,
    // NaN, not 0: the engine then keeps doubles in place from the first one on.
    newestV: NaN,
    newestQ: 0,
    touched: false,
    beforeN: 0,
    beforeT: -Infinity,
    beforeV: NaN,
    beforeQ: 0,
  };
  hot.series.set(id, made);
  if (id >= hot.seen.length && id < SEEN) {
    const wider = new Float64Array(Math.min(SEEN, Math.max(1024, 2 ** Math.ceil(Math.log2(id + 1))))).fill(-Infinity);
    wider.set(hot.seen);
    hot.seen = wider;
  }
  return made;
}

/** Adds a point that is known to be new. Undone by `rollback` until `settle`. */
export function add(hot: Hot, series: Series, t: number, v: number, q: number): void {
  if (!series.touched) {
    series.touched = true;
    series.beforeN = series.open.n;
    series.beforeT = series.newestT;
    series.beforeV = series.newestV;
    series.beforeQ = series.newestQ;
    hot.touched.push(series);
  }
  push(series.open, t, v, q);
  hot.open++;
  note(hot, series, t, v, q);
}

/** Remembers a point as the newest of its series when it is. */
export function note(hot: Hot, series: Series, t: number, v: number, q: number): void {
  if (t <= series.newestT) return;
  if (series.id < hot.seen.length && t > hot.seen[series.id]!) hot.seen[series.id] = t;
  series.newestT = t;
  series.newestV = v;
  series.newestQ = q;
}

/** The transaction was committed. */
export function settle(hot: Hot): void {
  for (const series of hot.touched) series.touched = false;
  hot.touched = [];
}

/** The transaction failed: everything since the last `settle` is forgotten. */
export function rollback(hot: Hot): void {
  for (const series of hot.touched) {
    hot.open -= series.open.n - series.beforeN;
    truncate(series.open, series.beforeN);
    series.newestT = series.beforeT;
    series.newestV = series.beforeV;
    series.newestQ = series.beforeQ;
    series.touched = false;
  }
  hot.touched = [];
}

export function holds(series: Series, t: number): boolean {
  return has(series.open, t) || (series.frozen !== undefined && has(series.frozen, t));
}

/** Closes the open generation, all of it spread, for sealing. @returns its series, ascending by id */
export function freeze(hot: Hot): Series[] {
  const frozen = [...hot.series.values()].filter((series) => series.open.n > 0).sort((a, b) => a.id - b.id);
  for (const series of frozen) {
    series.frozen = series.open;
    series.open = emptyColumn();
  }
  hot.frozen = hot.open;
  hot.open = 0;
  return frozen;
}
