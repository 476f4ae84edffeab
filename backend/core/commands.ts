import { SHELVE_LIMIT, type Alarm } from "#contract/alarm";
import { permits, type AlarmEvent } from "#contract/alarm-step";
import type { FactBody, NewFact } from "#contract/fact";
import type { AccountId, AlarmId } from "#contract/ids";
import type { Ledger } from "./ledger.ts";
import type { Now } from "./now.ts";
import type { RoomState } from "./state.ts";

/** What an operator can ask of alarms; `seconds` above 0 and at most SHELVE_LIMIT. */
export type AlarmCommand =
  | { kind: "acknowledge" | "reset" | "unshelve" | "return-to-service"; alarmIds: readonly AlarmId[] }
  | { kind: "shelve"; alarmIds: readonly AlarmId[]; seconds: number; reason: string; oneShot: boolean }
  | { kind: "out-of-service"; alarmIds: readonly AlarmId[]; reason: string };

/** How many changed, and which did not and why. */
export interface CommandOutcome {
  facts: NewFact[];
  done: number;
  left: { alarmId: AlarmId; why: string }[];
}

const EVENT: Readonly<Record<AlarmCommand["kind"], AlarmEvent>> = {
  "acknowledge": "acknowledge", "reset": "reset", "shelve": "shelve", "unshelve": "unshelve",
  "out-of-service": "remove-from-service", "return-to-service": "return-to-service",
};

/** Carries out a command alarm by alarm; those in no state for it are left, never half changed. */
export function carryOut(command: AlarmCommand, by: AccountId, now: Now, room: { state: RoomState; ledger: Ledger }): CommandOutcome {
  const left: CommandOutcome["left"] = [];
  let done = 0;
  for (const alarmId of new Set(command.alarmIds)) {
    const alarm = room.state.alarms.get(alarmId);
    const why = alarm === undefined ? "unknown alarm" : objection(command, alarm);
    if (why !== undefined) {
      left.push({ alarmId, why });
      continue;
    }
    room.ledger.emit(factOf(command, alarmId, by, now), now);
    done++;
  }
  return { facts: room.ledger.facts(), done, left };
}

function objection(command: AlarmCommand, alarm: Alarm): string | undefined {
  if (command.kind === "shelve" && !(command.seconds > 0 && command.seconds <= SHELVE_LIMIT)) return `a shelf lasts at most ${SHELVE_LIMIT} s`;
  // The table lets a shelf's end pass out of service, where it is hidden twice; only what is shelved has one to end.
  if (command.kind === "unshelve" && alarm.shelved === undefined) return `not shelved, but ${alarm.state}`;
  return permits(alarm.state, EVENT[command.kind]) ? undefined : `in state ${alarm.state}`;
}

function factOf(command: AlarmCommand, alarmId: AlarmId, by: AccountId, now: Now): FactBody {
  switch (command.kind) {
    case "acknowledge": return { kind: "alarm:acknowledged", alarmId, by };
    case "reset": return { kind: "alarm:reset", alarmId, by };
    case "unshelve": return { kind: "alarm:unshelved", alarmId, by, cause: "operator" };
    case "return-to-service": return { kind: "alarm:returned-to-service", alarmId, by };
    case "out-of-service": return { kind: "alarm:out-of-service", alarmId, by, reason: command.reason };
    case "shelve": {
      const until = now.wall + Math.round(command.seconds * 1000);
      return { kind: "alarm:shelved", alarmId, by, until, reason: command.reason, oneShot: command.oneShot };
    }
  }
}
