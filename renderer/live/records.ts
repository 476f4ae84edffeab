import type { FactBody } from "#contract/fact";
import type { Snapshot } from "#contract/request";
import type { Rule } from "#contract/rule";
import type { Source } from "#contract/source";
import type { Area, Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";

/** The records that every window mirrors, by id. A map is replaced on change, never altered: compare by reference. */
export interface Records {
  areas: ReadonlyMap<string, Area>;
  things: ReadonlyMap<string, Thing>;
  observedProperties: ReadonlyMap<string, ObservedProperty>;
  sensors: ReadonlyMap<string, Sensor>;
  datastreams: ReadonlyMap<string, Datastream>;
  sources: ReadonlyMap<string, Source>;
  rules: ReadonlyMap<string, Rule>;
}

export function noRecords(): Records {
  return { areas: new Map(), things: new Map(), observedProperties: new Map(), sensors: new Map(), datastreams: new Map(), sources: new Map(), rules: new Map() };
}

export function recordsOf(snapshot: Snapshot): Records {
  const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> => new Map(list.map((each) => [each.id, each]));
  return {
    areas: byId(snapshot.areas), things: byId(snapshot.things), observedProperties: byId(snapshot.observedProperties), sensors: byId(snapshot.sensors),
    datastreams: byId(snapshot.datastreams), sources: byId(snapshot.sources), rules: byId(snapshot.rules),
  };
}

/** A copy made at most once per batch of facts. */
function draft<T>(map: ReadonlyMap<string, T>): { edit: () => Map<string, T>; done: () => ReadonlyMap<string, T> } {
  let copy: Map<string, T> | undefined;
  return { edit: () => (copy ??= new Map(map)), done: () => copy ?? map };
}

/** @returns the records after the facts, in order; the same object when none of them touched a record */
export function applyToRecords(before: Records, facts: readonly FactBody[]): Records {
  const areas = draft(before.areas);
  const things = draft(before.things);
  const observedProperties = draft(before.observedProperties);
  const sensors = draft(before.sensors);
  const datastreams = draft(before.datastreams);
  const sources = draft(before.sources);
  const rules = draft(before.rules);
  let changed = true;
  let any = false;
  for (const fact of facts) {
    changed = true;
    switch (fact.kind) {
      case "area:saved": areas.edit().set(fact.area.id, fact.area); break;
      case "thing:saved": things.edit().set(fact.thing.id, fact.thing); break;
      case "observed-property:saved": observedProperties.edit().set(fact.observedProperty.id, fact.observedProperty); break;
      case "sensor:saved": sensors.edit().set(fact.sensor.id, fact.sensor); break;
      case "datastream:saved": datastreams.edit().set(fact.datastream.id, fact.datastream); break;
      case "source:saved": sources.edit().set(fact.source.id, fact.source); break;
      case "rule:saved": rules.edit().set(fact.rule.id, fact.rule); break;
      case "rule:removed": rules.edit().delete(fact.ruleId); break;
      default: changed = false; // alarms are the alarm book's; people and the backend's own events are not mirrored
    }
    any ||= changed;
  }
  if (!any) return before;
  return {
    areas: areas.done(), things: things.done(), observedProperties: observedProperties.done(), sensors: sensors.done(),
    datastreams: datastreams.done(), sources: sources.done(), rules: rules.done(),
  };
}
