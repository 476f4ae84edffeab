import type { NewFact } from "#contract/fact";
import type { Judge } from "./judge.ts";
import type { Ledger } from "./ledger.ts";
import type { Now } from "./now.ts";
import { widen, type Memory } from "./rules/memory.ts";
import { FALSE } from "./rules/truth.ts";
import type { Instance, Rulebook } from "./rulebook.ts";
import type { RoomState } from "./state.ts";
import type { Suppression } from "./suppress.ts";

/** What revising touches. */
export interface Revised {
  state: RoomState;
  memory: Memory;
  rulebook: Rulebook;
  judge: Judge;
  ledger: Ledger;
  suppression: Suppression;
}

/** Adopts facts decided elsewhere and brings the compiled rules, and the alarms of those that changed, in line with them. */
export function revise(facts: readonly NewFact[], now: Now, room: Revised): void {
  const { state, memory, rulebook, judge, ledger, suppression } = room;
  const rules = new Set<string>();
  const datastreams = new Set<string>();
  const things = new Set<string>();
  const properties = new Set<string>();
  for (const fact of facts) {
    ledger.adopt(fact, now);
    switch (fact.kind) {
      case "rule:saved": rules.add(fact.rule.id); break;
      case "rule:removed": rules.add(fact.ruleId); break;
      case "datastream:saved":
        datastreams.add(fact.datastream.id);
        widen(memory, fact.datastream.series + 1);
        break;
      case "thing:saved": things.add(fact.thing.id); break;
      case "observed-property:saved": properties.add(fact.observedProperty.id); break;
      default: break;
    }
  }
  if (things.size > 0 || properties.size > 0) {
    for (const datastream of state.datastreams.values()) {
      if (things.has(datastream.thingId) || properties.has(datastream.observedPropertyId)) datastreams.add(datastream.id);
    }
  }
  const edited = new Set(rules);
  if (datastreams.size > 0) for (const ruleId of rulebook.readersOf(datastreams)) rules.add(ruleId);
  if (rules.size === 0) return;

  const { made, gone } = rulebook.rebuild(rules, datastreams);
  for (const instance of gone) {
    judge.forget(instance);
    if (rulebook.instances.has(instance.alarmId) || !instance.inAlarm) continue;
    judge.clear(instance, state.rules.has(instance.rule.id) ? "rule-changed" : "rule-removed", now);
  }
  for (const instance of made) {
    instance.edited = edited.has(instance.rule.id);
    judgeAnew(instance, now, room);
  }
  for (const ruleId of edited) {
    for (const instance of rulebook.ofRule(ruleId)) for (const body of suppression.reconcile(instance.alarmId)) ledger.emit(body, now);
  }
}

/** Judges an instance just made, or one of whose windows just got its past. */
export function judgeAnew(instance: Instance, now: Now, { memory, rulebook, judge }: Pick<Revised, "memory" | "rulebook" | "judge">): void {
  // Before listening begins nothing is judged: `settle` will.
  if (memory.since === Infinity) return;
  const truth = instance.test();
  // The rule as it now stands would not ring: the alarm it left behind ends with it, without an off-delay.
  if (truth === FALSE && instance.inAlarm && instance.edited) judge.clear(instance, "rule-changed", now);
  judge.turn(instance, truth, now);
  if (rulebook.whole(instance)) instance.edited = false;
}
