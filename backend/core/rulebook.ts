import type { AlarmId, DatastreamId } from "#contract/ids";
import type { Rule, Selector } from "#contract/rule";
import type { Datastream, Thing } from "#contract/things";
import { alarmIdOf } from "./alarm-id.ts";
import type { Leaf, Prepared } from "./rules/define.ts";
import { ruleKind } from "./rules/index.ts";
import type { Memory } from "./rules/memory.ts";
import { openRing, type Ring } from "./rules/ring.ts";
import { UNKNOWN, type Test, type Truth } from "./rules/truth.ts";
import type { RoomState } from "./state.ts";

/** A rule on one target, compiled, with what judging it must remember. */
export interface Instance {
  readonly alarmId: AlarmId;
  readonly rule: Rule;
  readonly thing: Thing;
  readonly target: Datastream;
  readonly test: Test;
  readonly leaves: readonly Leaf[];
  readonly rings: readonly string[];
  /** Has a condition that silence alone can make true. */
  readonly watches: boolean;
  /** Last truth acted upon. */
  last: Truth;
  /** Mirrors the alarm's record. */
  inAlarm: boolean;
  /** Watches for silence and awaits none now: any observation may set it waiting again. */
  idle: boolean;
  /** An on-delay (not in alarm) or off-delay (in alarm) runs until this steady instant, ms; undefined: none. */
  due: number | undefined;
  /** phenomenonTime at which `last` began, ms; kept while warming. */
  since: number;
}

/** The rules in force, compiled and indexed: an observation meets only the conditions on its own series. */
export interface Rulebook {
  instances: ReadonlyMap<AlarmId, Instance>;
  /** By series: who reads it. */
  readers: (Instance[] | undefined)[];
  /** By series: the windows it fills. */
  rings: (Ring[] | undefined)[];
  onThing(thingId: string): Iterable<Instance>;
  ofRule(ruleId: string): Iterable<Instance>;
  /**
   * Brings the rules' instances in line with the state. Those whose rule and datastreams did not change keep their memory.
   * @param changed datastreams whose definition (or thing, or property) changed
   */
  rebuild(ruleIds: Iterable<string>, changed: ReadonlySet<string>): { made: Instance[]; gone: Instance[] };
  /** Rules that read one of these datastreams, or now select one. */
  readersOf(changed: ReadonlySet<string>): Set<string>;
  /** How far back a restart must replay for every window and delay to be whole, ms. */
  reach(): number;
}

/** @returns an empty book over this state and memory */
export function openRulebook(state: RoomState, memory: Memory): Rulebook {
  const instances = new Map<AlarmId, Instance>();
  const byRule = new Map<string, Set<Instance>>();
  const byThing = new Map<string, Set<Instance>>();
  const plans = new Map<string, { rule: Rule; plan: Prepared }>();
  const readers: (Instance[] | undefined)[] = [];
  const rings: (Ring[] | undefined)[] = [];
  /** Windows by what they hold: conditions that ask for the same share one, and a rule's new version finds it filled. */
  const pool = new Map<string, { ring: Ring; series: number; users: number }>();

  const borrow = (series: number, span: number, capacity: number, borrowed: string[]): Ring => {
    const key = `${series} ${span} ${capacity}`;
    let entry = pool.get(key);
    if (entry === undefined) {
      entry = { ring: openRing(span, capacity), series, users: 0 };
      pool.set(key, entry);
      (rings[series] ??= []).push(entry.ring);
    }
    entry.users++;
    borrowed.push(key);
    return entry.ring;
  };
  const giveBack = (key: string): void => {
    const entry = pool.get(key);
    if (entry === undefined || --entry.users > 0) return;
    pool.delete(key);
    rings[entry.series] = rings[entry.series]?.filter((ring) => ring !== entry.ring);
    if (rings[entry.series]?.length === 0) rings[entry.series] = undefined;
  };

  const compile = (alarmId: AlarmId, rule: Rule, plan: Prepared, target: Datastream): Instance | undefined => {
    const thing = state.things.get(target.thingId);
    if (thing === undefined) return undefined;
    const borrowed: string[] = [];
    const alarm = state.alarms.get(alarmId);
    const made = plan.compile(target, {
      memory,
      state,
      ring: (series, span, capacity) => borrow(series, span, capacity, borrowed),
      held: (index) => alarm?.inAlarm === true && (alarm.conditions[index]?.held ?? true),
    });
    if (!made.ok) {
      borrowed.forEach(giveBack);
      return undefined;
    }
    const { test, leaves } = made.value;
    const watches = leaves.some((leaf) => leaf.dueAt !== undefined);
    return {
      alarmId, rule, thing, target, test, leaves, rings: borrowed, watches,
      last: UNKNOWN, idle: watches, inAlarm: alarm?.inAlarm === true, due: undefined, since: 0,
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
    for (const series of seriesOf(instance)) (readers[series] ??= []).push(instance);
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
      const left = readers[series]?.filter((instance) => !gone.has(instance));
      readers[series] = left?.length === 0 ? undefined : left;
    }
  };

  return {
    instances,
    readers,
    rings,
    onThing: (thingId) => byThing.get(thingId) ?? [],
    ofRule: (ruleId) => byRule.get(ruleId) ?? [],
    rebuild(ruleIds, changed) {
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
      // Added before the old give their windows back, so that what both read stays filled.
      drop(gone);
      made.forEach(add);
      for (const instance of gone) instance.rings.forEach(giveBack);
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
    reach() {
      let reach = 0;
      for (const { rule, plan } of plans.values()) reach = Math.max(reach, plan.span + Math.max(rule.onDelay, rule.offDelay));
      return reach * 1000;
    },
  };
}

/** Which datastreams selectors mean; reads the catalogue once for all that are asked. In the catalogue's order. */
export function openSelection(state: Readonly<RoomState>): (selectors: readonly Selector[]) => Datastream[] {
  let byProperty: Map<string, Datastream[]> | undefined;
  const ofProperty = (id: string): Datastream[] => {
    if (byProperty === undefined) {
      byProperty = new Map();
      for (const datastream of state.datastreams.values()) {
        const known = byProperty.get(datastream.observedPropertyId);
        if (known === undefined) byProperty.set(datastream.observedPropertyId, [datastream]);
        else known.push(datastream);
      }
    }
    return byProperty.get(id) ?? [];
  };
  return (selectors) => {
    const found = new Map<DatastreamId, Datastream>();
    for (const selector of selectors) {
      if ("datastreamId" in selector) {
        const datastream = state.datastreams.get(selector.datastreamId);
        if (datastream !== undefined) found.set(datastream.id, datastream);
        continue;
      }
      for (const datastream of ofProperty(selector.observedPropertyId)) {
        if (selector.area === undefined || state.things.get(datastream.thingId)?.area === selector.area) found.set(datastream.id, datastream);
      }
    }
    return [...found.values()];
  };
}

function seriesOf(instance: Instance): Set<number> {
  return new Set(instance.leaves.map((leaf) => leaf.datastream.series));
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
