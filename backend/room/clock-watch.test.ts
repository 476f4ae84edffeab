import { expect, test } from "vitest";
import { watchClock } from "./clock-watch.ts";

test.each([
  ["steady running", 1000, 1000, 0],
  ["drift", 1400, 1000, 0],
  ["two hours forward", 7_201_000, 1000, 7_200_000],
  ["two hours back", -7_199_000, 1000, -7_200_000],
])("%s", (_name, wall, steady, expected) => {
  expect(watchClock({ wall: 0, steady: 0 })({ wall, steady })).toBe(expected);
});
