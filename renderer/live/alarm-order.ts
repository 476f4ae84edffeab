import type { Alarm, AlarmState, Priority } from "#contract/alarm";

const URGENCY: Readonly<Record<Priority, number>> = { emergency: 0, high: 1, medium: 2, routine: 3 };

/** Set aside, each kind for itself; absent: annunciated. */
const ASIDE: Readonly<Partial<Record<AlarmState, number>>> = { shelved: 4, suppressed: 5, "out-of-service": 6, normal: 7 };

/** Someone still has to acknowledge it. */
export function isUnacknowledged(state: AlarmState): boolean {
  return state === "unack" || state === "rtn-unack" || state === "latched-unack";
}

/** Annunciated: not set aside by shelving, suppression or taking out of service, and not normal. */
export function isAnnunciated(state: AlarmState): boolean {
  return ASIDE[state] === undefined;
}

/** Annunciated, and its condition holds at this moment, whether acknowledged or not. */
export function isHappening(alarm: Alarm): boolean {
  return alarm.inAlarm && isAnnunciated(alarm.state);
}

/** The one thing that flashes: an emergency that is happening and that nobody has acknowledged. */
export function isCrying(alarm: Alarm): boolean {
  return alarm.priority === "emergency" && alarm.inAlarm && isUnacknowledged(alarm.state);
}

export function byId(a: Alarm, b: Alarm): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** 0 is the most urgent. */
export function urgencyOf(priority: Priority): number {
  return URGENCY[priority];
}

/** 0: happens and owes an acknowledgement; 1: happens, acknowledged; 2: over, still owes; 3: over, latched; from 4: set aside. */
export function standingOf({ state, inAlarm }: Alarm): number {
  return ASIDE[state] ?? (inAlarm ? 0 : 2) + (isUnacknowledged(state) ? 0 : 1);
}

/** Set aside last, then by priority, then by standing: one number, for 100,000 alarms are sorted by it. */
function urgencyKey(alarm: Alarm): number {
  const standing = standingOf(alarm);
  return (standing < 4 ? 0 : standing * 100) + URGENCY[alarm.priority] * 10 + standing;
}

/**
 * The one order of every list of alarms, in the queue, on the wall and in the ticker: by priority, what happens before what is
 * over, the newest first; what was set aside stands last. An emergency that is over and owes an acknowledgement stays above
 * a lesser alarm that happens: whoever looks from the wall to the console finds the same first line.
 */
export function byUrgency(a: Alarm, b: Alarm): number {
  return urgencyKey(a) - urgencyKey(b) || b.raisedAt - a.raisedAt || byId(a, b);
}

/**
 * Which alarm a station's one mark on a map stands for: one that happens before one that is over, then the queue's order. A
 * mark has room for one alarm, and one that is over must not hide one that happens.
 */
export function byNow(a: Alarm, b: Alarm): number {
  return Number(isHappening(b)) - Number(isHappening(a)) || byUrgency(a, b);
}
