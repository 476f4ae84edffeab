import type { Alarm, AlarmState, Priority } from "#contract/alarm";
import { PRIORITIES } from "#contract/alarm";
import { AccountId, AlarmId, AreaId, RuleId, ThingId } from "#contract/ids";

const OPEN_STATES: readonly AlarmState[] = ["unack", "ack", "rtn-unack", "shelved", "latched-unack", "suppressed"];

/** Someone who acknowledges in tests. */
export const OPERATOR = AccountId.parse("an");

/** One open alarm; `changes` override. */
export function openAlarm(n: number, changes: Partial<Alarm> = {}): Alarm {
  return {
    id: AlarmId.parse(`a-${String(n).padStart(6, "0")}`), ruleId: RuleId.parse("r-1"), ruleVersion: 1, thingId: ThingId.parse(`t-${n % 1000}`), area: AreaId.parse("phu-xuan"),
    position: [107.58, 16.46], priority: "high", state: "unack", inAlarm: true, raisedAt: 1_700_000_000_000 + n, changedAt: 1_700_000_000_000 + n,
    message: `Mực nước ${n}`, messageEn: `Water level ${n}`, inputs: [], conditions: [], occurrences: 1, cause: "threshold:water-level",
    ...changes,
  };
}

/** A spread of priorities, states and times, the same for the same n. */
export function mixedAlarm(n: number): Alarm {
  const priority: Priority = PRIORITIES[(n * 7 + (n >> 3)) % 4]!;
  const state = OPEN_STATES[(n * 13 + (n >> 5)) % OPEN_STATES.length]!;
  return openAlarm(n, { priority, state, inAlarm: state !== "rtn-unack", raisedAt: 1_700_000_000_000 + ((n * 7919) % 1_000_000) });
}
