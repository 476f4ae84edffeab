import type { Alarm } from "#contract/alarm";
import { FLOOD_BEGINS_ABOVE, FLOOD_ENDS_BELOW, type FloodWindow } from "./flood.ts";
import type { Follower, Ledger } from "./ledger.ts";
import type { Now } from "./now.ts";
import type { Rulebook } from "./rulebook.ts";
import type { RoomState } from "./state.ts";

/** Keeps the instances' mirror of their alarms. */
export function mirrorInAlarm(rulebook: Rulebook): Follower {
  return (before, after) => {
    const alarm = after ?? before;
    const instance = alarm === undefined ? undefined : rulebook.instances.get(alarm.id);
    if (instance !== undefined) instance.inAlarm = after?.inAlarm === true;
    return [];
  };
}

/** A one-shot shelf ends when the alarm goes inactive (OPC UA Part 9 §5.8.17). */
export const endOneShot: Follower = (before, after) => {
  if (before?.inAlarm !== true || after === undefined || after.inAlarm || after.shelved?.oneShot !== true) return [];
  return [{ kind: "alarm:unshelved", alarmId: after.id, cause: "one-shot" }];
};

/** Counts annunciations and says when they become a flood. */
export function countAnnunciations(state: RoomState, flood: FloodWindow): Follower {
  return (before, after, now) => {
    if (!annunciates(before, after)) return [];
    flood.ring(now.steady);
    const count = flood.count(now.steady);
    if (state.flood.active || count <= FLOOD_BEGINS_ABOVE) return [];
    flood.restart(count);
    return [{ kind: "flood:began", count }];
  };
}

/** Says that a flood ended, when it has. */
export function endFlood(state: RoomState, flood: FloodWindow, ledger: Ledger, now: Now): void {
  if (!state.flood.active) return;
  const count = flood.count(now.steady);
  if (count >= FLOOD_ENDS_BELOW) return;
  ledger.emit({ kind: "flood:ended", count, peak: Math.max(flood.peak(), state.flood.peak), since: state.flood.since ?? now.wall }, now);
}

/** After a restart: the annunciations of the last minutes as far as the alarms tell. */
export function seedFlood(state: RoomState, flood: FloodWindow, now: Now): void {
  const ages: number[] = [];
  for (const alarm of state.alarms.values()) {
    const age = now.wall - alarm.raisedAt;
    if (age >= 0 && age < 600_000 && alarm.suppressedBy === undefined && alarm.outOfService === undefined) ages.push(age);
  }
  for (const age of ages.sort((a, b) => b - a)) flood.ring(now.steady - age);
}

/** Only this sounds: an alarm that becomes unacknowledged in the active list. */
function annunciates(before: Alarm | undefined, after: Alarm | undefined): boolean {
  return after?.state === "unack" && before?.state !== "unack";
}
