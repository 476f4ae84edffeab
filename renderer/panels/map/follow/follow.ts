import type { Alarm } from "#contract/alarm";
import { isCrying } from "../../../live/alarm-order.ts";

/** After somebody worked on the map it is left alone for so long, ms. */
export const QUIET_MS = 15_000;

/** Which emergency to fly to: the newest of those that began since the last look. */
export interface Follower {
  /** @param busyAt when somebody last worked on the map, ms of `now`; undefined: nobody did @returns the alarm to fly to now */
  look(alarms: Iterable<Alarm>, now: number, busyAt: number | undefined): Alarm | undefined;
}

/** Alarms that stand when following begins are not flown to: they are known. */
export function createFollower(standing: Iterable<Alarm>): Follower {
  /** Occurrences seen, by alarm. Those gone are forgotten with every look. */
  let known = new Map<string, number>();
  for (const { id, raisedAt } of crying(standing)) known.set(id, raisedAt);
  return {
    look(alarms, now, busyAt) {
      const next = new Map<string, number>();
      let newest: Alarm | undefined;
      for (const alarm of crying(alarms)) {
        next.set(alarm.id, alarm.raisedAt);
        if (known.get(alarm.id) !== alarm.raisedAt && (newest === undefined || alarm.raisedAt > newest.raisedAt)) newest = alarm;
      }
      known = next;
      // What came while somebody worked is in the queue; the map does not catch up behind their back.
      return busyAt !== undefined && now - busyAt < QUIET_MS ? undefined : newest;
    },
  };
}

function* crying(alarms: Iterable<Alarm>): Generator<Alarm> {
  for (const alarm of alarms) if (isCrying(alarm)) yield alarm;
}
