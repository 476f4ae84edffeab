import { expect, test } from "vitest";
import { turnAt } from "./turn.ts";

test("each in its turn, round and round", () => {
  expect([0, 9999, 10_000, 20_000, 29_999, 30_000].map((now) => turnAt(3, 10, now).shown)).toEqual([0, 0, 1, 2, 2, 0]);
});
test("the next one is prepared shortly before its turn, and is the one that is shown then", () => {
  expect(turnAt(3, 10, 7499).next).toBeUndefined();
  expect(turnAt(3, 10, 7500).next).toBe(1);
  expect(turnAt(3, 10, 29_000).next).toBe(turnAt(3, 10, 30_000).shown);
});
test("one camera alone stays", () => {
  for (const now of [0, 9000, 10_000, 123_456]) expect(turnAt(1, 10, now)).toEqual({ shown: 0, next: undefined });
});
