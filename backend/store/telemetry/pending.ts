import { push } from "./column.ts";
import type { Rows } from "./frame.ts";
import { add, note, seriesOf, type Hot } from "./hot.ts";

/** Rows newer than everything before them, taken by their instants alone and not yet spread over the columns of their series. */
export interface Pending {
  /** The first `n` of these. */
  rows: Omit<Rows, "n">;
  n: number;
  committed: boolean;
}

/** Rows that may wait to be spread, about: 21 bytes each. Above it the next transaction spreads them first. */
const PENDING_ROWS = 524_288;

/**
 * Takes the batch's leading rows as long as each is newer than all of its series: a comparison of two numbers a row, so that
 * a sender waits for the disk and not for the thousand places in memory where its points belong. `spread` puts them there.
 * The columns are kept, not copied, until then.
 *
 * @returns how many rows were taken; the next one is late, a duplicate, or of a series without a place in `seen`
 * @throws RangeError above MAX_SERIES: before the commit, so that the batch is refused and not broken off afterwards
 */
export function takeNewer(hot: Hot, rows: Omit<Rows, "n">): number {
  if (hot.waiting > PENDING_ROWS && hot.pending.every(({ committed }) => committed)) spread(hot);
  const { series, t } = rows;
  let n = 0;
  for (; n < t.length; n++) {
    const id = series[n]!;
    let seen = hot.seen[id];
    if (seen === undefined || seen === -Infinity) {
      seriesOf(hot, id);
      seen = hot.seen[id];
    }
    if (seen === undefined || !(t[n]! > seen)) break;
    hot.seen[id] = t[n]!;
  }
  hot.pending.push({ rows, n, committed: false });
  hot.waiting += n;
  hot.open += n;
  return n;
}

/** Puts every row that waits into the columns; those of the transaction under way so that `rollback` can undo it. Needed before any look at `series`. */
export function spread(hot: Hot): void {
  for (const { rows, n, committed } of hot.pending) {
    const { series, t, v, q } = rows;
    if (!committed) hot.open -= n;
    for (let i = 0; i < n; i++) {
      const of = seriesOf(hot, series[i]!);
      if (committed) {
        push(of.open, t[i]!, v[i]!, q[i]!);
        note(hot, of, t[i]!, v[i]!, q[i]!);
      } else add(hot, of, t[i]!, v[i]!, q[i]!);
    }
  }
  hot.pending = [];
  hot.waiting = 0;
}

/** The transaction was committed. */
export function settlePending(hot: Hot): void {
  for (const entry of hot.pending) entry.committed = true;
}

/** The transaction failed: the rows it took are forgotten. `seen` stays where they left it, which it may. */
export function rollbackPending(hot: Hot): void {
  for (const { n, committed } of hot.pending) {
    if (committed) continue;
    hot.waiting -= n;
    hot.open -= n;
  }
  hot.pending = hot.pending.filter(({ committed }) => committed);
}
