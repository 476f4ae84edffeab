import type { Alarm, Priority } from "#contract/alarm";
import type { Instant } from "#contract/ids";
import type { Schedule } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { byId } from "../../live/alarm-order.ts";
import type { ViewSpec } from "../../live/alarm-view.ts";

/** Something that will happen by itself at an instant. */
export type Deadline = { key: string; due: Instant } & (
  | { kind: "shelf" | "re-alarm"; alarm: Alarm }
  | { kind: "escalate"; alarm: Alarm; priority: Priority }
  | { kind: "tell" | "ask"; sceneId: string }
  | { kind: "schedule"; name: string; sceneId: string }
  | { kind: "back" }
);

/** What an alarm has coming: the end of its shelf, its ladder's next step, its re-alarm. */
export function ofAlarm(alarm: Alarm): Deadline[] {
  const { shelved, escalateAt, reAlarmAt, state } = alarm;
  const due: Deadline[] = [];
  if (state === "shelved" && shelved !== undefined) due.push({ key: `shelf ${alarm.id}`, due: shelved.until, kind: "shelf", alarm });
  if (escalateAt !== undefined) due.push({ key: `escalate ${alarm.id}`, due: escalateAt.due, kind: "escalate", alarm, priority: escalateAt.priority });
  if (reAlarmAt !== undefined) due.push({ key: `re-alarm ${alarm.id}`, due: reAlarmAt, kind: "re-alarm", alarm });
  return due;
}

function firstDue(alarm: Alarm): Instant {
  return Math.min(...ofAlarm(alarm).map(({ due }) => due));
}

/** Alarms with something coming, the first due first: kept so by the book, whatever their number. */
export const DUE_SPEC: ViewSpec = { accept: (alarm) => ofAlarm(alarm).length > 0, compare: (a, b) => firstDue(a) - firstDue(b) || byId(a, b) };

/**
 * The next deadlines of the room, the first due first.
 *
 * @param alarms as `DUE_SPEC` sorts them: only the first `atMost` are looked at
 */
export function deadlines(alarms: readonly Alarm[], wall: Pick<WallMaps, "proposals" | "schedules" | "wall">, now: Instant, atMost: number): Deadline[] {
  const all: Deadline[] = alarms.slice(0, atMost).flatMap(ofAlarm);
  for (const { id, due, mode, sceneId } of wall.proposals.values()) all.push({ key: `proposal ${id}`, due, kind: mode, sceneId });
  for (const schedule of wall.schedules.values()) {
    const due = schedule.enabled ? nextInstant(schedule, now) : undefined;
    if (due !== undefined) all.push({ key: `schedule ${schedule.id}`, due, kind: "schedule", name: schedule.name, sceneId: schedule.sceneId });
  }
  const back = wall.wall.back?.due;
  if (back !== undefined) all.push({ key: "back", due: back, kind: "back" });
  return all.sort((a, b) => a.due - b.due || (a.key < b.key ? -1 : 1)).slice(0, atMost);
}

const DAY = 86_400_000;
/** Asia/Ho_Chi_Minh: UTC+7 all the year. */
const ZONE = 7 * 3_600_000;

/** The schedule's first instant after `now`, in the room's zone; undefined: it names no day. */
export function nextInstant({ at, days }: Pick<Schedule, "at" | "days">, now: Instant): Instant | undefined {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  const today = Math.floor((now + ZONE) / DAY);
  for (let day = today; day <= today + 7; day++) {
    const due = day * DAY - ZONE + (hours * 60 + minutes) * 60_000;
    // 1 January 1970 was a Thursday, which is day 4 of the week.
    if (due > now && days.includes((((day + 3) % 7) + 7) % 7 + 1)) return due;
  }
  return undefined;
}
