import type { Alarm } from "#contract/alarm";
import type { FactBody } from "#contract/fact";
import type { AlarmId } from "#contract/ids";
import type { Follower } from "./ledger.ts";
import type { Rulebook } from "./rulebook.ts";
import type { RoomState } from "./state.ts";

/** Suppression by design (ISA-18.2): which alarm hides which, kept in step with both. */
export interface Suppression {
  follow: Follower;
  /** An alarm of one of the rule's suppressors, in alarm on the same thing; undefined: none. */
  suppressor(ruleId: string, thingId: string): AlarmId | undefined;
  /** What must be said for the alarm's suppression to be as the rules want it. */
  reconcile(alarmId: AlarmId): FactBody[];
}

/** @param state as loaded: suppressions in it are known at once */
export function openSuppression(state: RoomState, rulebook: Rulebook): Suppression {
  /** By suppressor: whom it hides. */
  const hidden = new Map<AlarmId, Set<AlarmId>>();
  const note = (alarmId: AlarmId, from: AlarmId | undefined, to: AlarmId | undefined): void => {
    if (from === to) return;
    if (from !== undefined) {
      hidden.get(from)?.delete(alarmId);
      if (hidden.get(from)?.size === 0) hidden.delete(from);
    }
    if (to !== undefined) {
      const known = hidden.get(to);
      if (known === undefined) hidden.set(to, new Set([alarmId]));
      else known.add(alarmId);
    }
  };
  for (const alarm of state.alarms.values()) note(alarm.id, undefined, alarm.suppressedBy);

  const suppressor = (ruleId: string, thingId: string): AlarmId | undefined => {
    const causes = state.rules.get(ruleId)?.suppressedBy;
    if (causes === undefined || causes.length === 0) return undefined;
    for (const other of rulebook.onThing(thingId)) {
      if (causes.includes(other.rule.id) && suppresses(state.alarms.get(other.alarmId))) return other.alarmId;
    }
    return undefined;
  };

  const reconcile = (alarmId: AlarmId): FactBody[] => {
    const alarm = state.alarms.get(alarmId);
    if (alarm === undefined) return [];
    const present = alarm.suppressedBy;
    const wanted = present !== undefined && suppresses(state.alarms.get(present)) && state.rules.get(alarm.ruleId)?.suppressedBy.includes(state.alarms.get(present)!.ruleId) === true
      ? present
      : suppressor(alarm.ruleId, alarm.thingId);
    if (wanted === present) return [];
    if (wanted === undefined) return [{ kind: "alarm:unsuppressed", alarmId }];
    // What rests needs no hiding; should it be raised, it is born suppressed.
    return alarm.state === "normal" ? [] : [{ kind: "alarm:suppressed", alarmId, byAlarm: wanted }];
  };

  return {
    suppressor,
    reconcile,
    follow(before, after) {
      const alarm = after ?? before;
      if (alarm === undefined) return [];
      note(alarm.id, before?.suppressedBy, after?.suppressedBy);
      if (suppresses(before) === suppresses(after)) return [];
      const affected = new Set(hidden.get(alarm.id));
      for (const other of rulebook.onThing(alarm.thingId)) if (other.rule.suppressedBy.includes(alarm.ruleId)) affected.add(other.alarmId);
      return [...affected].flatMap(reconcile);
    },
  };
}

/** Out of service, an alarm's condition is not to be trusted, so it hides nothing. */
function suppresses(alarm: Alarm | undefined): boolean {
  return alarm?.inAlarm === true && alarm.state !== "out-of-service";
}
