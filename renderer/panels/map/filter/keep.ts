import type { Thing } from "#contract/things";

/** Which stations are shown; an empty set lets all through. */
export interface Filter {
  wards: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  /** Observed properties, of which a station must measure one. */
  properties: ReadonlySet<string>;
  /** Only these, of the lasso; undefined: any. */
  only: ReadonlySet<string> | undefined;
}

export const NO_FILTER: Filter = { wards: new Set(), kinds: new Set(), properties: new Set(), only: undefined };

/** Things by what they measure. */
export function measuredBy(datastreams: Iterable<{ thingId: string; observedPropertyId: string }>): ReadonlyMap<string, ReadonlySet<string>> {
  const measured = new Map<string, Set<string>>();
  for (const { thingId, observedPropertyId } of datastreams) {
    const things = measured.get(observedPropertyId);
    if (things === undefined) measured.set(observedPropertyId, new Set([thingId]));
    else things.add(thingId);
  }
  return measured;
}

/** A test for one filter; undefined: it lets everything through. @param measured things by observed property */
export function keepOf({ wards, kinds, properties, only }: Filter, measured: ReadonlyMap<string, ReadonlySet<string>>): ((thing: Pick<Thing, "id" | "area" | "kind">) => boolean) | undefined {
  if (wards.size === 0 && kinds.size === 0 && properties.size === 0 && only === undefined) return undefined;
  const measures = [...properties].map((id) => measured.get(id));
  return ({ id, area, kind }) =>
    (only === undefined || only.has(id)) && (wards.size === 0 || wards.has(area)) && (kinds.size === 0 || kinds.has(kind)) && (properties.size === 0 || measures.some((things) => things?.has(id) === true));
}

/** The set with or without one more. */
export function turned<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
