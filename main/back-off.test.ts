import { expect, test } from "vitest";
import { nextWait } from "./back-off.ts";

test("waits grow fast from next to none up to 15 s", () => {
  const waits: number[] = [];
  for (let last: number | undefined; waits.length < 8; last = waits.at(-1)) waits.push(nextWait(last, 100));
  expect(waits).toEqual([50, 200, 800, 3200, 12_800, 15_000, 15_000, 15_000]);
});

test("a backend that lived a minute is started again at once", () => {
  expect(nextWait(15_000, 60_000)).toBe(50);
  expect(nextWait(15_000, 59_999)).toBe(15_000);
});
