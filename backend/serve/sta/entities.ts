import type { Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";
import { QUALITIES } from "#contract/observation";
import type { RoomState } from "../../core/state.ts";
import { isId, type MODEL } from "./model.ts";
import { unitOfMeasurement } from "./units.ts";
import { timeText, type Json } from "./value.ts";

/** One stored observation with the datastream it belongs to; t in ms UTC, q an index into QUALITIES. */
export interface Row {
  datastream: Datastream;
  t: number;
  v: number;
  q: number;
}
/** An entity of the service over the room's own record. */
export type Entity =
  | { set: "Things" | "Locations" | "FeaturesOfInterest"; id: string; of: Thing }
  | { set: "Datastreams"; id: string; of: Datastream }
  | { set: "Sensors"; id: string; of: Sensor }
  | { set: "ObservedProperties"; id: string; of: ObservedProperty }
  | { set: "Observations"; id: string; of: Row };

type Reader<B> = (of: B, state: RoomState) => Json | undefined;
type Readers<S extends keyof typeof MODEL, B> = Readonly<Record<keyof (typeof MODEL)[S]["properties"], Reader<B>>>;

/** Drops what is absent: zero and empty are values, undefined is none. */
function present(properties: Record<string, Json | undefined>): Json {
  return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
const point = ({ position }: Thing): Json => ({ type: "Point", coordinates: position });
const GEO_JSON = "application/geo+json";
const place: Reader<Thing> = ({ area }, state) => present({ area, areaName: state.areas.get(area)?.name });

const THING: Readers<"Things", Thing> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  properties: ({ nameEn, kind, area, agencyId, service }, state) => present({ nameEn, kind, agencyId, service, area, areaName: state.areas.get(area)?.name }),
};
const LOCATION: Readers<"Locations", Thing> = { name: ({ name }) => name, description: ({ description }) => description, encodingType: () => GEO_JSON, location: point, properties: place };
const FEATURE: Readers<"FeaturesOfInterest", Thing> = { name: ({ name }) => name, description: ({ description }) => description, encodingType: () => GEO_JSON, feature: point, properties: place };
const DATASTREAM: Readers<"Datastreams", Datastream> = {
  name: ({ name }) => name,
  // Mandatory in the standard and not kept here: what is observed, and how often.
  description: ({ name, period }) => `${name}, ${period} s`,
  observationType: () => "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
  unitOfMeasurement: ({ unit }) => unitOfMeasurement(unit),
  properties: ({ nameEn, decimals, period, staleAfter, min, max, levels }) => present({ nameEn, decimals, period, staleAfter, min, max, levels }),
};
const SENSOR: Readers<"Sensors", Sensor> = { name: ({ name }) => name, description: ({ description }) => description, encodingType: ({ encodingType }) => encodingType, metadata: ({ metadata }) => metadata };
const OBSERVED_PROPERTY: Readers<"ObservedProperties", ObservedProperty> = { name: ({ name }) => name, definition: ({ definition }) => definition, description: ({ description }) => description, properties: ({ nameEn }) => present({ nameEn }) };
const OBSERVATION: Readers<"Observations", Row> = {
  phenomenonTime: ({ t }) => timeText(t),
  // The store keeps when something was, not when it was reported.
  resultTime: () => null,
  result: ({ v }) => v,
  resultQuality: ({ q }) => QUALITIES[q] ?? null,
};

function pick<B>(readers: Readonly<Record<string, Reader<B>>>, name: string, of: B, state: RoomState): Json | undefined {
  return Object.hasOwn(readers, name) ? readers[name]?.(of, state) : undefined;
}

/** @returns undefined when the entity has no such property */
export function readProperty(entity: Entity, name: string, state: RoomState): Json | undefined {
  if (isId(name)) return entity.id;
  switch (entity.set) {
    case "Things": return pick(THING, name, entity.of, state);
    case "Locations": return pick(LOCATION, name, entity.of, state);
    case "FeaturesOfInterest": return pick(FEATURE, name, entity.of, state);
    case "Datastreams": return pick(DATASTREAM, name, entity.of, state);
    case "Sensors": return pick(SENSOR, name, entity.of, state);
    case "ObservedProperties": return pick(OBSERVED_PROPERTY, name, entity.of, state);
    case "Observations": return pick(OBSERVATION, name, entity.of, state);
  }
}

/** The id that creating it answered with: a datastream has one observation at an instant. */
export const observationId = (datastreamId: string, t: number): string => `${datastreamId}@${t}`;
export const observationEntity = (row: Row): Entity => ({ set: "Observations", id: observationId(row.datastream.id, row.t), of: row });

/** @returns undefined when the text is no id of an observation */
export function parseObservationId(id: string): { datastreamId: string; t: number } | undefined {
  const found = /^(.{1,64})@(\d{1,16})$/.exec(id);
  const t = Number(found?.[2]);
  return found?.[1] !== undefined && t <= 8_640_000_000_000_000 ? { datastreamId: found[1], t } : undefined;
}
