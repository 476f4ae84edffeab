import type { Alarm, AlarmState, Priority } from "#contract/alarm";
import { standingOf } from "../../live/alarm-order.ts";
import { matcher, searchable, type Searchable } from "../../design/text-search.ts";
import type { ViewSpec } from "../../live/alarm-view.ts";

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
  things: ReadonlyMap<string, { name: string }>;
  areas: ReadonlyMap<string, { name: string }>;
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

/** States of the active view, most urgent first. */
export const ACTIVE_STATES: readonly AlarmState[] = ["unack", "latched-unack", "rtn-unack", "ack", "latched-ack"];

/** Owes an acknowledgement: what the loop is about. */
export function owesAck(state: AlarmState): boolean {
  return state === "unack" || state === "rtn-unack" || state === "latched-unack";
}

/** Prepared texts by the names they were made with: the next letter typed finds them ready. */
const prepared = new WeakMap<Names, WeakMap<Alarm, Searchable>>();

/** An alarm is replaced when it changes, so a changed one is prepared anew. */
function textsOf(names: Names): (alarm: Alarm) => Searchable {
  const texts = prepared.get(names) ?? new WeakMap<Alarm, Searchable>();
  prepared.set(names, texts);
  return (alarm) => {
    let text = texts.get(alarm);
    if (text === undefined) {
      text = searchable(alarm.message, alarm.messageEn, names.things.get(alarm.thingId)?.name, names.areas.get(alarm.area)?.name, alarm.thingId, alarm.ruleId);
      texts.set(alarm, text);
    }
    return text;
  };
}

/** The query as a view the mirror keeps up to date change by change. Keep `names` the same object while the names are. */
export function specOf(query: Query, names: Names): ViewSpec {
  const found = matcher(query.text);
  const textOf = textsOf(names);
  const rank = ranker(query.sort, names);
  const turn = query.reversed ? -1 : 1;
  return {
    accept: (alarm) =>
      viewOf(alarm.state) === query.view &&
      (query.priorities.size === 0 || query.priorities.has(alarm.priority)) &&
      (query.states.size === 0 || query.states.has(alarm.state)) &&
      (query.area === undefined || alarm.area === query.area) &&
      (query.cause === undefined || alarm.cause === query.cause) &&
      (query.service === undefined || names.service(alarm.ruleId) === query.service) &&
      (found === undefined || found(textOf(alarm))),
    // By the column, then priority, then what happens before what is over, then newest first, then id: a total order, so rows never swap without cause.
    compare: (a, b) =>
      turn * (rank(a) - rank(b)) || PRIORITY_RANK[a.priority] - PRIORITY_RANK[b.priority] || standingOf(a) - standingOf(b) || b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  };
}

/** A number per alarm for the column. Names are ranked once each, since collation of 100,000 rows takes a second. */
function ranker(sort: SortKey, names: Names): (alarm: Alarm) => number {
  switch (sort) {
    case "priority": return (alarm) => PRIORITY_RANK[alarm.priority];
    case "state": return (alarm) => STATE_RANK[alarm.state];
    case "raisedAt": return (alarm) => -alarm.raisedAt;
    case "area": return nameRank(names.areas, (alarm) => alarm.area);
    case "place": return nameRank(names.things, (alarm) => alarm.thingId);
  }
}

function nameRank(records: ReadonlyMap<string, { name: string }>, idOf: (alarm: Alarm) => string): (alarm: Alarm) => number {
  const collator = new Intl.Collator("vi", { numeric: true });
  const ordered = [...records].sort(([a, { name: first }], [b, { name: second }]) => collator.compare(first, second) || (a < b ? -1 : 1));
  const ranks = new Map(ordered.map(([id], at) => [id, at]));
  return (alarm) => ranks.get(idOf(alarm)) ?? ordered.length;
}

/** How many alarms each view holds. */
export function viewCounts(byState: Readonly<Record<AlarmState, number>>): Record<View, number> {
  const counts: Record<View, number> = { active: 0, shelved: byState.shelved, suppressed: byState.suppressed, "out-of-service": byState["out-of-service"] };
  for (const state of ACTIVE_STATES) counts.active += byState[state];
  return counts;
}
