import { expect, test } from "vitest";
import { alarmOf, type AlarmWish } from "../../../test/kit/alarms.ts";
import { EVERYTHING, specOf, viewCounts, type Names, type Query } from "./query.ts";

const names: Names = {
  things: new Map([["phu-oc", { name: "Trạm Phú Ốc" }], ["kim-long", { name: "Trạm Kim Long" }]]),
  areas: new Map([["bo", { name: "Phường Hương Trà" }], ["an", { name: "Phường Ấn Cựu" }]]),
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
const shown = (query: Partial<Query>, list = alarms) => {
  const spec = specOf({ ...EVERYTHING, ...query }, names);
  return list.filter(spec.accept).sort(spec.compare).map((alarm) => alarm.id);
};

test.each<[string, Partial<Query>, string[]]>([
  ["by priority, then what owes an acknowledgement (competitors.md F1)", {}, ["e", "h-old", "h-new", "r"]],
  ["the other way round", { reversed: true }, ["r", "h-old", "h-new", "e"]],
  ["by time", { sort: "raisedAt" }, ["r", "h-new", "h-old", "e"]],
  ["by state: what owes an acknowledgement first", { sort: "state" }, ["h-old", "r", "e", "h-new"]],
  ["by area in Vietnamese order", { sort: "area" }, ["e", "h-new", "h-old", "r"]],
  ["by place", { sort: "place" }, ["e", "h-new", "r", "h-old"]],
  ["of one priority", { priorities: new Set(["high"]) }, ["h-old", "h-new"]],
  ["of two states", { states: new Set(["ack", "rtn-unack"]) }, ["e", "h-new"]],
  ["of one area", { area: "an" }, ["e", "h-new"]],
  ["of one service", { service: 3 }, ["h-old", "h-new", "r"]],
  ["of one cause", { cause: "other" }, []],
  ["found without marks", { text: "ro ri" }, ["e"]],
  ["found by the station's name", { text: "phú ốc" }, ["h-old"]],
  ["shelved", { view: "shelved" }, ["s"]],
  ["suppressed", { view: "suppressed" }, ["d"]],
  ["out of service", { view: "out-of-service" }, ["o"]],
])("shows %s", (_, query, expected) => expect(shown(query)).toEqual(expected));

test("every open state is counted in exactly one view; normal in none", () => {
  const byState = { normal: 9, unack: 1, ack: 2, "rtn-unack": 4, "latched-unack": 8, "latched-ack": 16, shelved: 32, suppressed: 64, "out-of-service": 128 };
  expect(viewCounts(byState)).toEqual({ active: 31, shelved: 32, suppressed: 64, "out-of-service": 128 });
});

test("equal alarms keep one order however they arrive", () => {
  const twins = ["c", "a", "b"].map((id) => alarmOf({ id }));
  expect(shown({}, twins)).toEqual(["a", "b", "c"]);
  expect(shown({}, twins.toReversed())).toEqual(["a", "b", "c"]);
});

test("a changed alarm is found by its new text", () => {
  const { accept } = specOf({ ...EVERYTHING, text: "moi" }, names);
  const before = alarmOf({ id: "x", message: "cũ" });
  expect(accept(before)).toBe(false);
  expect(accept({ ...before, message: "mới" })).toBe(true);
});

test("within a priority what happens and is unacknowledged comes first, then what is acknowledged, then what is over", () => {
  const mixed = [
    alarmOf({ id: "over", state: "rtn-unack", inAlarm: false, raisedAt: 4 }),
    alarmOf({ id: "acked", state: "ack", raisedAt: 3 }),
    alarmOf({ id: "crying", state: "unack", raisedAt: 2 }),
    alarmOf({ id: "urgent-over", state: "rtn-unack", inAlarm: false, priority: "emergency", raisedAt: 1 }),
  ];
  expect(shown({}, mixed)).toEqual(["urgent-over", "crying", "acked", "over"]);
});
