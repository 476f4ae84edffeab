import type { Alarm } from "#contract/alarm";
import type { FactBody } from "#contract/fact";
import type { AlarmId } from "#contract/ids";
import { openDeadlines } from "./deadlines.ts";
import type { Follower } from "./ledger.ts";
import type { Now } from "./now.ts";
import { nextStep } from "./raise.ts";
import type { RoomState } from "./state.ts";

/** The absolute deadlines alarms carry in their records (invariant 4): shelf, ladder, re-alarm. */
export interface AlarmDeadlines {
  follow: Follower;
  first(): number | undefined;
  /** What the deadline due first, by `now`, brings about; undefined: none is due. */
  fire(now: Now): FactBody[] | undefined;
}

type Kind = "shelf" | "ladder" | "re-alarm";
const KINDS: readonly Kind[] = ["shelf", "ladder", "re-alarm"];

/** @param state as loaded: its deadlines, past ones included, wait at once */
export function openAlarmDeadlines(state: RoomState): AlarmDeadlines {
  const waiting = openDeadlines<string>();
  const track = (id: AlarmId, before: Alarm | undefined, after: Alarm | undefined): void => {
    for (const kind of KINDS) {
      const due = dueOf(after, kind);
      if (due === dueOf(before, kind)) continue;
      if (due === undefined) waiting.delete(`${kind} ${id}`);
      else waiting.set(`${kind} ${id}`, due);
    }
  };
  for (const alarm of state.alarms.values()) track(alarm.id, undefined, alarm);

  return {
    follow(before, after) {
      const id = (after ?? before)?.id;
      if (id !== undefined) track(id, before, after);
      return [];
    },
    first: () => waiting.first(),
    fire(now) {
      const taken = waiting.take(now.wall);
      if (taken === undefined) return undefined;
      const seam = taken.key.indexOf(" ");
      const kind = KINDS.find((candidate) => candidate === taken.key.slice(0, seam));
      const alarm = state.alarms.get(taken.key.slice(seam + 1) as AlarmId);
      if (kind === undefined || alarm === undefined) return [];
      return [fired(kind, alarm, taken.at, now, state)];
    },
  };
}

function dueOf(alarm: Alarm | undefined, kind: Kind): number | undefined {
  switch (kind) {
    case "shelf": return alarm?.shelved?.until;
    case "ladder": return alarm?.escalateAt?.due;
    case "re-alarm": return alarm?.reAlarmAt;
  }
}

function fired(kind: Kind, alarm: Alarm, due: number, now: Now, state: RoomState): FactBody {
  const alarmId = alarm.id;
  const late = (since: number): { due: number; lateBy: number } => ({ due: since, lateBy: Math.max(0, now.wall - since) });
  if (kind === "shelf") return { kind: "alarm:unshelved", alarmId, cause: "expired", ...late(due) };
  if (kind === "re-alarm") return { kind: "alarm:re-alarmed", alarmId, ...late(due) };
  // Of the steps missed meanwhile only the highest is told: it is the one that holds now.
  let step = { due, priority: alarm.escalateAt?.priority ?? alarm.priority };
  const rule = state.rules.get(alarm.ruleId);
  let next: Alarm["escalateAt"];
  for (let index = 0; rule !== undefined && index < rule.ladder.length; index++) {
    const rung = nextStep(rule, alarm.raisedAt, index);
    if (rung === undefined || rung.due <= step.due) continue;
    if (rung.due > now.wall) {
      next = rung;
      break;
    }
    step = rung;
  }
  return { kind: "alarm:escalated", alarmId, priority: step.priority, next, ...late(step.due) };
}
