import type { Datastream } from "#contract/things";
import type { Row } from "./entities.ts";
import { openHeap } from "./heap.ts";
import type { HistoryPort, Newest } from "./history-port.ts";
import { readSeries, type NextRows } from "./series-reader.ts";
import type { TimeRange } from "./time-range.ts";

/** `series`: one datastream after the other, each ascending in time. Equal instants come in the order of their series. */
export type RowOrder = "series" | "ascending" | "descending";
/** The place of an observation in any of the orders. */
export interface Place {
  t: number;
  series: number;
}
export interface RowsQuery {
  datastreams: readonly Datastream[];
  range: TimeRange;
  order: RowOrder;
  /** Only what stands behind it. */
  after?: Place;
  /** How many rows will do, as far as is known. */
  wanted: number;
  store: HistoryPort;
}

/** Rows in a batch. */
const BATCH = 512;

/** Observations of many datastreams in one order, read only as far as they are taken. */
export async function* observationRows(query: RowsQuery): AsyncGenerator<Row[], void> {
  const newest = await query.store.newest();
  const datastreams = query.datastreams.filter(({ series }) => newest.has(series)).sort((a, b) => a.series - b.series);
  if (query.order === "series" || datastreams.length === 1) yield* oneByOne(query, datastreams, newest);
  else yield* merged(query, datastreams, newest);
}

function open(query: RowsQuery, datastream: Datastream, newest: ReadonlyMap<number, Newest>): { next: NextRows; range: TimeRange } {
  const range = behind(query, datastream.series);
  return { range, next: readSeries({ datastream, range, descending: query.order === "descending", wanted: query.wanted, newest: newest.get(datastream.series), store: query.store }) };
}

/** What of a series stands behind `after`. */
function behind({ range, after, order }: RowsQuery, series: number): TimeRange {
  if (after === undefined || (order === "series" && series > after.series)) return range;
  if (order === "series") return series < after.series ? { from: 1, to: 0 } : { ...range, from: Math.max(range.from, after.t + 1) };
  const same = series > after.series ? 0 : 1;
  return order === "ascending" ? { ...range, from: Math.max(range.from, after.t + same) } : { ...range, to: Math.min(range.to, after.t - same) };
}

async function* oneByOne(query: RowsQuery, datastreams: readonly Datastream[], newest: ReadonlyMap<number, Newest>): AsyncGenerator<Row[], void> {
  for (const datastream of datastreams) {
    const { next } = open(query, datastream, newest);
    for (let rows = await next(); rows.length > 0; rows = await next()) yield rows;
  }
}

interface Head extends Place {
  rows: readonly Row[];
  at: number;
  next: NextRows;
}

/** Joins sorted series. A series not yet read stands where its first row could be at the earliest: only those in reach are read. */
async function* merged(query: RowsQuery, datastreams: readonly Datastream[], newest: ReadonlyMap<number, Newest>): AsyncGenerator<Row[], void> {
  const sign = query.order === "descending" ? -1 : 1;
  const heap = openHeap<Head>((a, b) => (a.t === b.t ? a.series < b.series : (a.t - b.t) * sign < 0));
  for (const datastream of datastreams) {
    const { next, range } = open(query, datastream, newest);
    const t = sign === 1 ? range.from : Math.min(range.to, newest.get(datastream.series)?.t ?? -1);
    if (range.from <= range.to) heap.push({ t, series: datastream.series, rows: [], at: 0, next });
  }
  let batch: Row[] = [];
  for (let head = heap.pop(); head !== undefined; head = heap.pop()) {
    const row = head.rows[head.at];
    if (row !== undefined) {
      batch.push(row);
      if (batch.length >= Math.min(BATCH, query.wanted)) {
        yield batch;
        batch = [];
      }
      head.at++;
    }
    if (head.at >= head.rows.length) {
      head.rows = await head.next();
      head.at = 0;
    }
    const first = head.rows[head.at];
    if (first !== undefined) heap.push({ ...head, t: first.t });
  }
  if (batch.length > 0) yield batch;
}
