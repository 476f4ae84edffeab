import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Rule } from "#contract/rule";
import type { RoomState, Touch } from "../core/state.ts";

/**
 * Alarms and rules as they stood at the journal's head, folded once more fact by fact: the room has folded a whole batch when it
 * hands it over, and only says how records stand after the last of them.
 */
export interface Shadow {
  /** @returns what the fact touched; nothing where it is about neither alarms nor rules */
  fold(fact: Fact): Touch[];
  /** The facts were committed. */
  settle(): void;
  /** They were not: forgets them. */
  undo(): void;
}

/** @param from a state to begin with; only its maps are copied, for records are replaced and never changed */
export function openShadow(from: RoomState, fold: (state: RoomState, fact: Fact) => Touch[], emptyState: () => RoomState): Shadow {
  const state: RoomState = { ...emptyState(), alarms: new Map(from.alarms), rules: new Map(from.rules) };
  const alarms = new Map<Alarm["id"], Alarm | undefined>();
  const rules = new Map<string, Rule | undefined>();

  function remember(fact: Fact): void {
    const keep = (id: Alarm["id"]): void => void (alarms.has(id) || alarms.set(id, state.alarms.get(id)));
    const ruleId = fact.kind === "rule:saved" ? fact.rule.id : fact.kind === "rule:removed" ? fact.ruleId : undefined;
    if (ruleId !== undefined && !rules.has(ruleId)) rules.set(ruleId, state.rules.get(ruleId));
    if (fact.kind === "alarm:raised") keep(fact.alarm.id);
    else if (fact.kind === "rule:removed") {
      for (const alarm of state.alarms.values()) if (alarm.ruleId === fact.ruleId) keep(alarm.id);
    } else if ("alarmId" in fact && fact.alarmId !== undefined) keep(fact.alarmId);
  }

  return {
    fold(fact) {
      if (!fact.kind.startsWith("alarm:") && fact.kind !== "rule:saved" && fact.kind !== "rule:removed") return [];
      remember(fact);
      return fold(state, fact);
    },
    settle() {
      alarms.clear();
      rules.clear();
    },
    undo() {
      putBack(state.alarms, alarms);
      putBack(state.rules, rules);
      alarms.clear();
      rules.clear();
    },
  };
}

function putBack<K, V>(now: Map<K, V>, before: ReadonlyMap<K, V | undefined>): void {
  for (const [id, record] of before) {
    if (record === undefined) now.delete(id);
    else now.set(id, record);
  }
}
