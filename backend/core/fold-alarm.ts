import { foldAlarm, type AlarmFact } from "#contract/alarm-fold";
import type { NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

/** Folds a fact about one alarm. */
export function foldAlarmFact(state: RoomState, fact: AlarmFact): Touch[] {
  const id = fact.kind === "alarm:raised" ? fact.alarm.id : fact.alarmId;
  const before = state.alarms.get(id);
  const ruleId = fact.kind === "alarm:raised" ? fact.alarm.ruleId : before?.ruleId;
  const after = foldAlarm(before, fact, ruleId === undefined ? undefined : state.rules.get(ruleId));
  if (after === before) return [];
  if (after === undefined) state.alarms.delete(id);
  else state.alarms.set(id, after);
  return [{ collection: "alarms", id, body: after }];
}

/** Folds the beginning and the end of an alarm flood. */
export function foldFlood(state: RoomState, fact: Extract<NewFact, { kind: "flood:began" | "flood:ended" }>): Touch[] {
  state.flood = fact.kind === "flood:began"
    ? { active: true, since: fact.at, count: fact.count, peak: fact.count }
    : { active: false, count: fact.count, peak: fact.peak };
  return [{ collection: "flood", id: "flood", body: state.flood }];
}
