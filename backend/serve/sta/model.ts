import { malformed } from "./fault.ts";
import type { ValueType } from "./value.ts";

export const SETS = ["Things", "Locations", "HistoricalLocations", "Datastreams", "Sensors", "ObservedProperties", "FeaturesOfInterest", "Observations"] as const;
export type SetName = (typeof SETS)[number];
/** A way from an entity to others: to one, or to many. */
export interface Link {
  readonly set: SetName;
  readonly many: boolean;
}
export interface SetModel {
  readonly properties: Readonly<Record<string, ValueType>>;
  readonly links: Readonly<Record<string, Link>>;
}

const one = (set: SetName): Link => ({ set, many: false });
const many = (set: SetName): Link => ({ set, many: true });
const named = { name: "string", description: "string" } as const;

/**
 * OGC 18-088 §8.2: what each entity has, in the order it is answered. Properties of type "any" hold objects or lists.
 * A Thing has one Location and one FeatureOfInterest, both its position: they bear its id. History of places is not kept.
 */
export const MODEL = {
  Things: { properties: { ...named, properties: "any" }, links: { Locations: many("Locations"), HistoricalLocations: many("HistoricalLocations"), Datastreams: many("Datastreams") } },
  Locations: { properties: { ...named, encodingType: "string", location: "any", properties: "any" }, links: { Things: many("Things"), HistoricalLocations: many("HistoricalLocations") } },
  HistoricalLocations: { properties: { time: "time" }, links: { Thing: one("Things"), Locations: many("Locations") } },
  Datastreams: { properties: { ...named, observationType: "string", unitOfMeasurement: "any", properties: "any" }, links: { Thing: one("Things"), Sensor: one("Sensors"), ObservedProperty: one("ObservedProperties"), Observations: many("Observations") } },
  Sensors: { properties: { ...named, encodingType: "string", metadata: "string" }, links: { Datastreams: many("Datastreams") } },
  ObservedProperties: { properties: { name: "string", definition: "string", description: "string", properties: "any" }, links: { Datastreams: many("Datastreams") } },
  FeaturesOfInterest: { properties: { ...named, encodingType: "string", feature: "any", properties: "any" }, links: { Observations: many("Observations") } },
  Observations: { properties: { phenomenonTime: "time", resultTime: "time", result: "number", resultQuality: "string" }, links: { Datastream: one("Datastreams"), FeatureOfInterest: one("FeaturesOfInterest") } },
} as const satisfies Record<SetName, SetModel>;

export const isSet = (name: string): name is SetName => Object.hasOwn(MODEL, name);
export const modelOf = (set: SetName): SetModel => MODEL[set];
export const linkOf = (set: SetName, name: string): Link | undefined => (Object.hasOwn(MODEL[set].links, name) ? modelOf(set).links[name] : undefined);
export const propertyOf = (set: SetName, name: string): ValueType | undefined => (Object.hasOwn(MODEL[set].properties, name) ? modelOf(set).properties[name] : undefined);
/** Both spellings of the one property that every entity has. */
export const isId = (name: string): boolean => name === "id" || name === "@iot.id";

/** Steps of one path. */
const MAX_STEPS = 8;

/**
 * The type at the end of a path, as filters and orders may name it.
 *
 * @throws Refusal 400 on a name the entity does not have, a path that ends at a link, or one over a link to many
 */
export function typeOfPath(set: SetName, steps: readonly string[]): ValueType {
  if (steps.length > MAX_STEPS) malformed(`a path may have ${MAX_STEPS} steps`);
  let at = set;
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    if (isId(step)) return last ? "string" : malformed(`${step} has no parts`);
    const type = propertyOf(at, step);
    if (type !== undefined) return last || type === "any" ? type : malformed(`${step} of ${at} has no parts`);
    const link = linkOf(at, step);
    if (link === undefined) malformed(`${at} have no "${step}": ${[...Object.keys(modelOf(at).properties), ...Object.keys(modelOf(at).links), "id"].join(", ")}`);
    if (link.many) malformed(`${step} of ${at} are many: ask for ${link.set} themselves, or $expand with a $filter`);
    if (last) malformed(`${step} is an entity: name one of its properties, ${step}/id for example`);
    at = link.set;
  }
  return malformed("an empty path");
}
