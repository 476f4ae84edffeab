import type { Entity } from "./entities.ts";
import type { Environment } from "./environment.ts";
import { evaluate, sortValues } from "./evaluate.ts";
import { cost } from "./expression.ts";
import type { Query } from "./parse-query.ts";
import { subjectOf } from "./subject.ts";
import type { Value } from "./value.ts";

/** One page of a collection. */
export interface Page {
  entities: Entity[];
  /** All that match, when asked for. */
  count?: number;
  /** Options that lead to the next page; absent on the last. */
  next?: { name: "$skip" | "$skiptoken"; value: string };
}

export interface Sortable {
  keys: readonly Value[];
}
/** Compares by all keys of `$orderby`; equal ones keep their order (sorting is stable). */
export function byKeys(orderby: Query["orderby"]): (a: Sortable, b: Sortable) => number {
  return (a, b) => {
    for (const [i, { descending }] of orderby.entries()) {
      const order = sortValues(a.keys[i] ?? null, b.keys[i] ?? null);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

/** Chooses among entities at hand, in the order of the standard (§9.3.1): filter, count, order, skip, top. */
export async function pageOf(entities: Iterable<Entity>, query: Query, { catalogue, work, now }: Environment): Promise<Page> {
  const { filter, orderby, skip, top, count } = query;
  const each = 1 + (filter === undefined ? 0 : cost(filter)) + orderby.reduce((sum, { by }) => sum + cost(by), 0);
  const end = skip + top;
  const sorted: (Sortable & { entity: Entity })[] = [];
  const page: Entity[] = [];
  let matched = 0;
  for (const entity of entities) {
    work.steps(each);
    await work.pause();
    const subject = subjectOf(entity, catalogue);
    if (filter !== undefined && evaluate(filter, subject, now) !== true) continue;
    if (orderby.length > 0) sorted.push({ entity, keys: orderby.map(({ by }) => evaluate(by, subject, now)) });
    else if (matched >= skip && matched < end) page.push(entity);
    matched++;
    if (orderby.length === 0 && !count && matched > end) break;
  }
  if (orderby.length > 0) page.push(...sorted.sort(byKeys(orderby)).slice(skip, end).map(({ entity }) => entity));
  return {
    entities: page,
    count: count ? matched : undefined,
    // With $top=0 the next page would be this one again.
    next: matched > end && top > 0 ? { name: "$skip", value: String(end) } : undefined,
  };
}
