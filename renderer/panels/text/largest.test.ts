import { expect, test } from "vitest";
import { largest } from "./largest.ts";

test.each<[string, number, number, number, number]>([
  ["as large as fits", 20, 200, 57, 57],
  ["no larger than allowed", 20, 40, 57, 40],
  ["never below the least, even where that does not fit", 43.2, 200, 10, 44],
  ["a box too low for the least", 43.2, 30, 100, 44],
  ["all fits", 20, 200, 500, 200],
])("%s", (_, least, most, room, expected) => expect(largest(least, most, (size) => size <= room)).toBe(expected));

test("it asks a handful of times: each asking lays the text out", () => {
  let asked = 0;
  largest(20, 1000, (size) => {
    asked += 1;
    return size <= 333;
  });
  expect(asked).toBeLessThanOrEqual(10);
});
