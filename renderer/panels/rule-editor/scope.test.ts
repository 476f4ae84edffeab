import { expect, test } from "vitest";
import { Datastream } from "#contract/things";
import { narrowed, scopeLevels, scopeUnit } from "./scope.ts";

const stream = (id: string, unit: string, levels: string[], property = "level") => Datastream.parse({
  id, series: 0, thingId: "t", observedPropertyId: property, sensorId: "s", name: id, unit, period: 60, staleAfter: 300, levels: levels.map((name) => ({ name, value: 1 })),
});
const a = stream("a", "m", ["BĐ I", "BĐ II"]);
const b = stream("b", "m", ["BĐ II"]);
const c = stream("c", "cm", [], "rain");
const all = new Map([a, b, c].map((each) => [each.id as string, each]));

test("a selector narrows what a condition reads, directly or in `on`", () => {
  expect(narrowed([], { on: { datastreamId: "a" } }, all)).toEqual([a]);
  expect(narrowed([], { datastreamId: "c", kind: "threshold" }, all)).toEqual([c]);
  expect(narrowed([c], { on: { observedPropertyId: "level" } }, all)).toEqual([a, b]);
  expect(narrowed([c], { setpoint: 3 }, all)).toEqual([c]);
  expect(narrowed([c], { on: { datastreamId: "gone" } }, all)).toEqual([]);
});

test("a unit is shown only where it is one", () => {
  expect(scopeUnit([a, b])).toBe("m");
  expect(scopeUnit([a, c])).toBeUndefined();
  expect(scopeUnit([])).toBeUndefined();
});

test("levels offered are those that all have", () => {
  expect(scopeLevels([a, b])).toEqual(["BĐ II"]);
  expect(scopeLevels([])).toEqual([]);
});
