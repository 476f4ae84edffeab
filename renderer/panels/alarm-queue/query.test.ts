import { expect, test } from "vitest";
import { alarmOf, type AlarmWish } from "../../../test/kit/alarms.ts";
import { createSelector, EVERYTHING, worstOwing, type Names, type Query } from "./query.ts";

const names: Names = {
  thing: (id) => ({ "kim-long": "Trạm Kim Long", "phu-oc": "Trạm Phú Ốc" })[id] ?? id,
  area: (id) => ({ bo: "Phường Hương Trà", an: "Phường An Cựu" })[id] ?? id,
  service: (id) => (id === "flood" ? 3 : undefined),
};

const T = 1_800_000_000_000;
const WISHES: AlarmWish[] = [
  { id: "r", priority: "routine", raisedAt: T + 5, area: "bo" },
  { id: "h-old", priority: "high", raisedAt: T, area: "bo", thing: "phu-oc" },
  { id: "h-new", priority: "high", raisedAt: T + 1, area: "an", state: "ack" },
  { id: "e", priority: "emergency", raisedAt: T - 9, area: "an", state: "rtn-unack", rule: "gas", message: "Rò rỉ khí gas" },
  { id: "s", state: "shelved" }, { id: "d", state: "suppressed" }, { id: "o", state: "out-of-service" }, { id: "n", state: "normal" },
];
const alarms = WISHES.map(alarmOf);
const shown = (query: Partial<Query>) => createSelector(names)(alarms, { ...EVERYTHING, ...query }).alarms.map((alarm) => alarm.id);

test.each<[string, Partial<Query>, string[]]>([
  ["by priority, then newest first (competitors.md F1)", {}, ["e", "h-new", "h-old", "r"]],
  ["the other way round", { reversed: true }, ["r", "h-new", "h-old", "e"]],
  ["by time", { sort: "raisedAt" }, ["r", "h-new", "h-old", "e"]],
  ["by state: what owes an acknowledgement first", { sort: "state" }, ["h-old", "r", "e", "h-new"]],
  ["by area in Vietnamese order", { sort: "area" }, ["e", "h-new", "h-old", "r"]],
  ["by place", { sort: "place" }, ["e", "h-new", "r", "h-old"]],
  ["of one priority", { priorities: new Set(["high"]) }, ["h-new", "h-old"]],
  ["of two states", { states: new Set(["ack", "rtn-unack"]) }, ["e", "h-new"]],
  ["of one area", { area: "an" }, ["e", "h-new"]],
  ["of one service", { service: 3 }, ["h-new", "h-old", "r"]],
  ["of one cause", { cause: "other" }, []],
  ["found without marks", { text: "ro ri" }, ["e"]],
  ["found by the station's name", { text: "phú ốc" }, ["h-old"]],
  ["shelved", { view: "shelved" }, ["s"]],
  ["suppressed", { view: "suppressed" }, ["d"]],
  ["out of service", { view: "out-of-service" }, ["o"]],
])("shows %s", (_, query, expected) => expect(shown(query)).toEqual(expected));

test("counts tell the truth whatever the filter hides; normal is in no list", () => {
  const { counts } = createSelector(names)(alarms, { ...EVERYTHING, text: "no such thing" });
  expect(counts.views).toEqual({ active: 4, shelved: 1, suppressed: 1, "out-of-service": 1 });
  expect(counts.priorities).toEqual({ emergency: 1, high: 2, medium: 0, routine: 1 });
  expect(counts.unacknowledged).toBe(3);
  expect(counts.owing).toEqual({ emergency: 1, high: 1, medium: 0, routine: 1 });
  expect(worstOwing(counts)).toBe("emergency");
});

test("equal alarms keep one order however they arrive", () => {
  const twins = ["c", "a", "b"].map((id) => alarmOf({ id }));
  const order = (list: typeof twins) => createSelector(names)(list, EVERYTHING).alarms.map((alarm) => alarm.id);
  expect(order(twins)).toEqual(["a", "b", "c"]);
  expect(order(twins.toReversed())).toEqual(["a", "b", "c"]);
});

test("a changed alarm is found by its new text", () => {
  const select = createSelector(names);
  const before = alarmOf({ id: "x", message: "cũ" });
  expect(select([before], { ...EVERYTHING, text: "moi" }).alarms).toHaveLength(0);
  expect(select([{ ...before, message: "mới" }], { ...EVERYTHING, text: "moi" }).alarms).toHaveLength(1);
});
