import type { Datastream } from "#contract/things";
import { observationEntity, parseObservationId, type Row } from "./entities.ts";
import type { Environment } from "./environment.ts";
import { evaluate } from "./evaluate.ts";
import { conjuncts, cost, paths, type Expression } from "./expression.ts";
import { malformed, tooMuch } from "./fault.ts";
import { observationRows, type Place, type RowOrder } from "./observation-rows.ts";
import { byKeys, type Page, type Sortable } from "./page.ts";
import type { Query } from "./parse-query.ts";
import { rowSubject } from "./subject.ts";
import { ALWAYS, isPhenomenonTime, timeRange } from "./time-range.ts";

/** Observations that may be put in an order other than time. */
const MAX_SORTED = 100_000;

/** One page of the observations of some datastreams. The time that `$filter` leaves is all that is read. */
export async function observationPage(of: Iterable<Datastream>, query: Query, environment: Environment): Promise<Page> {
  const datastreams = await chosen(of, query.filter, environment);
  const order = orderOf(query, datastreams.length);
  return order === undefined ? sortedPage(datastreams, query, environment) : streamedPage(datastreams, { ...query, order }, environment);
}

/** Without those datastreams of which no observation can match: parts of the filter that ask about the datastream alone are asked once. */
async function chosen(of: Iterable<Datastream>, filter: Expression | undefined, { catalogue, work, now }: Environment): Promise<Datastream[]> {
  const conditions = filter === undefined ? [] : conjuncts(filter).filter((part) => {
    const asked = paths(part);
    return asked.length > 0 && asked.every(([first, second]) => (first === "Datastream" || first === "FeatureOfInterest") && second !== undefined);
  });
  const each = 1 + conditions.reduce((sum, condition) => sum + cost(condition), 0);
  const kept: Datastream[] = [];
  for (const datastream of of) {
    work.steps(each);
    await work.pause();
    const subject = rowSubject({ datastream, t: 0, v: 0, q: 0 }, catalogue);
    if (conditions.every((condition) => evaluate(condition, subject, now) === true)) kept.push(datastream);
  }
  return kept;
}

/** @returns undefined when all must be read and sorted */
function orderOf({ orderby }: Query, datastreams: number): RowOrder | undefined {
  const [first] = orderby;
  if (first === undefined) return "series";
  // Within one datastream no two observations share an instant: further keys decide nothing.
  if (!isPhenomenonTime(first.by) || (orderby.length > 1 && datastreams > 1)) return undefined;
  return first.descending ? "descending" : "ascending";
}

/** Reads no further than the page, unless all are to be counted. The next page goes on behind its last observation, whatever was stored meanwhile. */
async function streamedPage(datastreams: Datastream[], query: Query & { order: RowOrder }, environment: Environment): Promise<Page> {
  const { order, count, skip, top } = query;
  const after = query.after === undefined ? undefined : placeOf(query.after, environment);
  const page: Row[] = [];
  let matched = 0;
  let behind = 0;
  reading: for await (const rows of matching(datastreams, query, order, count ? undefined : after, environment)) {
    for (const row of rows) {
      matched++;
      if (count && after !== undefined && !isBehind(row, after, order)) continue;
      behind++;
      if (behind > skip && page.length < top) page.push(row);
      if (behind > skip + top && !count) break reading;
    }
  }
  const last = page.at(-1);
  return {
    entities: page.map(observationEntity),
    count: count ? matched : undefined,
    next: behind > skip + top && last !== undefined ? { name: "$skiptoken", value: observationEntity(last).id } : undefined,
  };
}

async function* matching(datastreams: Datastream[], query: Query, order: RowOrder, after: Place | undefined, { catalogue, store, work, now }: Environment): AsyncGenerator<Row[], void> {
  const { filter } = query;
  const range = filter === undefined ? ALWAYS : timeRange(filter, now);
  const each = 1 + (filter === undefined ? 0 : cost(filter));
  const wanted = query.count ? Infinity : query.skip + query.top + 1;
  for await (const rows of observationRows({ datastreams, range, order, after, wanted, store })) {
    const [first] = rows;
    if (first === undefined) continue;
    const subject = rowSubject(first, catalogue);
    const kept: Row[] = [];
    for (const [i, row] of rows.entries()) {
      work.steps(each);
      if (i % 256 === 255) await work.pause();
      subject.row = row;
      if (filter === undefined || evaluate(filter, subject, now) === true) kept.push(row);
    }
    await work.pause();
    yield kept;
  }
}

async function sortedPage(datastreams: Datastream[], query: Query, environment: Environment): Promise<Page> {
  const { orderby, skip, top, count } = query;
  const { catalogue, now, work } = environment;
  const each = orderby.reduce((sum, { by }) => sum + cost(by), 0);
  const sorted: (Sortable & { row: Row })[] = [];
  for await (const rows of matching(datastreams, { ...query, count: true }, "series", undefined, environment)) {
    if (sorted.length + rows.length > MAX_SORTED) tooMuch(`$orderby would sort more than ${MAX_SORTED} observations: narrow phenomenonTime in $filter, or order by phenomenonTime`);
    for (const row of rows) {
      work.steps(each);
      const subject = rowSubject(row, catalogue);
      sorted.push({ row, keys: orderby.map(({ by }) => evaluate(by, subject, now)) });
    }
  }
  sorted.sort(byKeys(orderby));
  const end = skip + top;
  return {
    entities: sorted.slice(skip, end).map(({ row }) => observationEntity(row)),
    count: count ? sorted.length : undefined,
    next: sorted.length > end && top > 0 ? { name: "$skip", value: String(end) } : undefined,
  };
}

function placeOf(token: string, { catalogue }: Environment): Place {
  const parsed = parseObservationId(token);
  const datastream = parsed && catalogue.state.datastreams.get(parsed.datastreamId);
  return parsed === undefined || datastream === undefined ? malformed("$skiptoken is not from this service") : { t: parsed.t, series: datastream.series };
}

function isBehind({ t, datastream }: Row, after: Place, order: RowOrder): boolean {
  const { series } = datastream;
  if (order === "series") return series === after.series ? t > after.t : series > after.series;
  if (t === after.t) return series > after.series;
  return order === "ascending" ? t > after.t : t < after.t;
}
