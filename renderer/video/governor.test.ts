import fc from "fast-check";
import { expect, test } from "vitest";
import { beginsAt, CALM, govern, mainsAt, rationsOf, rebase, WINDOW_MS, type Governor, type Level, type Load } from "./governor.ts";

const GOOD: Load = { waiting: 0.5, lag: 5, taken: 1, held: false };
const BAD: Load = { ...GOOD, waiting: 9 };
const WORST: Load = { ...GOOD, waiting: 40 };
const after = (from: Governor, load: Load, times: number): Governor => Array.from({ length: times }).reduce<Governor>((governor) => govern(governor, load), from);
const SECOND = 1000 / WINDOW_MS;
const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

test.each<[string, Load]>([["units wait", BAD], ["the timer is late", { ...GOOD, lag: 200 }], ["the screen does not take what is due", { ...GOOD, taken: 0.5 }], ["the gateway holds pictures back", { ...GOOD, held: true }]])("the first bad window leads a level down, the next only when that step has had its effect: %s", (_, load) => {
  expect(govern(CALM, load).level).toBe(1);
  expect(after(CALM, load, 2).level).toBe(1);
  expect(after(CALM, load, 4).level).toBe(2);
  expect(after(CALM, load, 50).level).toBe(8);
});

test.each<[string, Load]>([["units pile up", WORST], ["the timer stands", { ...GOOD, lag: 900 }], ["the screen takes nearly nothing", { ...GOOD, taken: 0.1 }]])("before a collapse nothing is waited for: %s", (_, load) => {
  expect(govern(CALM, load).level).toBe(2);
  expect(after(CALM, load, 4).level).toBe(8);
});

test("four good seconds lead one level up, not less: what opening a wall cost is soon given back", () => {
  const down = after(CALM, BAD, 4);
  expect(down.level).toBe(2);
  expect(after(down, GOOD, 4 * SECOND - 1).level).toBe(2);
  expect(after(down, GOOD, 4 * SECOND).level).toBe(1);
  expect(after(down, GOOD, 8 * SECOND).level).toBe(0);
});

test("a bad window among the good ones begins the wait again", () => {
  const down = after(CALM, BAD, 1);
  const again = govern(after(down, GOOD, 3 * SECOND), BAD);
  expect(again.level).toBe(2);
  expect(after(again, GOOD, 4 * SECOND - 1).level).toBe(2);
});

test("a level that cannot be held is tried more and more rarely, so that the wall does not flicker; once it holds, the next follow soon", () => {
  let governor = after(CALM, BAD, 7);
  expect(governor.level).toBe(3);
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    let passed = 0;
    while (governor.level === 3) {
      governor = govern(governor, GOOD);
      passed += 1;
    }
    waits.push(passed / SECOND);
    governor = after(governor, BAD, 1);
    expect(governor.level).toBe(3);
  }
  expect(waits).toEqual([4, 8, 16, 32, 64, 128, 160, 160]);
  // The load went away: 160 s, 40 s, 20 s (one that was given back is watched as long), then all is shown.
  expect(after(governor, GOOD, 160 * SECOND).level).toBe(2);
  expect(after(governor, GOOD, 200 * SECOND).level).toBe(1);
  expect(after(governor, GOOD, 230 * SECOND).level).toBe(0);
});

test("what a fall only passed is given back soon, where it began as slowly as ever", () => {
  const fallen = after(CALM, WORST, 4);
  expect(fallen.level).toBe(8);
  expect(after(fallen, GOOD, 2 * SECOND).level).toBe(7);
  expect(after(fallen, GOOD, 14 * SECOND).level).toBe(1);
  expect(after(fallen, GOOD, 18 * SECOND - 1).level).toBe(1);
  expect(after(fallen, GOOD, 18 * SECOND).level).toBe(0);
});

test("a wall begins where so many tiles should fit, and what was found out holds when tiles come or go", () => {
  expect([4, 16, 25, 36, 64, 100].map((tiles) => beginsAt(tiles, 2))).toEqual([0, 0, 2, 3, 5, 6]);
  expect([16, 25, 64, 100].map((tiles) => beginsAt(tiles, 16))).toEqual([0, 0, 0, 0]);
  const opened = rebase(CALM, 0, 5);
  expect(opened.level).toBe(5);
  expect(after(opened, GOOD, 4 * SECOND - 1).level).toBe(5);
  expect(after(opened, GOOD, 4 * SECOND).level).toBe(4);
  const learnt = after(after(opened, GOOD, 2), BAD, 1);
  expect([learnt.level, rebase(learnt, 5, 2).level, rebase(learnt, 5, 0).level]).toEqual([6, 3, 1]);
});

test("whatever happens the level stays between 0 and 8, goes up by one and down by two at most", () =>
  fc.assert(fc.property(fc.array(fc.record({ waiting: fc.integer({ min: 0, max: 20 }), lag: fc.integer({ min: 0, max: 900 }), taken: fc.integer({ min: 0, max: 10 }).map((n) => n / 10), held: fc.boolean() }), { maxLength: 200 }), (loads) => {
    let governor = CALM;
    for (const load of loads) {
      const next = govern(governor, load);
      expect(next.level - governor.level).toBeGreaterThanOrEqual(-1);
      expect(next.level - governor.level).toBeLessThanOrEqual(2);
      expect(LEVELS).toContain(next.level);
      governor = next;
    }
  })));

test("each level shows less than the one before, and four tiles, the largest, keep moving to the last but one", () => {
  const sizes = [100, 400, 100, 900, ...Array.from<number>({ length: 20 }).fill(100)];
  expect(rationsOf(0, sizes)).toEqual(sizes.map(() => ({ fps: undefined, keys: false })));
  const shown = LEVELS.map((level) => rationsOf(level, sizes).reduce((sum, { fps, keys }) => sum + (keys ? Math.min(fps ?? 1, 1) : fps ?? 25), 0));
  for (const [i, pictures] of shown.entries()) if (i > 0) expect(pictures).toBeLessThan(shown[i - 1] ?? 0);
  expect(rationsOf(5, sizes).filter(({ keys }) => !keys)).toHaveLength(12);
  expect(rationsOf(7, sizes).flatMap(({ keys }, at) => (keys ? [] : [at]))).toEqual([0, 1, 2, 3]);
  expect(rationsOf(7, sizes.toReversed()).flatMap(({ keys }, at) => (keys ? [] : [sizes.length - 1 - at]))).toEqual(expect.arrayContaining([1, 3]));
  expect(rationsOf(8, sizes)).toEqual(sizes.map(() => ({ fps: 0.2, keys: true })));
  expect(LEVELS.map(mainsAt)).toEqual([9, 9, 6, 4, 1, 0, 0, 0, 0]);
});
