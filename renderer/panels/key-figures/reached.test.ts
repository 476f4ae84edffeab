import { expect, test } from "vitest";
import { reached } from "./reached.ts";

const levels = [{ name: "BĐ III", value: 3.5, authority: "" }, { name: "BĐ I", value: 1, authority: "" }, { name: "BĐ II", value: 2, authority: "" }];

test.each<[number, string, boolean]>([
  [0.99, "BĐ I", false],
  [1, "BĐ I", true],
  [2.5, "BĐ II", true],
  [9, "BĐ III", true],
])("%f m stands against %s, above: %s", (value, name, above) => {
  expect(reached(levels, value)).toMatchObject({ level: { name }, above });
});

test("without levels there is nothing to stand against", () => expect(reached([], 5)).toBeUndefined());
