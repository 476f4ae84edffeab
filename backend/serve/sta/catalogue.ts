import type { Datastream, Thing } from "#contract/things";
import type { RoomState } from "../../core/state.ts";
import type { Entity } from "./entities.ts";
import type { SetName } from "./model.ts";

/** Observations are known by whose they are and read later; all other entities are at hand. */
export type Collection = { set: "Observations"; datastreams: Iterable<Datastream> } | { set: Exclude<SetName, "Observations">; entities: Iterable<Entity> };

/** The room's catalogue as SensorThings sees it, for one request: live, read-only. */
export interface Catalogue {
  state: RoomState;
  all(set: SetName): Collection;
  find(set: Exclude<SetName, "Observations">, id: string): Entity | undefined;
  /** The entity at a link to one; undefined when the record names one that is gone. */
  one(from: Entity, link: string): Entity | undefined;
  many(from: Entity, link: string): Collection;
}

const thingEntity = (set: "Things" | "Locations" | "FeaturesOfInterest") => (of: Thing): Entity => ({ set, id: of.id, of });
const datastreamEntity = (of: Datastream): Entity => ({ set: "Datastreams", id: of.id, of });

function* map<A, B>(items: Iterable<A>, to: (item: A) => B): Generator<B> {
  for (const item of items) yield to(item);
}

export function openCatalogue(state: RoomState): Catalogue {
  const indexes = new Map<string, Map<string, Datastream[]>>();
  /** Datastreams by one of their ids; made when first asked for, since one pass costs as much as one answer without it. */
  function datastreamsBy(key: "thingId" | "sensorId" | "observedPropertyId", id: string): readonly Datastream[] {
    const index = indexes.get(key) ?? Map.groupBy(state.datastreams.values(), (datastream): string => datastream[key]);
    indexes.set(key, index);
    return index.get(id) ?? [];
  }
  const datastreams = (of: Iterable<Datastream>): Collection => ({ set: "Datastreams", entities: map(of, datastreamEntity) });

  function find(set: Exclude<SetName, "Observations">, id: string): Entity | undefined {
    switch (set) {
      case "Things": case "Locations": case "FeaturesOfInterest": {
        const of = state.things.get(id);
        return of && thingEntity(set)(of);
      }
      case "Datastreams": {
        const of = state.datastreams.get(id);
        return of && datastreamEntity(of);
      }
      case "Sensors": {
        const of = state.sensors.get(id);
        return of && { set, id, of };
      }
      case "ObservedProperties": {
        const of = state.observedProperties.get(id);
        return of && { set, id, of };
      }
      case "HistoricalLocations": return undefined;
    }
  }

  return {
    state,
    find,
    all(set) {
      switch (set) {
        case "Observations": return { set, datastreams: state.datastreams.values() };
        case "Things": case "Locations": case "FeaturesOfInterest": return { set, entities: map(state.things.values(), thingEntity(set)) };
        case "Datastreams": return datastreams(state.datastreams.values());
        case "Sensors": return { set, entities: map(state.sensors.values(), (of): Entity => ({ set, id: of.id, of })) };
        case "ObservedProperties": return { set, entities: map(state.observedProperties.values(), (of): Entity => ({ set, id: of.id, of })) };
        case "HistoricalLocations": return { set, entities: [] };
      }
    },
    one(from, link) {
      if (from.set === "Datastreams") {
        if (link === "Thing") return find("Things", from.of.thingId);
        return link === "Sensor" ? find("Sensors", from.of.sensorId) : find("ObservedProperties", from.of.observedPropertyId);
      }
      if (from.set !== "Observations") return undefined;
      return link === "Datastream" ? datastreamEntity(from.of.datastream) : find("FeaturesOfInterest", from.of.datastream.thingId);
    },
    many(from, link) {
      switch (from.set) {
        case "Things":
          if (link === "Datastreams") return datastreams(datastreamsBy("thingId", from.id));
          return link === "Locations" ? { set: link, entities: [thingEntity(link)(from.of)] } : { set: "HistoricalLocations", entities: [] };
        case "Locations": return link === "Things" ? { set: link, entities: [thingEntity(link)(from.of)] } : { set: "HistoricalLocations", entities: [] };
        case "FeaturesOfInterest": return { set: "Observations", datastreams: datastreamsBy("thingId", from.id) };
        case "Datastreams": return { set: "Observations", datastreams: [from.of] };
        case "Sensors": return datastreams(datastreamsBy("sensorId", from.id));
        case "ObservedProperties": return datastreams(datastreamsBy("observedPropertyId", from.id));
        case "Observations": return { set: "HistoricalLocations", entities: [] };
      }
    },
  };
}
