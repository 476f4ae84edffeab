import type { Datastream } from "#contract/things";
import type { Row } from "./entities.ts";
import type { HistoryPort, Newest } from "./history-port.ts";
import type { TimeRange } from "./time-range.ts";

/** Points to aim at in one window: half of what the store gives unthinned, so that an uneven sender still fits. */
const AIM = 10_000;
/** ms; a window of expected size is not smaller. */
const MIN_WINDOW = 60_000;
/** How much longer the next window gets after an empty one: a year of silence takes a handful of questions. */
const GROWTH = 16;
/** Points from which on they tell how dense a series is; fewer may stand anywhere in their window. */
const TELLING = 100;

export interface SeriesQuery {
  datastream: Datastream;
  range: TimeRange;
  descending: boolean;
  /** How many rows will do, as far as is known. */
  wanted: number;
  /** Newest point as it stood when the request began: nothing newer is read. Absent: the series is empty. */
  newest: Newest | undefined;
  store: HistoryPort;
}

/** @returns the next rows in order, some or many; none at the end */
export type NextRows = () => Promise<Row[]>;

/**
 * Reads one series window by window. The store thins what it gives above 20,000 points: such an answer is never used, a
 * shorter window is asked for instead, so that each observation comes exactly once.
 */
export function readSeries({ datastream, range, descending, wanted, newest, store }: SeriesQuery): NextRows {
  let { from } = range;
  let to = Math.min(range.to, newest?.t ?? -1);
  const usual = Math.max(MIN_WINDOW, datastream.period * 1000 * Math.min(AIM, 2 * wanted));
  let width = usual;
  // The newest point is known without a question: the most frequent request wants no other.
  let known = descending && newest !== undefined && newest.t >= from && newest.t <= to ? newest : undefined;

  let begun = false;
  return async () => {
    if (known !== undefined) {
      const row: Row = { datastream, t: known.t, v: known.v, q: known.q };
      known = undefined;
      to = row.t - 1;
      return [row];
    }
    while (from <= to) {
      const start = descending ? Math.max(from, to - width + 1) : from;
      const end = descending ? to : Math.min(to, from + width - 1);
      const { t, v, q, thinned } = await store.history(datastream.series, start, end);
      if (thinned) {
        // What was empty before the first point stays in the window, of the rest at most half: a year of silence costs one question.
        const edge = descending ? end - (t.at(-1) ?? end) : (t[0] ?? start) - start;
        width = Math.max(1, Math.floor(edge + Math.min((end - start + 1 - edge) / 2, usual)));
        begun = true;
        continue;
      }
      if (descending) to = start - 1;
      else from = end + 1;
      const first = t[0];
      const last = t.at(-1);
      if (first === undefined || last === undefined) {
        // Where the series begins is not known: one look at the rest of it finds that.
        width = begun ? width * GROWTH : Infinity;
        continue;
      }
      begun = true;
      const held = descending ? last - start + 1 : end - first + 1;
      width = t.length < TELLING ? Math.max(usual, held * 2) : Math.min(held * 2, Math.ceil(((last - first + 1) / t.length) * AIM));
      const rows = t.map((at, i): Row => ({ datastream, t: at, v: v[i] ?? NaN, q: q[i] ?? 0 }));
      return descending ? rows.reverse() : rows;
    }
    return [];
  };
}
