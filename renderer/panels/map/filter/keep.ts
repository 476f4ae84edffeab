import type { Thing } from "#contract/things";
import type { MapCase } from "../../../live/cases-on-map.ts";
import type { Keep } from "../../../scene/scene.ts";

/** Chosen as agency or service: those that name none. */
export const UNSTATED = "";

/** Which stations and cases are shown; an empty set lets all through. */
export interface Filter {
  wards: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  /** Observed properties, of which a station must measure one. */
  properties: ReadonlySet<string>;
  /** Who answers for it, or has a part in the case. */
  agencies: ReadonlySet<string>;
  /** Services of the city. */
  services: ReadonlySet<string>;
  /** Only these, of the lasso; undefined: any. */
  only: ReadonlySet<string> | undefined;
}

export const NO_FILTER: Filter = { wards: new Set(), kinds: new Set(), properties: new Set(), agencies: new Set(), services: new Set(), only: undefined };

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

/**
 * What one filter lets through; undefined: everything. A case passes by its own area and agencies, and, where kinds, services,
 * properties or a lasso are chosen, by the stations of its alarms.
 *
 * @param measured things by observed property
 * @param thingOf the station of an open alarm
 */
export function keepOf(filter: Filter, measured: ReadonlyMap<string, ReadonlySet<string>>, thingOf: (alarmId: string) => Kept | undefined = () => undefined): Keep | undefined {
  const { wards, kinds, properties, agencies, services, only } = filter;
  if (isNone(filter)) return undefined;
  const measures = [...properties].map((id) => measured.get(id));
  /** Whatever the choice, a station of a kind, a service and so on; ward and agency are asked apart. */
  const isOfKind = ({ id, kind, service = UNSTATED }: Kept): boolean =>
    (only === undefined || only.has(id)) && (kinds.size === 0 || kinds.has(kind)) && (services.size === 0 || services.has(service)) && (properties.size === 0 || measures.some((things) => things?.has(id) === true));
  const asksStations = only !== undefined || kinds.size + services.size + properties.size > 0;
  const isOfAgency = ({ agencies: parts }: MapCase): boolean => agencies.size === 0 || parts.some(({ id }) => agencies.has(id)) || (parts.length === 0 && agencies.has(UNSTATED));
  return {
    thing: (thing) => (wards.size === 0 || wards.has(thing.area)) && (agencies.size === 0 || agencies.has(thing.agencyId ?? UNSTATED)) && isOfKind(thing),
    incident: (one) => (wards.size === 0 || (one.areaId !== undefined && wards.has(one.areaId))) && isOfAgency(one) && (!asksStations || one.alarmIds.some((id) => ((thing) => thing !== undefined && isOfKind(thing))(thingOf(id)))),
  };
}

export function isNone({ wards, kinds, properties, agencies, services, only }: Filter): boolean {
  return wards.size + kinds.size + properties.size + agencies.size + services.size === 0 && only === undefined;
}

/** What a filter asks of a station. */
export type Kept = Pick<Thing, "id" | "area" | "kind" | "agencyId" | "service">;

/** The set with or without one more. */
export function turned<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
