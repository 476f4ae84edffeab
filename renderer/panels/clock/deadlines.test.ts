import { expect, test } from "vitest";
import { Alarm } from "#contract/alarm";
import { BindingId } from "#contract/ids";
import { Proposal, Schedule } from "#contract/wall";
import { emptyWall } from "#contract/wall-fold";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { deadlines, DUE_SPEC, nextInstant, ofAlarm } from "./deadlines.ts";
import { formatLeft } from "./left.ts";

/** Monday 23 November 2026, 08:00 in the room. */
const NOW = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;
const shelved = Alarm.parse({ ...alarmOf({ id: "a", state: "shelved" }), shelved: { by: "truc", at: NOW, until: NOW + 30 * MINUTE, reason: "bảo trì", oneShot: false } });
const climbing = Alarm.parse({ ...alarmOf({ id: "b" }), escalateAt: { due: NOW + 10 * MINUTE, priority: "emergency" }, reAlarmAt: NOW + 40 * MINUTE });
const schedule = (more: object) => Schedule.parse({ id: "s", name: "Giao ca", sceneId: "ca-dem", at: "19:00", days: [1], version: 1, ...more });

test("every kind of deadline, the first due first, as many as asked for", () => {
  const wall = emptyWall();
  wall.proposals.set("p", Proposal.parse({ id: "p", bindingId: "x", sceneId: "lu", alarmId: "b", mode: "tell", at: NOW, due: NOW + 4000 }));
  wall.schedules.set("s", schedule({}));
  wall.schedules.set("off", schedule({ id: "off", enabled: false }));
  const list = deadlines([climbing, shelved], wall, NOW, 10);
  expect(list.map(({ kind, due }) => [kind, (due - NOW) / MINUTE])).toEqual([["tell", 4 / 60], ["escalate", 10], ["shelf", 30], ["re-alarm", 40], ["schedule", 660]]);
  expect(deadlines([climbing, shelved], wall, NOW, 2).map(({ kind }) => kind)).toEqual(["tell", "escalate"]);
});

test("an alarm's shelf counts while it is shelved, and an alarm without a deadline is not looked at", () => {
  expect(ofAlarm(Alarm.parse({ ...shelved, state: "unack" }))).toEqual([]);
  expect([climbing, shelved, alarmOf()].filter(DUE_SPEC.accept)).toHaveLength(2);
  expect([shelved, climbing].sort(DUE_SPEC.compare).map(({ id }) => id)).toEqual(["b", "a"]);
});

test("the way back after an alarm counts once its instant is known", () => {
  const wall = emptyWall();
  const back = { seq: 5, bindingId: BindingId.parse("x") };
  wall.wall = { ...wall.wall, back };
  expect(deadlines([], wall, NOW, 5)).toEqual([]);
  wall.wall = { ...wall.wall, back: { ...back, due: NOW + MINUTE } };
  expect(deadlines([], wall, NOW, 5)).toEqual([{ key: "back", due: NOW + MINUTE, kind: "back" }]);
});

test.each<[string, object, number]>([
  ["later today", { at: "08:01" }, MINUTE],
  ["this minute is over: in a week", { at: "08:00" }, 7 * 24 * 60 * MINUTE],
  ["only on Sundays (7)", { at: "08:00", days: [7] }, 6 * 24 * 60 * MINUTE],
  ["after midnight of the room, which is not UTC's", { at: "00:30", days: [2] }, 16.5 * 60 * MINUTE],
])("a schedule's next instant: %s", (_, more, ahead) => expect((nextInstant(schedule(more), NOW) ?? 0) - NOW).toBe(ahead));

test.each<[number, string]>([[0, "0:00"], [4 * MINUTE + 32_000, "4:32"], [125 * MINUTE, "2 giờ 05 phút"], [27 * 60 * MINUTE, "1 ngày 3 giờ"], [24 * 60 * MINUTE, "1 ngày"]])("%d ms are written %s", (ms, text) => expect(formatLeft(ms, "vi")).toBe(text));
