import type { NewFact } from "#contract/fact";
import type { RoomState } from "../core/state.ts";

/**
 * What a newer version of the same city pack has and a room of an older one has not: things and what they measure, agencies, plans, exercises and what may be published. Nothing
 * the room knows is touched, and nothing is taken away. Rules that the room once had and lost cannot be told from new ones: none are added.
 *
 * @param facts the whole pack's, in an order in which each may refer to the ones before
 * @returns those to add, with series that are free
 */
export function packAdditions(facts: readonly NewFact[], state: Pick<RoomState, "areas" | "things" | "observedProperties" | "sensors" | "datastreams" | "agencies" | "scenarios" | "exercises" | "services">): NewFact[] {
  let series = 0;
  for (const datastream of state.datastreams.values()) series = Math.max(series, datastream.series + 1);
  const added: NewFact[] = [];
  for (const fact of facts) {
    switch (fact.kind) {
      case "area:saved": if (!state.areas.has(fact.area.id)) added.push(fact); break;
      case "observed-property:saved": if (!state.observedProperties.has(fact.observedProperty.id)) added.push(fact); break;
      case "sensor:saved": if (!state.sensors.has(fact.sensor.id)) added.push(fact); break;
      case "thing:saved": if (!state.things.has(fact.thing.id)) added.push(fact); break;
      case "datastream:saved": if (!state.datastreams.has(fact.datastream.id)) added.push({ ...fact, datastream: { ...fact.datastream, series: series++ } }); break;
      case "agency:saved": if (!state.agencies.has(fact.agency.id)) added.push(fact); break;
      case "scenario:saved": if (!state.scenarios.has(fact.scenario.id)) added.push(fact); break;
      case "exercise:saved": if (!state.exercises.has(fact.exercise.id)) added.push(fact); break;
      case "service:decided": if (!state.services.has(fact.decision.id)) added.push(fact); break;
      default: break;
    }
  }
  return added;
}
