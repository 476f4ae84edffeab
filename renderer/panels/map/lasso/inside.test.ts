import { expect, test } from "vitest";
import { alarmOf, type AlarmWish } from "../../../../test/kit/alarms.ts";
import { insideOf } from "./inside.ts";

const kinds = new Map([["a", "river-gauge"], ["b", "rain-gauge"], ["c", "rain-gauge"], ["d", "pump"]]);
const alarm = (id: string, thing: string, more: AlarmWish) => alarmOf({ id, thing, ...more });

test("stations are counted by kind and by their most urgent alarm, the worst kind first; what is set aside is no alarm", () => {
  const alarms = [alarm("1", "b", { priority: "medium" }), alarm("2", "b", { priority: "emergency" }), alarm("3", "d", { priority: "high", state: "shelved" }), alarm("4", "outside", {})];
  const found = insideOf(["a", "b", "c", "d", "b", "gone"], (id) => kinds.get(id), alarms);
  expect(found.kinds.map(({ kind, n, alarms: { emergency, medium, high } }) => [kind, n, emergency, high, medium])).toEqual([["rain-gauge", 2, 1, 0, 0], ["pump", 1, 0, 0, 0], ["river-gauge", 1, 0, 0, 0]]);
  expect(found.alarms.map(({ id }) => id)).toEqual(["2", "1"]);
});

test("nothing inside is nothing", () => expect(insideOf([], () => undefined, [])).toEqual({ kinds: [], alarms: [] }));
