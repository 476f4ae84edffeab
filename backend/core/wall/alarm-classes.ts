import { PRIORITIES, type Alarm, type Priority } from "#contract/alarm";
import type { Binding } from "#contract/wall";
import type { RoomState } from "../state.ts";

/** What a change of an alarm means to bindings. */
export interface ClassChange {
  /** It rings anew, or came into their class. */
  began: Binding[];
  /** No alarm of their class rings any more. */
  quiet: Binding[];
}

/** Of each binding's class of alarms, how many ring. Counted as alarms change: a flood is not searched through. */
export interface AlarmClasses {
  follow(before: Alarm | undefined, after: Alarm | undefined): ClassChange;
  /** Some alarm of the binding's class rings. */
  rings(bindingId: string): boolean;
  /** Counts a binding anew, after it was saved or removed. */
  recount(bindingId: string): void;
}

/** @param state as loaded; read, never changed */
export function openAlarmClasses(state: Pick<RoomState, "bindings" | "alarms">): AlarmClasses {
  const counts = new Map<string, number>();
  function recount(id: string): void {
    const binding = state.bindings.get(id);
    let count = 0;
    if (binding !== undefined) for (const alarm of state.alarms.values()) if (inClass(binding, alarm)) count++;
    if (count === 0) counts.delete(id);
    else counts.set(id, count);
  }
  for (const id of state.bindings.keys()) recount(id);

  return {
    follow(before, after) {
      const change: ClassChange = { began: [], quiet: [] };
      for (const binding of state.bindings.values()) {
        const was = inClass(binding, before);
        const is = inClass(binding, after);
        if (was === is) continue;
        const count = (counts.get(binding.id) ?? 0) + (is ? 1 : -1);
        counts.set(binding.id, count);
        if (is && after?.state === "unack") change.began.push(binding);
        if (count === 0) {
          counts.delete(binding.id);
          change.quiet.push(binding);
        }
      }
      return change;
    },
    rings: (id) => counts.has(id),
    recount,
  };
}

/** The alarm rings (or its latch still holds it) where people see it, and the binding is about it. What is shelved, suppressed or out of service changes no wall. */
export function inClass(binding: Binding, alarm: Alarm | undefined): boolean {
  if (alarm === undefined || !binding.enabled) return false;
  if (alarm.state !== "unack" && alarm.state !== "ack" && alarm.state !== "latched-unack" && alarm.state !== "latched-ack") return false;
  const { priorities, ruleIds, areas } = binding;
  return (priorities.length === 0 || priorities.includes(alarm.priority)) && (ruleIds.length === 0 || ruleIds.includes(alarm.ruleId)) && (areas.length === 0 || areas.includes(alarm.area));
}

/** Undefined is the least grave. */
export function graver(a: Priority | undefined, b: Priority | undefined): boolean {
  return gravity(a) < gravity(b);
}

/** 0 is the gravest. */
export function gravity(priority: Priority | undefined): number {
  return priority === undefined ? PRIORITIES.length : PRIORITIES.indexOf(priority);
}
