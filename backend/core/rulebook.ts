import type { AlarmId } from "#contract/ids";
import type { Rule } from "#contract/rule";
import type { Datastream, Thing } from "#contract/things";
import { alarmIdOf } from "./alarm-id.ts";
import type { Leaf, Prepared } from "./rules/define.ts";
import { ruleKind } from "./rules/index.ts";
import type { Memory } from "./rules/memory.ts";
import { openSelection } from "./rules/selection.ts";
import { UNKNOWN, type Test } from "./rules/truth.ts";
import type { RoomState } from "./state.ts";
import { openWindowPool, type WindowPool } from "./window-pool.ts";

/** A rule on one target, compiled, with what judging it must remember. */
export interface Instance {
  readonly alarmId: AlarmId;
  readonly rule: Rule;
  readonly thing: Thing;
  readonly target: Datastream;
  readonly test: Test;
  readonly leaves: readonly Leaf[];
  /** Keys of its windows in the pool. */
  readonly rings: readonly string[];
  /** Has a condition that silence alone can make true. */
  readonly watches: boolean;
  /** Where in `memory.truths` the truth last acted upon stands. */
  readonly slot: number;
  /** Mirrors the alarm's record. */
  inAlarm: boolean;
  /** An on-delay (not in alarm) or off-delay (in alarm) runs until this steady instant, ms; undefined: none. */
  due: number | undefined;
  /** phenomenonTime at which the present truth began, ms; kept while warming. */
  since: number;
  /** Its rule was edited, and it has not been judged with all its windows whole since. */
  edited: boolean;
}

/** An instance as one of its series' observations meets it: a list, so that the hot path touches little. */
export interface Reader {
  readonly test: Test;
  readonly slot: number;
  readonly next: Reader | undefined;
  readonly instance: Instance;
}

/** The rules in force, compiled and indexed: an observation meets only the conditions on its own series. */
export interface Rulebook {
  instances: ReadonlyMap<AlarmId, Instance>;
  /** By series: the first of those who read it. */
  readers: (Reader | undefined)[];
  windows: Pick<WindowPool, "rings" | "fill">;
  onThing(thingId: string): Iterable<Instance>;
  ofRule(ruleId: string): Iterable<Instance>;
  /**
   * Brings the rules' instances in line with the state. Those whose rule and datastreams did not change keep their memory.
   * @param changed datastreams whose definition (or thing, or property) changed
   */
  rebuild(ruleIds: Iterable<string>, changed: ReadonlySet<string>): { made: Instance[]; gone: Instance[] };
  /** Rules that read one of these datastreams, or now select one. */
  readersOf(changed: ReadonlySet<string>): Set<string>;
  /** By series: how far back the past is wanted that its newly opened windows lack, ms. */
  gaps(): Map<number, number>;
  /** None of its windows waits for its past. */
  whole(instance: Instance): boolean;
  /** By series: how far back a restart must replay for every window and delay to be whole, ms. Series that need nothing are left out. */
  needs(): Map<number, number>;
}

/** @returns an empty book over this state and memory */
export function openRulebook(state: RoomState, memory: Memory): Rulebook {
  const instances = new Map<AlarmId, Instance>();
  const byRule = new Map<string, Set<Instance>>();
  const byThing = new Map<string, Set<Instance>>();
  const plans = new Map<string, { rule: Rule; plan: Prepared }>();
  const readers: (Reader | undefined)[] = [];
  const freed: number[] = [];
  let slots = 0;
  const takeSlot = (): number => {
    const slot = freed.pop() ?? slots++;
    if (slot >= memory.truths.length) memory.truths = lengthen(memory.truths);
    memory.truths[slot] = UNKNOWN;
    return slot;
  };
  const windows = openWindowPool(memory);

  const compile = (alarmId: AlarmId, rule: Rule, plan: Prepared, target: Datastream): Instance | undefined => {
    const thing = state.things.get(target.thingId);
    if (thing === undefined) return undefined;
    const borrowed: string[] = [];
    const alarm = state.alarms.get(alarmId);
    const made = plan.compile(target, {
      memory,
      state,
      ring: (series, span, capacity, extremes) => {
        const { key, ring } = windows.borrow({ series, span, capacity, extremes });
        borrowed.push(key);
        return ring;
      },
      held: (index) => alarm?.inAlarm === true && (alarm.conditions[index]?.held ?? true),
    });
    if (!made.ok) {
      borrowed.forEach(windows.giveBack);
      return undefined;
    }
    const { test, leaves } = made.value;
    const watches = leaves.some((leaf) => leaf.dueAt !== undefined);
    return {
      alarmId, rule, thing, target, test, leaves, rings: borrowed, watches,
      slot: takeSlot(), inAlarm: alarm?.inAlarm === true, due: undefined, since: 0, edited: false,
    };
  };

  const planOf = (rule: Rule): Prepared | undefined => {
    const known = plans.get(rule.id);
    if (known?.rule === rule) return known.plan;
    const prepared = ruleKind(rule.kind)?.prepare(rule.params);
    if (prepared?.ok !== true) {
      plans.delete(rule.id);
      return undefined;
    }
    plans.set(rule.id, { rule, plan: prepared.value });
    return prepared.value;
  };

  const add = (instance: Instance): void => {
    instances.set(instance.alarmId, instance);
    into(byRule, instance.rule.id, instance);
    into(byThing, instance.thing.id, instance);
    for (const series of seriesOf(instance)) {
      readers[series] = { test: instance.test, slot: instance.slot, next: readers[series], instance };
    }
  };
  const drop = (gone: ReadonlySet<Instance>): void => {
    const dirty = new Set<number>();
    for (const instance of gone) {
      if (instances.get(instance.alarmId) === instance) instances.delete(instance.alarmId);
      outOf(byRule, instance.rule.id, instance);
      outOf(byThing, instance.thing.id, instance);
      for (const series of seriesOf(instance)) dirty.add(series);
    }
    for (const series of dirty) {
      let left: Reader | undefined;
      for (let reader = readers[series]; reader !== undefined; reader = reader.next) {
        if (!gone.has(reader.instance)) left = { ...reader, next: left };
      }
      readers[series] = left;
    }
  };

  return {
    instances,
    readers,
    windows,
    onThing: (thingId) => byThing.get(thingId) ?? [],
    ofRule: (ruleId) => byRule.get(ruleId) ?? [],
    rebuild(ruleIds, changed) {
      // Without holes, so that the hot path never reads past an end.
      while (readers.length < memory.size) readers.push(undefined);
      while (windows.rings.length < memory.size) windows.rings.push(undefined);
      const select = openSelection(state);
      const made: Instance[] = [];
      const gone = new Set<Instance>();
      for (const ruleId of ruleIds) {
        const rule = state.rules.get(ruleId as Rule["id"]);
        const plan = rule === undefined ? undefined : planOf(rule);
        if (rule === undefined) plans.delete(ruleId);
        const unwanted = new Set(byRule.get(ruleId));
        if (rule?.enabled === true && plan !== undefined) {
          for (const target of plan.single ? select(plan.selectors).slice(0, 1) : select(plan.selectors)) {
            const alarmId = alarmIdOf(rule.id, target.id);
            const known = instances.get(alarmId);
            if (known?.rule === rule && !known.leaves.some((leaf) => changed.has(leaf.datastream.id))) {
              unwanted.delete(known);
              continue;
            }
            const instance = compile(alarmId, rule, plan, target);
            if (instance !== undefined) made.push(instance);
          }
        }
        for (const instance of unwanted) gone.add(instance);
      }
      // The new borrowed their windows already: what both read is given back by the old alone, and stays filled.
      drop(gone);
      made.forEach(add);
      for (const instance of gone) {
        instance.rings.forEach(windows.giveBack);
        freed.push(instance.slot);
      }
      return { made, gone: [...gone] };
    },
    readersOf(changed) {
      const found = new Set<string>();
      for (const instance of instances.values()) {
        if (instance.leaves.some((leaf) => changed.has(leaf.datastream.id))) found.add(instance.rule.id);
      }
      for (const rule of state.rules.values()) {
        if (found.has(rule.id)) continue;
        const selectors = planOf(rule)?.selectors ?? [];
        if (selectors.some((selector) => "observedPropertyId" in selector || changed.has(selector.datastreamId))) found.add(rule.id);
      }
      return found;
    },
    gaps() {
      const gaps = windows.gaps();
      for (const [series, span] of gaps) {
        const stream = readers[series]?.instance.leaves.find(({ datastream }) => datastream.series === series)?.datastream;
        gaps.set(series, reachOf(span, stream));
      }
      return gaps;
    },
    whole: (instance) => instance.rings.every((key) => windows.of(key)?.ring.whole !== false),
    needs() {
      const needs = new Map<number, number>();
      for (const { rule, leaves, rings } of instances.values()) {
        const delay = 1000 * Math.max(rule.onDelay, rule.offDelay);
        const spans = new Map<number, number>();
        for (const window of rings.map(windows.of)) if (window !== undefined) spans.set(window.series, Math.max(window.span, spans.get(window.series) ?? 0));
        for (const { datastream } of leaves) {
          const span = spans.get(datastream.series);
          const need = delay + (span === undefined ? 0 : reachOf(span, datastream));
          if (need > (needs.get(datastream.series) ?? 0)) needs.set(datastream.series, need);
        }
      }
      return needs;
    },
  };
}

/** Two periods more than the window's span, ms, so that its edge surely lies between two observations. */
function reachOf(span: number, datastream: Datastream | undefined): number {
  return span + 2000 * (datastream?.period ?? 0);
}

function seriesOf(instance: Instance): Set<number> {
  return new Set(instance.leaves.map((leaf) => leaf.datastream.series));
}

function lengthen(truths: Uint8Array): Uint8Array {
  const longer = new Uint8Array(truths.length * 2);
  longer.set(truths);
  return longer;
}

function into<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([value]));
  else known.add(value);
}

function outOf<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const known = index.get(key);
  known?.delete(value);
  if (known?.size === 0) index.delete(key);
}
