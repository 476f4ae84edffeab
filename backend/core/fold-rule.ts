import type { NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

/**
 * Folds a rule's saving or removal. With a rule go its alarms; those still in alarm wait for their own
 * `alarm:cleared` with cause "rule-removed", which follows in the same commit and says so.
 */
export function foldRule(state: RoomState, fact: Extract<NewFact, { kind: "rule:saved" | "rule:removed" }>): Touch[] {
  if (fact.kind === "rule:saved") {
    state.rules.set(fact.rule.id, fact.rule);
    return [{ collection: "rules", id: fact.rule.id, body: fact.rule }];
  }
  if (!state.rules.delete(fact.ruleId)) return [];
  const touched: Touch[] = [{ collection: "rules", id: fact.ruleId, body: undefined }];
  for (const alarm of state.alarms.values()) {
    if (alarm.ruleId !== fact.ruleId || alarm.inAlarm) continue;
    state.alarms.delete(alarm.id);
    touched.push({ collection: "alarms", id: alarm.id, body: undefined });
  }
  return touched;
}
