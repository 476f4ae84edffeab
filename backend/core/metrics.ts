import type { AlarmMetrics, Priority } from "#contract/alarm";
import type { Fact, NewFact } from "#contract/fact";
import type { AlarmId, Instant } from "#contract/ids";
import type { RoomState } from "./state.ts";

const TEN_MINUTES = 600_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * ISA-18.2 and EEMUA 191 figures of the window [from, to). Only annunciations count as load: raised into the active list,
 * or asking again; acknowledging, shelving, and what is raised while hidden do not.
 *
 * @param facts ascending in `at`; those outside the window are passed over
 * @param state the present, for what the facts alone do not tell: standing alarms, a flood still running
 */
export function alarmMetrics(facts: Iterable<Fact | NewFact>, state: Readonly<RoomState>, { from, to }: { from: Instant; to: Instant }): AlarmMetrics {
  const rings: Instant[] = [];
  const perAlarm = new Map<AlarmId, number>();
  const perPriority = new Map<Priority, number>();
  const transitions = new Map<AlarmId, Instant[]>();
  const chattering = new Set<AlarmId>();
  const floods: { since: Instant; until: Instant }[] = [];
  const priorities = new Map<AlarmId, Priority>();

  const ring = (id: AlarmId, at: Instant): void => {
    rings.push(at);
    perAlarm.set(id, (perAlarm.get(id) ?? 0) + 1);
    const priority = priorities.get(id) ?? state.alarms.get(id)?.priority ?? "routine";
    perPriority.set(priority, (perPriority.get(priority) ?? 0) + 1);
  };
  const turn = (id: AlarmId, at: Instant): void => {
    const recent = [...(transitions.get(id) ?? []), at].slice(-3);
    transitions.set(id, recent);
    if (recent.length === 3 && at - recent[0]! <= MINUTE) chattering.add(id);
  };

  for (const fact of facts) {
    // A flood that ended later may still have begun within.
    if (fact.kind === "flood:ended" && fact.at >= from) floods.push({ since: fact.since, until: fact.at });
    if (fact.at < from || fact.at >= to) continue;
    if (fact.kind === "alarm:raised") {
      priorities.set(fact.alarm.id, fact.alarm.priority);
      turn(fact.alarm.id, fact.at);
      if (fact.alarm.state === "unack") ring(fact.alarm.id, fact.at);
    } else if (fact.kind === "alarm:cleared") turn(fact.alarmId, fact.at);
    else if (fact.kind === "alarm:re-alarmed") ring(fact.alarmId, fact.at);
  }
  if (state.flood.active && state.flood.since !== undefined) floods.push({ since: state.flood.since, until: to });

  const within = floods.map(({ since, until }) => ({ since: Math.max(from, since), until: Math.min(to, until) })).filter(({ since, until }) => until > since);
  const span = to - from;
  return {
    from,
    to,
    annunciations: rings.length,
    meanPer10Min: span > 0 ? (rings.length * TEN_MINUTES) / span : 0,
    peakPer10Min: peak(rings),
    timeInFlood: span > 0 ? Math.min(1, within.reduce((sum, { since, until }) => sum + until - since, 0) / span) : 0,
    floods: within.length,
    stale: standing(state, to),
    chattering: [...chattering],
    mix: mixOf(perPriority, rings.length),
    top: [...perAlarm].map(([alarmId, count]) => ({ alarmId, count })).sort((a, b) => b.count - a.count || (a.alarmId < b.alarmId ? -1 : 1)).slice(0, 10),
  };
}

/** Most annunciations in any 10 minutes. */
function peak(rings: readonly Instant[]): number {
  const sorted = rings.toSorted((a, b) => a - b);
  let most = 0;
  let start = 0;
  for (let end = 0; end < sorted.length; end++) {
    while (sorted[end]! - sorted[start]! >= TEN_MINUTES) start++;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

/** Alarms that had stood for more than a day at `to`, as far as their last occurrence tells. */
function standing(state: Readonly<RoomState>, to: Instant): number {
  let count = 0;
  for (const alarm of state.alarms.values()) {
    const stood = alarm.inAlarm || (alarm.clearedAt !== undefined && alarm.clearedAt > to);
    if (stood && to - alarm.raisedAt > DAY) count++;
  }
  return count;
}

function mixOf(perPriority: ReadonlyMap<Priority, number>, total: number): Record<Priority, number> {
  const share = (priority: Priority): number => (total === 0 ? 0 : (perPriority.get(priority) ?? 0) / total);
  const [emergency, high, medium, routine] = [share("emergency"), share("high"), share("medium"), share("routine")];
  return { emergency, high, medium, routine };
}
