import fc from "fast-check";
import { expect, test } from "vitest";
import { CALM, govern, mainsAt, rationsOf, WINDOW_MS, type Governor, type Load } from "./governor.ts";

const GOOD: Load = { waiting: 0.5, lag: 5, taken: 1 };
const BAD: Load = { waiting: 9, lag: 5, taken: 1 };
const after = (from: Governor, load: Load, times: number): Governor => Array.from({ length: times }).reduce<Governor>((governor) => govern(governor, load), from);
const SECOND = 1000 / WINDOW_MS;

test.each<[string, Load]>([["units wait", BAD], ["the timer is late", { ...GOOD, lag: 200 }], ["the screen does not take what is due", { ...GOOD, taken: 0.5 }]])("the first bad window leads a level down: %s", (_, load) => {
  expect(govern(CALM, load).level).toBe(1);
  expect(after(CALM, load, 4).level).toBe(4);
  expect(after(CALM, load, 50).level).toBe(4);
});

test("ten good seconds lead one level up, not less", () => {
  const down = after(CALM, BAD, 2);
  expect(after(down, GOOD, 10 * SECOND - 1).level).toBe(2);
  expect(after(down, GOOD, 10 * SECOND).level).toBe(1);
  expect(after(down, GOOD, 20 * SECOND).level).toBe(0);
});

test("a bad window among the good ones begins the wait again", () => {
  const down = after(CALM, BAD, 1);
  const again = govern(after(down, GOOD, 9 * SECOND), BAD);
  expect(again.level).toBe(2);
  expect(after(again, GOOD, 10 * SECOND - 1).level).toBe(2);
});

test("a level that cannot be held is tried more and more rarely, so that the wall does not flicker", () => {
  let governor = after(CALM, BAD, 1);
  const waits: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    let windows = 0;
    while (governor.level === 1) {
      governor = govern(governor, GOOD);
      windows += 1;
    }
    waits.push(windows / SECOND);
    governor = govern(governor, BAD);
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 160, 160]);
  expect(after(after(governor, GOOD, 160 * SECOND), GOOD, 200 * SECOND)).toMatchObject({ level: 0, patience: 10 * SECOND });
});

test("whatever happens the level stays between 0 and 4 and moves by one at most", () =>
  fc.assert(fc.property(fc.array(fc.record({ waiting: fc.integer({ min: 0, max: 20 }), lag: fc.integer({ min: 0, max: 500 }), taken: fc.integer({ min: 0, max: 10 }).map((n) => n / 10) }), { maxLength: 200 }), (loads) => {
    let governor = CALM;
    for (const load of loads) {
      const next = govern(governor, load);
      expect(Math.abs(next.level - governor.level)).toBeLessThanOrEqual(1);
      expect(next.level).toBeGreaterThanOrEqual(0);
      expect(next.level).toBeLessThanOrEqual(4);
      governor = next;
    }
  })));

test("each level costs less than the one before, and level 3 keeps the largest four moving", () => {
  const sizes = [100, 400, 100, 900, 100, 100];
  expect(rationsOf(0, sizes)).toEqual(sizes.map(() => ({ fps: undefined, keys: false })));
  expect(rationsOf(1, sizes)[0]).toEqual({ fps: 12, keys: false });
  expect(rationsOf(2, sizes)[0]).toEqual({ fps: 8, keys: false });
  expect(rationsOf(3, sizes).map(({ keys }) => keys)).toEqual([false, false, false, false, true, true]);
  expect(rationsOf(4, sizes)).toEqual(sizes.map(() => ({ fps: 0.2, keys: true })));
  expect(([0, 1, 2, 3, 4] as const).map(mainsAt)).toEqual([9, 4, 1, 0, 0]);
});
