import type { FactBody } from "#contract/fact";
import { openDeadlines } from "./deadlines.ts";
import type { Ledger } from "./ledger.ts";
import type { Now } from "./now.ts";
import { inputsOf, raisedAlarm } from "./raise.ts";
import { IDLE, type Memory } from "./rules/memory.ts";
import { TRUE, UNKNOWN, type Truth } from "./rules/truth.ts";
import type { Instance } from "./rulebook.ts";
import type { RoomState } from "./state.ts";
import type { Suppression } from "./suppress.ts";

type Cleared = Extract<FactBody, { kind: "alarm:cleared" }>;

/** From truths to alarms: on-delays, off-delays and silence, all on the steady clock. */
export interface Judge {
  /** The instance's truth is now this: raise, clear, or start waiting. */
  turn(instance: Instance, truth: Truth, now: Now): void;
  /** As `turn` after a silent warm-up: a delay counts from when the condition really turned. */
  settle(instance: Instance, now: Now): void;
  /** Clears without delay. */
  clear(instance: Instance, cause: Cleared["cause"], now: Now): void;
  /** Nothing of the instance waits any more. */
  forget(instance: Instance): void;
  /** Acts on one delay or silence that is due; false: none is. */
  fire(now: Now): boolean;
  first(): number | undefined;
}

/** @param room the state, and the memory its instances were compiled over */
export function openJudge(room: { state: RoomState; memory: Memory; ledger: Ledger; suppression: Suppression }): Judge {
  const { state, memory, ledger, suppression } = room;
  const delays = openDeadlines<Instance>();
  const silences = openDeadlines<Instance>();

  const stopWaiting = (instance: Instance): void => {
    if (instance.due === undefined) return;
    instance.due = undefined;
    delays.delete(instance);
  };
  const clear = (instance: Instance, cause: Cleared["cause"], now: Now): void => {
    stopWaiting(instance);
    const { series } = instance.target;
    const value = memory.t[series]! > 0 ? memory.v[series]! : undefined;
    ledger.emit({ kind: "alarm:cleared", alarmId: instance.alarmId, value, cause, inputs: inputsOf(instance.leaves, memory) }, now);
  };
  const act = (instance: Instance, now: Now): void => {
    stopWaiting(instance);
    if (instance.inAlarm) return clear(instance, "returned-to-normal", now);
    const suppressor = suppression.suppressor(instance.rule.id, instance.thing.id);
    ledger.emit({ kind: "alarm:raised", alarm: raisedAlarm(instance, { state, memory, at: now.wall, suppressor }) }, now);
  };
  const delayOf = (instance: Instance): number => 1000 * (instance.inAlarm ? instance.rule.offDelay : instance.rule.onDelay);
  const wait = (instance: Instance, ms: number, now: Now): void => {
    if (ms <= 0) return act(instance, now);
    instance.due = now.steady + ms;
    delays.set(instance, instance.due);
  };
  const watch = (instance: Instance, now: Now): void => {
    if (!instance.watches) return;
    let due = Infinity;
    for (const leaf of instance.leaves) {
      const at = leaf.dueAt?.();
      if (at !== undefined && at > now.steady && at < due) due = at;
    }
    if (due !== Infinity) return silences.set(instance, due);
    silences.delete(instance);
    memory.truths[instance.slot] = IDLE;
  };
  const turn = (instance: Instance, truth: Truth, now: Now): void => {
    memory.truths[instance.slot] = truth;
    if (instance.watches) watch(instance, now);
    // Unknown neither raises nor clears, and does not stop a delay: only the opposite does.
    if (truth === UNKNOWN) return;
    if ((truth === TRUE) === instance.inAlarm) return stopWaiting(instance);
    if (instance.due === undefined) wait(instance, delayOf(instance), now);
    else if (now.steady >= instance.due) act(instance, now);
  };

  return {
    turn,
    clear,
    settle(instance, now) {
      const truth = instance.test();
      const since = memory.truths[instance.slot] === truth && instance.since > 0 ? instance.since : now.wall;
      memory.truths[instance.slot] = truth;
      watch(instance, now);
      if (truth === UNKNOWN || (truth === TRUE) === instance.inAlarm) return;
      wait(instance, delayOf(instance) - Math.max(0, now.wall - since), now);
    },
    forget(instance) {
      stopWaiting(instance);
      silences.delete(instance);
    },
    fire(now) {
      const silence = silences.first() ?? Infinity;
      const delay = delays.first() ?? Infinity;
      if (Math.min(silence, delay) > now.steady) return false;
      if (silence <= delay) {
        const instance = silences.take(now.steady)!.key;
        turn(instance, instance.test(), now);
        return true;
      }
      const instance = delays.take(now.steady)!.key;
      turn(instance, instance.test(), now);
      return true;
    },
    first() {
      const silence = silences.first();
      const delay = delays.first();
      return silence === undefined ? delay : delay === undefined ? silence : Math.min(silence, delay);
    },
  };
}
