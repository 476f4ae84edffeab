import { expect, test } from "vitest";
import { gave, isDead, QUIET, type Watch } from "./decoder-watch.ts";

const given = (times: number, at: number): Watch => Array.from({ length: times }).reduce<Watch>((watch) => gave(watch, at), QUIET);

test("ten units in and none out for a second is a dead decoder", () => {
  expect(isDead(given(10, 100), 1100)).toBe(true);
});
test("fewer units, or less time, is not", () => {
  expect(isDead(given(9, 100), 9000)).toBe(false);
  expect(isDead(given(10, 100), 1099)).toBe(false);
  expect(isDead(QUIET, 9000)).toBe(false);
});
test("the time runs from the first unit since the last picture", () => {
  expect(isDead(gave(given(20, 0), 1500), 1500)).toBe(true);
  expect(isDead(given(20, 1000), 1500)).toBe(false);
});
