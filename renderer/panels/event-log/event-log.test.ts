import { expect, test } from "vitest";
import { AlarmMetrics } from "#contract/alarm";
import { FactBody } from "#contract/fact";
import { GROUPS, groupOf, kindsOf } from "./groups.ts";
import { figuresOf } from "./targets.ts";

test("every kind of fact is in one group, and a group asks for its own kinds only", () => {
  const kinds = FactBody.options.map((option) => option.shape.kind.value);
  const listed = GROUPS.flatMap((group) => kindsOf(group));
  expect(listed).toHaveLength(kinds.length);
  expect(new Set(listed)).toEqual(new Set<string>(kinds));
  expect(kindsOf("flood")).toEqual(["flood:began", "flood:ended"]);
  expect(groupOf("rule:saved")).toBe("rules");
  expect(kindsOf(undefined)).toBeUndefined();
});

const metrics = (over: object = {}) => AlarmMetrics.parse({
  from: 0, to: 1, annunciations: 200, meanPer10Min: 0.5, peakPer10Min: 10, timeInFlood: 0.005, floods: 0, stale: 4, chattering: [], mix: { emergency: 0.01, high: 0.04, medium: 0.15, routine: 0.8 }, top: [], ...over,
});
const missed = (over: object) => figuresOf(metrics(over)).filter((figure) => figure.met === false).map((figure) => figure.name);

test.each<[string, object, string[]]>([
  ["all within their targets", {}, []],
  ["one alarm in ten minutes on average (EEMUA 191)", { meanPer10Min: 1 }, ["mean"]],
  ["eleven in ten minutes (ISA-18.2)", { peakPer10Min: 11 }, ["peak"]],
  ["one percent of the time in flood", { timeInFlood: 0.01 }, ["timeInFlood"]],
  ["five standing", { stale: 5 }, ["stale"]],
  ["one chattering", { chattering: ["a"] }, ["chattering"]],
  ["too many urgent ones", { mix: { emergency: 0.2, high: 0.2, medium: 0.1, routine: 0.5 } }, ["mix"]],
  ["a few that ring all the time", { top: [{ alarmId: "a", count: 11 }] }, ["top10"]],
  ["shares of few alarms are not judged", { annunciations: 20, mix: { emergency: 1, high: 0, medium: 0, routine: 0 }, top: [{ alarmId: "a", count: 20 }] }, []],
])("%s", (_, over, expected) => expect(missed(over)).toEqual(expected));

test("nothing rang: no share is made of zero", () => {
  expect(figuresOf(metrics({ annunciations: 0, mix: { emergency: 0, high: 0, medium: 0, routine: 0 } })).find((figure) => figure.name === "top10")?.value).toBe(0);
});

test("every figure with a target names the standard it is from", () => {
  for (const figure of figuresOf(metrics())) expect(figure.target === undefined).toBe(figure.standard === undefined);
});
