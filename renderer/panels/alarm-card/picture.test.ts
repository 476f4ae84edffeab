import { expect, test } from "vitest";
import { Rule } from "#contract/rule";
import { Datastream } from "#contract/things";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { beginOf, limitsOf } from "../../design/chart/limits.ts";
import { marksOf } from "./picture.ts";

const stream = (id: string, property: string): Datastream => Datastream.parse({
  id, series: 0, thingId: "t", observedPropertyId: property, sensorId: "s", name: id, unit: property === "level" ? "m" : "mm/h", period: 60, staleAfter: 300,
  levels: property === "level" ? [{ name: "BĐ I", value: 1 }, { name: "BĐ II", value: 2 }] : [],
});
const level = stream("a.level", "level");
const rain = stream("a.rain", "rain");
const rule = (params: unknown): Rule => Rule.parse({ id: "r", name: "r", kind: "k", params, priority: "high", message: "m", version: 1 });
const setpoints = (params: unknown, streams: Datastream[]) => limitsOf(rule(params), streams, "S").filter((limit) => limit.kind === "setpoint").map((limit) => [limit.value, limit.unit]);

test.each<[string, unknown, unknown[]]>([
  ["a number", { on: { datastreamId: "a.level" }, setpoint: 3 }, [[3, "m"]]],
  ["a level by name", { on: { observedPropertyId: "level" }, setpoint: { level: "BĐ II" } }, [[2, "m"]]],
  ["a level nobody defined", { on: { datastreamId: "a.level" }, setpoint: { level: "BĐ IX" } }, []],
  ["each in its own place of a combination", { condition: { any: [{ when: { kind: "threshold", datastreamId: "a.level", setpoint: 3 } }, { not: { when: { datastreamId: "a.rain", setpoint: 40 } } }] } }, [[3, "m"], [40, "mm/h"]]],
  ["zero, which is a limit", { on: { datastreamId: "a.level" }, setpoint: 0 }, [[0, "m"]]],
  ["another datastream's", { on: { datastreamId: "b.level" }, setpoint: 3 }, []],
  ["a rate, which is no line on the curve", { on: { datastreamId: "a.level" }, direction: "rising", setpoint: 3 }, []],
  ["a sum over a window, neither", { on: { observedPropertyId: "rain" }, aggregate: "sum", setpoint: 100 }, []],
  ["a mean, which is", { on: { observedPropertyId: "rain" }, aggregate: "mean", setpoint: 30 }, [[30, "mm/h"]]],
  ["nothing to read", null, []],
])("setpoint: %s", (_, params, expected) => expect(setpoints(params, [level, rain])).toEqual(expected));

test("levels of every input are drawn once", () => {
  expect(limitsOf(undefined, [level, level], "S").map((limit) => limit.name)).toEqual(["BĐ I", "BĐ II"]);
});

test("marks come from the history, and from the alarm itself until it is there", () => {
  const alarm = { ...alarmOf({ raisedAt: 1000 }), ackedAt: 3000, clearedAt: 2000 };
  expect(marksOf(alarm, []).map((mark) => [mark.at, mark.kind])).toEqual([[1000, "raised"], [2000, "cleared"], [3000, "acknowledged"]]);
  const facts = [
    { kind: "alarm:raised", alarm, seq: 9, at: 500 } as const,
    { kind: "alarm:reset", alarmId: alarm.id, by: alarm.ackedBy!, seq: 10, at: 600 } as const,
  ];
  expect(marksOf(alarm, facts).map((mark) => mark.at)).toEqual([500]);
});

const MINUTE = 60_000;
test.each<[string, number[][], number]>([
  ["seven minutes of data: ten are shown", [[353 * MINUTE, 360 * MINUTE]], 350 * MINUTE],
  ["the oldest point of all series begins it", [[200 * MINUTE], [100 * MINUTE, 300 * MINUTE]], 100 * MINUTE],
  ["never before the span asked for", [[-5 * MINUTE]], 0],
  ["no data: the least", [[], []], 350 * MINUTE],
  ["no series: the least", [], 350 * MINUTE],
])("%s", (_, times, expected) => expect(beginOf(times, 0, 360 * MINUTE)).toBe(expected));
