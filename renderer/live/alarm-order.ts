import { PRIORITIES, type Alarm, type AlarmState, type Priority } from "#contract/alarm";

const URGENCY = new Map<Priority, number>(PRIORITIES.map((priority, index) => [priority, index]));
/** What owes an acknowledgement stands first; what was set aside stands last. */
const OWED: Record<AlarmState, number> = {
  unack: 0, "latched-unack": 1, "rtn-unack": 1, ack: 2, "latched-ack": 3, shelved: 4, suppressed: 5, "out-of-service": 6, normal: 7,
};

/** Someone still has to acknowledge it. */
export function isUnacknowledged(state: AlarmState): boolean {
  return state === "unack" || state === "rtn-unack" || state === "latched-unack";
}

/** Annunciated: not set aside by shelving, suppression or taking out of service, and not normal. */
export function isAnnunciated(state: AlarmState): boolean {
  return OWED[state] <= 3;
}

export function byId(a: Alarm, b: Alarm): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** 0 is the most urgent. */
export function urgencyOf(priority: Priority): number {
  return URGENCY.get(priority) ?? PRIORITIES.length;
}

/** Owed an acknowledgement, acknowledged, set aside: priority sorts within each. */
function group(state: AlarmState): number {
  return OWED[state] <= 1 ? 0 : OWED[state] <= 3 ? 1 : OWED[state];
}

/** The room's usual order: owed an acknowledgement first, then priority, then state, then the newest, then the id. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return group(a.state) - group(b.state) || urgencyOf(a.priority) - urgencyOf(b.priority) || OWED[a.state] - OWED[b.state] || b.raisedAt - a.raisedAt || byId(a, b);
}
