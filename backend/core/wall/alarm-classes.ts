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
  const classes = new Map<string, AlarmClass>();
  /** Of each rule the bindings that name it, and those that name none: all that an alarm of it can concern. */
  const byRule = new Map<string, Set<string>>();
  const ofAnyRule = new Set<string>();

  function recount(id: string): void {
    for (const ruleId of classes.get(id)?.rules ?? []) {
      const named = byRule.get(ruleId);
      named?.delete(id);
      if (named?.size === 0) byRule.delete(ruleId);
    }
    ofAnyRule.delete(id);
    classes.delete(id);
    counts.delete(id);
    const binding = state.bindings.get(id);
    if (binding === undefined) return;
    const its = classOf(binding);
    classes.set(id, its);
    if (its.rules.size === 0) ofAnyRule.add(id);
    for (const ruleId of its.rules) {
      const named = byRule.get(ruleId);
      if (named === undefined) byRule.set(ruleId, new Set([id]));
      else named.add(id);
    }
    let count = 0;
    for (const alarm of state.alarms.values()) if (inClass(its, alarm)) count++;
    if (count > 0) counts.set(id, count);
  }
  for (const id of state.bindings.keys()) recount(id);

  return {
    follow(before, after) {
      const change: ClassChange = { began: [], quiet: [] };
      const one = (id: string): void => {
        const its = classes.get(id);
        const binding = state.bindings.get(id);
        if (its === undefined || binding === undefined) return;
        const was = inClass(its, before);
        const is = inClass(its, after);
        if (was === is) return;
        const count = (counts.get(id) ?? 0) + (is ? 1 : -1);
        counts.set(id, count);
        if (is && after?.state === "unack") change.began.push(binding);
        if (count === 0) {
          counts.delete(id);
          change.quiet.push(binding);
        }
      };
      // An alarm keeps its rule for life.
      const ruleId = (after ?? before)?.ruleId;
      for (const id of (ruleId === undefined ? undefined : byRule.get(ruleId)) ?? []) one(id);
      for (const id of ofAnyRule) one(id);
      // The same order on every run, however often a binding was saved meanwhile.
      change.began.sort(byId);
      change.quiet.sort(byId);
      return change;
    },
    rings: (id) => counts.has(id),
    recount,
  };
}

function byId(a: Binding, b: Binding): number {
  return a.id < b.id ? -1 : 1;
}

/** A binding's conditions, looked up and not searched. */
interface AlarmClass {
  enabled: boolean;
  priorities: ReadonlySet<Priority>;
  rules: ReadonlySet<string>;
  areas: ReadonlySet<string>;
}

function classOf({ enabled, priorities, ruleIds, areas }: Binding): AlarmClass {
  return { enabled, priorities: new Set(priorities), rules: new Set(ruleIds), areas: new Set(areas) };
}

/** The alarm rings (or its latch still holds it) where people see it, and the binding is about it. What is shelved, suppressed or out of service changes no wall. */
function inClass({ enabled, priorities, rules, areas }: AlarmClass, alarm: Alarm | undefined): boolean {
  if (alarm === undefined || !enabled) return false;
  if (alarm.state !== "unack" && alarm.state !== "ack" && alarm.state !== "latched-unack" && alarm.state !== "latched-ack") return false;
  return (priorities.size === 0 || priorities.has(alarm.priority)) && (rules.size === 0 || rules.has(alarm.ruleId)) && (areas.size === 0 || areas.has(alarm.area));
}

/** Undefined is the least grave. */
export function graver(a: Priority | undefined, b: Priority | undefined): boolean {
  return gravity(a) < gravity(b);
}

/** 0 is the gravest. */
export function gravity(priority: Priority | undefined): number {
  return priority === undefined ? PRIORITIES.length : PRIORITIES.indexOf(priority);
}
