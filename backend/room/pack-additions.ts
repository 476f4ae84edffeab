import type { Fact, NewFact } from "#contract/fact";
import type { RoomState } from "../core/state.ts";

/** Facts of rules and datastreams that are looked through at most: a journal with more of them gets neither rules nor forecasts. */
export const LOOKED_THROUGH = 10_000;
/** What tells whether the room ever had a rule, or a gauge's forecast. */
export const TELLING = ["rule:saved", "rule:removed", "datastream:saved"] as const;

/**
 * What a newer version of the same city pack has and a room of an older one has not: things and what they measure, agencies, plans, exercises, what may be published, rules and
 * how gauges are forecast. Nothing is taken away, and nothing that the room knows is touched but for a gauge that never had a forecast. What its people removed they removed: a rule or
 * a forecast that the journal knows of does not come again.
 *
 * @param facts the whole pack's, in an order in which each may refer to the ones before
 * @param before the journal's newest facts of `TELLING`, `LOOKED_THROUGH` at most; asked for only where a rule or a forecast is lacking
 * @returns those to add, with series that are free
 */
export function packAdditions(facts: readonly NewFact[], state: Pick<RoomState, "areas" | "things" | "observedProperties" | "sensors" | "datastreams" | "rules" | "agencies" | "scenarios" | "exercises" | "services">, before: () => readonly Fact[]): NewFact[] {
  let series = 0;
  for (const datastream of state.datastreams.values()) series = Math.max(series, datastream.series + 1);
  let past: Past | undefined;
  const once = (): Past => (past ??= pastOf(before()));
  const added: NewFact[] = [];
  for (const fact of facts) {
    switch (fact.kind) {
      case "area:saved": if (!state.areas.has(fact.area.id)) added.push(fact); break;
      case "observed-property:saved": if (!state.observedProperties.has(fact.observedProperty.id)) added.push(fact); break;
      case "sensor:saved": if (!state.sensors.has(fact.sensor.id)) added.push(fact); break;
      case "thing:saved": if (!state.things.has(fact.thing.id)) added.push(fact); break;
      case "datastream:saved": {
        const known = state.datastreams.get(fact.datastream.id);
        const { forecast } = fact.datastream;
        if (known === undefined) added.push({ ...fact, datastream: { ...fact.datastream, series: series++ } });
        else if (forecast !== undefined && known.forecast === undefined && known.unit === fact.datastream.unit && !once().forecast(known.id)) added.push({ ...fact, datastream: { ...known, forecast } });
        break;
      }
      case "rule:saved": if (!state.rules.has(fact.rule.id) && !once().rule(fact.rule.id)) added.push(fact); break;
      case "agency:saved": if (!state.agencies.has(fact.agency.id)) added.push(fact); break;
      case "scenario:saved": if (!state.scenarios.has(fact.scenario.id)) added.push(fact); break;
      case "exercise:saved": if (!state.exercises.has(fact.exercise.id)) added.push(fact); break;
      case "service:decided": if (!state.services.has(fact.decision.id)) added.push(fact); break;
      default: break;
    }
  }
  return added;
}

interface Past {
  /** The room once had it, or may have had it. */
  rule: (id: string) => boolean;
  forecast: (id: string) => boolean;
}

function pastOf(facts: readonly Fact[]): Past {
  if (facts.length >= LOOKED_THROUGH) return { rule: () => true, forecast: () => true };
  const rules = new Set<string>(facts.flatMap((fact) => (fact.kind === "rule:saved" ? [fact.rule.id] : fact.kind === "rule:removed" ? [fact.ruleId] : [])));
  const forecasts = new Set<string>(facts.flatMap((fact) => (fact.kind === "datastream:saved" && fact.datastream.forecast !== undefined ? [fact.datastream.id] : [])));
  return { rule: (id) => rules.has(id), forecast: (id) => forecasts.has(id) };
}
