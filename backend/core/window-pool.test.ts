import { expect, test } from "vitest";
import { openHandWorld, rule, START, type HandWorld } from "../../test/kit/hand-world.ts";

const ID = "sum::level-0";
const DAY = 86_400;
const PERIOD = 600;
const sum = (version: number, span: number, fields: object = {}) =>
  rule({ id: "sum", kind: "window", version, params: { on: { datastreamId: "level-0" }, aggregate: "sum", span, side: "above", setpoint: 100 }, ...fields });

/** A day's readings of level-0, one of `v` each 10 minutes, the newest 10 minutes old. */
function past(room: HandWorld, v: number, q = 0) {
  const n = DAY / PERIOD + 2;
  return { t: Array.from({ length: n }, (_, i) => room.now.wall - (n - i) * PERIOD * 1000), v: Array.from({ length: n }, () => v), q: Array.from({ length: n }, () => q) };
}
const dayOf = (room: HandWorld, v: number, q = 0) => room.world.fill({ series: 0, reach: DAY * 1000 + 2000 * PERIOD, past: past(room, v, q) }, room.now);
const save = (room: HandWorld, version: number, span: number, fields: object = {}) => room.apply({ kind: "rule:saved", at: START, rule: sum(version, span, fields) });

test("a rule saved on a series already observed says nothing until its window has its past, and then judges it", () => {
  const room = openHandWorld({ period: PERIOD });
  room.observe("level-0", 1);
  expect(save(room, 1, DAY)).toEqual([]);
  expect([...room.world.gaps()]).toEqual([[0, DAY * 1000 + 2000 * PERIOD]]);
  // Enough for the setpoint, were it to speak.
  expect(room.observe("level-0", 500)).toEqual([]);
  expect(room.observe("level-0", -500)).toEqual([]);
  // 143 readings of 1, and what came since the window was opened.
  expect(dayOf(room, 1)).toMatchObject([{ kind: "alarm:raised", alarm: { id: ID } }]);
  expect(room.world.gaps().size).toBe(0);
  expect(dayOf(room, 0)).toEqual([]);
});

test("even what more data could not undo waits: the newest reading of before counts with the past, stored or not", () => {
  const room = openHandWorld({ period: PERIOD });
  room.observe("level-0", 500);
  expect(save(room, 1, DAY, { params: { on: { datastreamId: "level-0" }, aggregate: "max", span: DAY, side: "above", setpoint: 100 } })).toEqual([]);
  expect(room.observe("level-0", 1)).toEqual([]);
  expect(dayOf(room, 1)).toMatchObject([{ kind: "alarm:raised" }]);
});

test("bad values of the past are left out, and a past that could not be read leaves the window to fill by itself", () => {
  const room = openHandWorld({ period: PERIOD });
  room.observe("level-0", 1);
  save(room, 1, DAY);
  expect(dayOf(room, 99, 2)).toEqual([]);
  expect(room.world.gaps().size).toBe(0);
  expect(room.observe("level-0", 500)).toEqual([]);
  room.pass(DAY * 1000);
  expect(room.observe("level-0", 500)).toMatchObject([{ kind: "alarm:raised" }]);
});

test("a longer span leaves the alarm as it is until it has its past; where it would not ring, it ends with the edit and no off-delay", () => {
  const room = openHandWorld({ period: PERIOD, rules: [sum(1, PERIOD * 2)] });
  room.observe("level-0", 60);
  room.pass(PERIOD * 1000);
  expect(room.observe("level-0", 60)).toMatchObject([{ kind: "alarm:raised" }]);
  expect(save(room, 2, DAY, { offDelay: 3600 })).toEqual([]);
  expect(room.observe("level-0", -500)).toEqual([]);
  expect(room.alarm(ID)?.inAlarm).toBe(true);
  expect(dayOf(room, 0)).toMatchObject([{ kind: "alarm:cleared", cause: "rule-changed" }]);
});

test("a window opened while another's past is read keeps waiting for its own", () => {
  const room = openHandWorld({ period: PERIOD });
  room.observe("level-0", 1);
  save(room, 1, DAY);
  save(room, 2, DAY * 2);
  expect(dayOf(room, 1)).toEqual([]);
  expect([...room.world.gaps()]).toEqual([[0, 2 * DAY * 1000 + 2000 * PERIOD]]);
});

test("a series never observed has no past to wait for, and a start waits for nothing", () => {
  const room = openHandWorld({ period: PERIOD, rules: [sum(1, DAY)] });
  save(room, 2, DAY * 2);
  expect(room.world.gaps().size).toBe(0);
  expect([...room.restart().world.needs()]).toEqual([[0, 2 * DAY * 1000 + 2000 * PERIOD]]);
});
