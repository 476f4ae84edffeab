import { expect, test } from "vitest";
import { foldQueue } from "#contract/fold-queue";
import { Rule } from "#contract/rule";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { foldWords } from "./fold-words.ts";

const rule = Rule.parse({ id: "rain", name: "Mưa rất to", nameEn: "Very heavy rain", kind: "threshold", params: {}, priority: "high", message: "m", version: 1 });
const names = { rules: new Map([["rain", rule]]), areas: new Map(), language: "vi", cause: "Vượt ngưỡng · Lượng mưa" } as const;
const fold = (ruleIds: readonly string[]) => {
  const [line] = foldQueue(ruleIds.map((ruleId, i) => alarmOf({ id: `n${i}`, rule: ruleId, area: `ward-${i}`, thing: `station-${i}` })));
  if (line === undefined || !("members" in line)) throw new Error("did not fold");
  return line;
};

test("a group of one rule bears its name and counts its places", () => {
  expect(foldWords(fold(["rain", "rain", "rain"]), names)).toEqual({ name: "Mưa rất to", places: 3, areas: 3, list: "ward-0, ward-1, ward-2" });
});

test("a group of several rules bears its cause", () => {
  expect(foldWords(fold(["rain", "rain", "storm"]), names).name).toBe("Vượt ngưỡng · Lượng mưa");
});
