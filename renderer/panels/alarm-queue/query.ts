import type { Alarm, AlarmState, Priority } from "#contract/alarm";
import { PRIORITIES } from "#contract/alarm";
import { matcher, searchable, type Searchable } from "../../design/text-search.ts";

/** ISA-18.2: what is shelved, suppressed or out of service leaves the active list for a list of its own. */
export const VIEWS = ["active", "shelved", "suppressed", "out-of-service"] as const;
export type View = (typeof VIEWS)[number];

/** Columns a person can sort by. */
export const SORTS = ["priority", "state", "raisedAt", "area", "place"] as const;
export type SortKey = (typeof SORTS)[number];

/** What the operator asked to see. Empty sets and undefined fields restrict nothing. */
export interface Query {
  view: View;
  priorities: ReadonlySet<Priority>;
  states: ReadonlySet<AlarmState>;
  area?: string;
  cause?: string;
  service?: number;
  text: string;
  sort: SortKey;
  /** Turns the column's natural order around. */
  reversed: boolean;
}

export const EVERYTHING: Query = { view: "active", priorities: new Set(), states: new Set(), text: "", sort: "priority", reversed: false };

/** Names the queue shows and sorts by, from the mirror's catalogue. */
export interface Names {
  thing: (id: string) => string;
  area: (id: string) => string;
  /** K-I service of a rule, when it names one. */
  service: (ruleId: string) => number | undefined;
}

/** Most urgent first. What still owes an acknowledgement stands before what does not. */
const STATE_RANK: Readonly<Record<AlarmState, number>> = {
  unack: 0, "latched-unack": 1, "rtn-unack": 2, ack: 3, "latched-ack": 4, shelved: 5, suppressed: 6, "out-of-service": 7, normal: 8,
};

export const PRIORITY_RANK: Readonly<Record<Priority, number>> = { emergency: 0, high: 1, medium: 2, routine: 3 };

/** @returns undefined for state "normal": not in any list */
export function viewOf(state: AlarmState): View | undefined {
  if (state === "normal") return undefined;
  if (state === "shelved" || state === "suppressed" || state === "out-of-service") return state;
  return "active";
}

/** Owes an acknowledgement: what the loop is about. */
export function owesAck(state: AlarmState): boolean {
  return state === "unack" || state === "rtn-unack" || state === "latched-unack";
}

/** Figures that stay true whatever the filter hides. */
export interface Counts {
  views: Record<View, number>;
  /** Of the active view. */
  priorities: Record<Priority, number>;
  unacknowledged: number;
  /** Unacknowledged alarms per priority, active view. */
  owing: Record<Priority, number>;
}

export interface Selected {
  /** In the order asked for. */
  alarms: Alarm[];
  counts: Counts;
}

interface Entry {
  alarm: Alarm;
  key: number;
}

/**
 * The alarms one query shows, in order, and the counts of all. Texts are prepared once per alarm object: the mirror
 * replaces an alarm when it changes, so a changed alarm is prepared anew.
 */
export function createSelector(names: Names): (alarms: Iterable<Alarm>, query: Query) => Selected {
  const texts = new WeakMap<Alarm, Searchable>();
  const textOf = (alarm: Alarm): Searchable => {
    let text = texts.get(alarm);
    if (text === undefined) {
      text = searchable(alarm.message, alarm.messageEn, names.thing(alarm.thingId), names.area(alarm.area), alarm.thingId, alarm.ruleId);
      texts.set(alarm, text);
    }
    return text;
  };

  return (alarms, query) => {
    const counts = noCounts();
    const fits = tester(query, names, textOf);
    const kept: Entry[] = [];
    for (const alarm of alarms) {
      const view = viewOf(alarm.state);
      if (view === undefined) continue;
      counts.views[view]++;
      if (view === "active") {
        counts.priorities[alarm.priority]++;
        if (owesAck(alarm.state)) {
          counts.unacknowledged++;
          counts.owing[alarm.priority]++;
        }
      }
      if (view === query.view && fits(alarm)) kept.push({ alarm, key: 0 });
    }
    return { alarms: inOrder(kept, query, names), counts };
  };
}

function tester(query: Query, names: Names, textOf: (alarm: Alarm) => Searchable): (alarm: Alarm) => boolean {
  const found = matcher(query.text);
  return (alarm) =>
    (query.priorities.size === 0 || query.priorities.has(alarm.priority)) &&
    (query.states.size === 0 || query.states.has(alarm.state)) &&
    (query.area === undefined || alarm.area === query.area) &&
    (query.cause === undefined || alarm.cause === query.cause) &&
    (query.service === undefined || names.service(alarm.ruleId) === query.service) &&
    (found === undefined || found(textOf(alarm)));
}

/** Sorts by the column, then priority, then newest first, then id: a total order, so rows never swap without cause. */
function inOrder(entries: Entry[], query: Query, names: Names): Alarm[] {
  const rank = ranker(query.sort, entries, names);
  for (const entry of entries) entry.key = rank(entry.alarm);
  const turn = query.reversed ? -1 : 1;
  entries.sort((a, b) =>
    turn * (a.key - b.key) ||
    PRIORITY_RANK[a.alarm.priority] - PRIORITY_RANK[b.alarm.priority] ||
    b.alarm.raisedAt - a.alarm.raisedAt ||
    (a.alarm.id < b.alarm.id ? -1 : 1));
  return entries.map((entry) => entry.alarm);
}

/** A number per alarm for the column. Names are ranked once each, since collation of 100,000 rows takes a second. */
function ranker(sort: SortKey, entries: readonly Entry[], names: Names): (alarm: Alarm) => number {
  switch (sort) {
    case "priority": return (alarm) => PRIORITY_RANK[alarm.priority];
    case "state": return (alarm) => STATE_RANK[alarm.state];
    case "raisedAt": return (alarm) => -alarm.raisedAt;
    case "area": return nameRank(entries, (alarm) => alarm.area, names.area);
    case "place": return nameRank(entries, (alarm) => alarm.thingId, names.thing);
  }
}

function nameRank(entries: readonly Entry[], idOf: (alarm: Alarm) => string, nameOf: (id: string) => string): (alarm: Alarm) => number {
  const collator = new Intl.Collator("vi", { numeric: true });
  const ids = new Set(entries.map((entry) => idOf(entry.alarm)));
  const named = [...ids].map((id) => ({ id, name: nameOf(id) })).sort((a, b) => collator.compare(a.name, b.name));
  const ranks = new Map(named.map(({ id }, at) => [id, at]));
  return (alarm) => ranks.get(idOf(alarm)) ?? named.length;
}

function noCounts(): Counts {
  const zero = (): Record<Priority, number> => ({ emergency: 0, high: 0, medium: 0, routine: 0 });
  return { views: { active: 0, shelved: 0, suppressed: 0, "out-of-service": 0 }, priorities: zero(), unacknowledged: 0, owing: zero() };
}

/** The most urgent priority that still owes an acknowledgement. */
export function worstOwing(counts: Counts): Priority | undefined {
  return PRIORITIES.find((priority) => counts.owing[priority] > 0);
}
