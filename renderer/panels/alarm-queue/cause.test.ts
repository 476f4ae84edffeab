import { expect, test } from "vitest";
import { causeParts, causeText, propertiesIn } from "./cause.ts";

test.each([
  ["threshold:water-level", { kind: "threshold", property: "water-level" }],
  ["missing:a:b", { kind: "missing", property: "a:b" }],
  ["odd", { kind: "odd", property: "" }],
])("%s", (cause, parts) => expect(causeParts(cause)).toEqual(parts));

test("a cause in words, and its own name for a kind nobody translated", () => {
  expect(causeText("threshold:x", "Mực nước", "vi")).toBe("Vượt ngưỡng · Mực nước");
  expect(causeText("new-kind:x", "Level", "en")).toBe("new-kind · Level");
});

test("a rule's properties are found at any depth, by name and by datastream", () => {
  const params = { any: [{ on: { observedPropertyId: "rain" } }, { not: { on: { datastreamId: "a.level" } } }], setpoint: 3, note: null };
  expect(propertiesIn(params, (id) => (id === "a.level" ? "level" : undefined))).toEqual(["rain", "level"]);
});
