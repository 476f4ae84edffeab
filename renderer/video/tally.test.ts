import { expect, test } from "vitest";
import { createTally, type Tally } from "./tally.ts";

/** Shows `count` pictures `every` ms apart. @returns when the last one was shown */
function show(tally: Tally, from: number, count: number, every: number): number {
  for (let n = 1; n <= count; n += 1) tally.shown(30, from + n * every);
  return from + count * every;
}

test("the usual interval is that of the pictures shown", () => {
  const tally = createTally();
  expect(tally.interval()).toBeUndefined();
  show(tally, 0, 50, 40);
  expect(tally.interval()).toBe(40);
});

test("a single gap of ten minutes, even the first interval, does not become a camera's rhythm", () => {
  const tally = createTally();
  const last = show(tally, 0, 50, 40);
  tally.shown(30, last + 600_000);
  expect(tally.interval()).toBeLessThanOrEqual(300);
  const fresh = createTally();
  fresh.shown(30, 0);
  fresh.shown(30, 600_000);
  expect(fresh.interval()).toBeLessThanOrEqual(10_000);
});

test("two pictures of the same instant are no rhythm that stays", () => {
  const tally = createTally();
  tally.shown(30, 0);
  tally.shown(30, 0);
  show(tally, 0, 50, 40);
  expect(tally.interval()).toBeGreaterThan(39);
});

test("a camera that becomes slow is known to be slow within some ten pictures", () => {
  const tally = createTally();
  const last = show(tally, 0, 50, 40);
  show(tally, last, 15, 1000);
  expect(tally.interval()).toBeGreaterThan(700);
});

test("over a pause there is no interval", () => {
  const tally = createTally();
  const last = show(tally, 0, 50, 40);
  tally.pause();
  tally.shown(30, last + 600_000);
  expect(tally.interval()).toBe(40);
});
