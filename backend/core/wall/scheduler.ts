import type { FactBody, FactOf } from "#contract/fact";
import type { Instant } from "#contract/ids";
import type { Schedule } from "#contract/wall";
import type { Now } from "../now.ts";
import type { RoomState } from "../state.ts";
import { cutTo } from "./cut.ts";
import { lastInstant, nextInstant } from "./schedule.ts";

const DAY = 86_400_000;
type Why = FactOf<"wall:schedule-passed">["why"];

/** Scenes by the clock. Each schedule's record says up to which instant it is done: that is all there is to remember. */
export interface Scheduler {
  /** One deed that is due; undefined: none. While an alarm has the wall, schedules wait until it is given back. */
  fire(now: Now): FactBody[] | undefined;
  /** Instants due by now are passed over. */
  pass(now: Now, why: Why): FactBody[];
  nextDue(): Instant | undefined;
  /** A schedule or the wall's settings changed. */
  changed(): void;
}

type Wall = Pick<RoomState, "schedules" | "scenes" | "wall" | "monitors" | "cells">;
interface Due {
  schedule: Schedule;
  due: Instant;
}

export function openScheduler(state: Wall, rev: () => number): Scheduler {
  /** Counted anew after a change: it is asked for on every turn of the room. */
  let next: { due: Instant | undefined } | undefined;

  function dueBy(now: Now): Due[] {
    const found: Due[] = [];
    for (const schedule of state.schedules.values()) {
      if (!schedule.enabled) continue;
      const due = lastInstant(schedule, now.wall);
      if (due > (schedule.doneUntil ?? -Infinity)) found.push({ schedule, due });
    }
    // The newest acts; of two at the same instant the one saved under the later id, on every run.
    return found.sort((a, b) => b.due - a.due || (a.schedule.id < b.schedule.id ? 1 : -1));
  }

  function cut({ schedule, due }: Due, now: Now): FactBody {
    const scene = state.scenes.get(schedule.sceneId);
    if (scene === undefined) return passed({ schedule, due }, "no-scene", now);
    const { scene: on } = state.wall;
    if (on?.id === scene.id && on.version === scene.version) return passed({ schedule, due }, "on-already", now);
    const made = cutTo(state, scene, { now: now.wall, rev: rev() });
    if (!made.ok) return passed({ schedule, due }, "no-scene", now);
    return { kind: "wall:edited", deed: "cut", ...made.value, sceneId: scene.id, scheduleId: schedule.id, due, lateBy: now.wall - due };
  }

  return {
    fire(now) {
      if (state.wall.back !== undefined) return undefined;
      for (const schedule of state.schedules.values()) {
        // Done until an instant more than a day ahead: that clock was wrong, and the schedule must not stand still until then.
        if ((schedule.doneUntil ?? 0) > now.wall + DAY) return [{ kind: "wall:schedule-passed", scheduleId: schedule.id, why: "clock", due: now.wall, lateBy: 0 }];
      }
      const [newest, ...older] = dueBy(now);
      if (newest === undefined) return undefined;
      return [...older.map((one) => passed(one, "newer", now)), cut(newest, now)];
    },
    pass: (now, why) => dueBy(now).map((one) => passed(one, why, now)),
    nextDue() {
      if (next === undefined) {
        let due = Infinity;
        if (state.wall.back === undefined) for (const schedule of state.schedules.values()) if (schedule.enabled) due = Math.min(due, nextInstant(schedule, schedule.doneUntil ?? 0));
        next = { due: due < Infinity ? due : undefined };
      }
      return next.due;
    },
    changed() {
      next = undefined;
    },
  };
}

function passed({ schedule, due }: Due, why: Why, now: Now): FactBody {
  return { kind: "wall:schedule-passed", scheduleId: schedule.id, why, due, lateBy: Math.max(0, now.wall - due) };
}
