import type { NewFact } from "#contract/fact";
import type { Collection, RoomState, Touch } from "./state.ts";

type CatalogueFact = Extract<NewFact, { kind: "area:saved" | "thing:saved" | "observed-property:saved" | "sensor:saved" | "datastream:saved" | "source:saved" }>;

/** Folds what is declared about the city: the newest saving of a record stands. */
export function foldCatalogue(state: RoomState, fact: CatalogueFact): Touch[] {
  switch (fact.kind) {
    case "area:saved": return put(state.areas, "areas", fact.area);
    case "thing:saved": return put(state.things, "things", fact.thing);
    case "observed-property:saved": return put(state.observedProperties, "observedProperties", fact.observedProperty);
    case "sensor:saved": return put(state.sensors, "sensors", fact.sensor);
    case "datastream:saved": return put(state.datastreams, "datastreams", fact.datastream);
    case "source:saved": return put(state.sources, "sources", fact.source);
  }
}

function put<T extends { id: string }>(records: Map<string, T>, collection: Collection, record: T): Touch[] {
  records.set(record.id, record);
  return [{ collection, id: record.id, body: record }];
}
