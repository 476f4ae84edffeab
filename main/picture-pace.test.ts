import { expect, test } from "vitest";
import { dueAt, paced, type Pace } from "./picture-pace.ts";

test("every second while somebody looks, so that a preview is never older than 2 s; each minute has one otherwise", () => {
  expect(dueAt(undefined, false)).toBe(0);
  const pace = paced(undefined, 7_000, true);
  expect([dueAt(pace, true), dueAt(pace, false)]).toEqual([8_000, 57_000]);
});

test("who begins to look need not wait for the minute to pass", () => {
  const pace = paced({ at: 1_000, wait: 8_000 }, 7_000, true);
  expect(dueAt(pace, false)).toBeGreaterThan(20_000);
  expect(dueAt(pace, true)).toBeLessThan(20_000);
});

test("failures back off to a minute, whoever looks", () => {
  const waits: (number | undefined)[] = [];
  for (let pace: Pace | undefined; waits.length < 7; waits.push(pace.wait)) pace = paced(pace, 0, false);
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(dueAt(paced(undefined, 5_000, false), true)).toBe(7_000);
});
