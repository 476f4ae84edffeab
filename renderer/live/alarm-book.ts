import type { Alarm, AlarmState, Priority } from "#contract/alarm";
import { foldAlarm, type AlarmFact } from "#contract/alarm-fold";
import type { Rule } from "#contract/rule";
import { isAnnunciated, isUnacknowledged } from "./alarm-order.ts";
import { createAlarmView, type AlarmChange, type AlarmView, type ViewSpec } from "./alarm-view.ts";

/** How many open alarms there are, kept while they change. */
export interface AlarmCounts {
  open: number;
  /** Owing an acknowledgement. */
  unacknowledged: number;
  byState: Readonly<Record<AlarmState, number>>;
  /** Annunciated ones only: shelved, suppressed and out-of-service alarms are not counted here. */
  byPriority: Readonly<Record<Priority, number>>;
  /** Of those, the ones owing an acknowledgement. */
  unacknowledgedByPriority: Readonly<Record<Priority, number>>;
}

/** Every open alarm (state other than normal), its counts and the views of it; changed one alarm at a time. */
export interface AlarmBook {
  get(id: string): Alarm | undefined;
  values(): IterableIterator<Alarm>;
  /** Live: changes with every alarm. */
  all(): ReadonlyMap<string, Alarm>;
  readonly size: number;
  /** The same object until an alarm changes. */
  counts(): AlarmCounts;
  /** Starts afresh with these. */
  reset(alarms: Iterable<Alarm>): void;
  put(alarm: Alarm): void;
  apply(fact: AlarmFact, rule: Rule | undefined): void;
  /**
   * A rule was removed: its alarms go, except those still in alarm, which their own facts clear.
   * @param isSpared alarms known to be newer than the removal
   */
  dropRule(ruleId: string, isSpared?: (id: string) => boolean): void;
  /** Brings the views up to date with everything since the last call. @returns whether anything changed */
  settle(): boolean;
  /** A view kept up to date by `settle` until it is closed. */
  open(spec: ViewSpec): AlarmView;
  close(view: AlarmView): void;
  /** Hears what every later `settle` found changed. @returns the way to stop */
  follow(listener: (changes: readonly AlarmChange[]) => void): () => void;
}

const NO_STATES: Record<AlarmState, number> = {
  normal: 0, unack: 0, ack: 0, "rtn-unack": 0, "latched-unack": 0, "latched-ack": 0, shelved: 0, suppressed: 0, "out-of-service": 0,
};
const NO_PRIORITIES: Record<Priority, number> = { emergency: 0, high: 0, medium: 0, routine: 0 };

export function createAlarmBook(): AlarmBook {
  const alarms = new Map<string, Alarm>();
  const views = new Map<AlarmView, ReturnType<typeof createAlarmView>>();
  const followers = new Set<(changes: readonly AlarmChange[]) => void>();
  /** Per alarm, how it was at the last settle. */
  let before = new Map<string, Alarm | undefined>();
  const byState = { ...NO_STATES };
  const byPriority = { ...NO_PRIORITIES };
  const owed = { ...NO_PRIORITIES };
  let unacknowledged = 0;
  let counted: AlarmCounts | undefined;

  function count(alarm: Alarm | undefined, by: 1 | -1): void {
    if (alarm === undefined) return;
    byState[alarm.state] += by;
    if (isAnnunciated(alarm.state)) byPriority[alarm.priority] += by;
    if (!isUnacknowledged(alarm.state)) return;
    owed[alarm.priority] += by;
    unacknowledged += by;
  }

  function change(id: string, after: Alarm | undefined): void {
    const was = alarms.get(id);
    if (was === after) return;
    if (!before.has(id)) before.set(id, was);
    counted = undefined;
    count(was, -1);
    count(after, 1);
    if (after === undefined) alarms.delete(id);
    else alarms.set(id, after);
  }

  const keep = (id: string, alarm: Alarm | undefined): void => change(id, alarm?.state === "normal" ? undefined : alarm);

  function settle(): boolean {
    if (before.size === 0) return false;
    const changes: AlarmChange[] = [];
    for (const [id, was] of before) {
      const after = alarms.get(id);
      if (was !== after) changes.push({ before: was, after });
    }
    before = new Map();
    for (const view of views.values()) view.apply(changes);
    for (const hear of followers) hear(changes);
    return changes.length > 0;
  }

  return {
    get: (id) => alarms.get(id),
    values: () => alarms.values(),
    all: () => alarms,
    get size() {
      return alarms.size;
    },
    counts: () => (counted ??= { open: alarms.size, unacknowledged, byState: { ...byState }, byPriority: { ...byPriority }, unacknowledgedByPriority: { ...owed } }),
    reset(all) {
      const next = new Map<string, Alarm>();
      for (const alarm of all) if (alarm.state !== "normal") next.set(alarm.id, alarm);
      for (const id of [...alarms.keys()]) if (!next.has(id)) change(id, undefined);
      for (const alarm of next.values()) change(alarm.id, alarm);
    },
    put: (alarm) => keep(alarm.id, alarm),
    apply(fact, rule) {
      const id = fact.kind === "alarm:raised" ? fact.alarm.id : fact.alarmId;
      keep(id, foldAlarm(alarms.get(id), fact, rule));
    },
    dropRule(ruleId, isSpared) {
      for (const alarm of [...alarms.values()]) if (alarm.ruleId === ruleId && !alarm.inAlarm && isSpared?.(alarm.id) !== true) change(alarm.id, undefined);
    },
    settle,
    open(spec) {
      settle(); // a new view starts from the alarms as they are now: it must not hear of older changes
      const view = createAlarmView(spec, alarms.values());
      views.set(view, view);
      return view;
    },
    close: (view) => void views.delete(view),
    follow(listener) {
      settle(); // as with a view: it starts from the alarms as they are now
      followers.add(listener);
      return () => void followers.delete(listener);
    },
  };
}
