import type { Alarm, AlarmInput } from "#contract/alarm";
import { arrange } from "#contract/alarm-fold";
import { step } from "#contract/alarm-step";
import type { AlarmId, Instant } from "#contract/ids";
import { QUALITIES } from "#contract/observation";
import type { Rule } from "#contract/rule";
import { propertyName, type Leaf, type Told } from "./rules/define.ts";
import type { Memory } from "./rules/memory.ts";
import { TRUE, UNKNOWN } from "./rules/truth.ts";
import type { Instance } from "./rulebook.ts";
import type { RoomState } from "./state.ts";
import { fillTemplate, printedNumber, printedUnit } from "./words.ts";

/** At most so many inputs and conditions are told; the contract's bounds. */
const INPUTS = 32;
const CONDITIONS = 64;

/**
 * The alarm as it stands when its condition comes true: the whole record of the fact `alarm:raised`.
 * What hides it (shelf, suppression, service) goes on hiding it; a new one is born suppressed where design says so.
 */
export function raisedAlarm(instance: Instance, room: { state: RoomState; memory: Memory; at: Instant; suppressor: AlarmId | undefined }): Alarm {
  const { state, memory, at, suppressor } = room;
  const { rule, thing, target } = instance;
  const before = state.alarms.get(instance.alarmId);
  const suppressedBy = before?.suppressedBy ?? suppressor;
  const from = before?.state ?? "normal";
  const visible = step(from, "raise", { latched: rule.latched, inAlarm: true, latch: rule.latched, shelved: false, suppressed: false, outOfService: false });
  const told = instance.leaves.find((leaf) => leaf.told !== undefined)?.told?.();
  const said = say(instance, { state, memory, told });
  return arrange({
    id: instance.alarmId, ruleId: rule.id, ruleVersion: rule.version, thingId: thing.id, area: thing.area, position: thing.position,
    priority: rule.priority,
    state: suppressedBy !== undefined && visible === "unack" ? "suppressed" : visible,
    inAlarm: true,
    latch: rule.latched ? true : undefined,
    raisedAt: at, changedAt: at,
    message: said.vi, messageEn: said.en,
    inputs: inputsOf(instance.leaves, memory),
    conditions: instance.leaves.slice(0, CONDITIONS).map((leaf) => {
      const truth = leaf.test();
      return { text: leaf.text.vi, textEn: leaf.text.en, ...(truth === UNKNOWN ? undefined : { held: truth === TRUE }) };
    }),
    occurrences: (before?.occurrences ?? 0) + 1,
    shelved: before?.shelved, suppressedBy, outOfService: before?.outOfService,
    escalateAt: nextStep(rule, at, 0),
    ...(told !== undefined && { forecast: told.forecast }),
    cause: `${rule.kind}:${target.observedPropertyId}`,
  });
}

/** The ladder's step number `index` as a deadline of an occurrence that began at `raisedAt`; undefined past its end. */
export function nextStep(rule: Rule, raisedAt: Instant, index: number): Alarm["escalateAt"] {
  const rung = rule.ladder[index];
  return rung === undefined ? undefined : { due: raisedAt + Math.round(rung.after * 1000), priority: rung.priority };
}

/** What the rule looked at, as it stands in memory now. */
export function inputsOf(leaves: readonly Leaf[], memory: Memory): AlarmInput[] {
  const seen = new Set<string>();
  const inputs: AlarmInput[] = [];
  for (const { datastream } of leaves) {
    if (seen.has(datastream.id) || inputs.length === INPUTS) continue;
    seen.add(datastream.id);
    const { series } = datastream;
    const { id, unit } = datastream;
    // Keys in the schema's order: equal alarms are equal bytes (invariant 3).
    inputs.push(memory.t[series]! > 0
      ? { datastreamId: id, value: memory.v[series]!, unit, at: memory.t[series]!, quality: QUALITIES[memory.q[series]!]! }
      : { datastreamId: id, unit });
  }
  return inputs;
}

function say({ rule, thing, target, leaves }: Instance, { state, memory, told }: { state: RoomState; memory: Memory; told: Told | undefined }): { vi: string; en: string } {
  const property = propertyName(state, target);
  const value = memory.t[target.series]! > 0 ? printedNumber(memory.v[target.series]!, target.decimals) : { vi: "–", en: "–" };
  const setpoint = leaves[0]?.setpoint ?? { vi: "", en: "" };
  const area = state.areas.get(thing.area)?.name ?? thing.area;
  const unit = printedUnit(target.unit);
  const more = (language: "vi" | "en"): Record<string, string> => Object.fromEntries(Object.entries(told?.words ?? {}).map(([name, words]) => [name, words[language]]));
  return {
    vi: fillTemplate(rule.message, { ...more("vi"), thing: thing.name, property: property.vi, value: value.vi, unit, setpoint: setpoint.vi, area }),
    en: fillTemplate(rule.messageEn ?? rule.message, { ...more("en"), thing: thing.nameEn ?? thing.name, property: property.en, value: value.en, unit, setpoint: setpoint.en, area }),
  };
}
