import type { Priority } from "#contract/alarm";
import type { QueueGroup } from "#contract/fold-queue";
import type { AreaId, Instant } from "#contract/ids";
import { owesAck, PRIORITY_RANK } from "./query.ts";

/** What a folded line counts of its members. */
export interface FoldTally {
  worst: Priority;
  /** Members that owe an acknowledgement. */
  owing: number;
  /** When the newest of them was raised. */
  newest: Instant;
  /** Stations. */
  places: number;
  /** Rules and areas they come from, in the queue's order. */
  rules: ReadonlySet<string>;
  areas: ReadonlySet<AreaId>;
}

const kept = new WeakMap<QueueGroup, FoldTally>();

/** Counted when first asked, so that a line out of sight costs nothing, and kept with the group, which never changes. */
export function tallyOf(group: QueueGroup): FoldTally {
  let tally = kept.get(group);
  if (tally === undefined) kept.set(group, (tally = count(group)));
  return tally;
}

function count({ members }: QueueGroup): FoldTally {
  let worst: Priority = "routine";
  let owing = 0;
  let newest = 0;
  const places = new Set<string>();
  const rules = new Set<string>();
  const areas = new Set<AreaId>();
  for (const alarm of members) {
    if (PRIORITY_RANK[alarm.priority] < PRIORITY_RANK[worst]) worst = alarm.priority;
    if (owesAck(alarm.state)) owing += 1;
    if (alarm.raisedAt > newest) newest = alarm.raisedAt;
    places.add(alarm.thingId);
    rules.add(alarm.ruleId);
    areas.add(alarm.area);
  }
  return { worst, owing, newest, places: places.size, rules, areas };
}
