import { expect, test } from "vitest";
import { createPresented } from "./presented.ts";

/** An element that presents, and a page that is painted, when told to; looked at each half second, in which 12 pictures are given. */
function begin() {
  const state = { now: 0, given: 0 };
  let [frames, paints]: [(() => void)[], (() => void)[]] = [[], []];
  const presented = createPresented({ requestVideoFrameCallback: (task) => frames.push(task) }, (task) => void paints.push(task));
  const flush = (tasks: (() => void)[]): void => tasks.forEach((task) => task());
  /** @returns what was said at the last look */
  const pass = (ms: number, { presents = true, paint = true, pictures = 12 } = {}): number => {
    let said = 0;
    for (let left = ms; left > 0; left -= 500) {
      [state.now, state.given] = [state.now + 500, state.given + pictures];
      said = presented.look(state.given, state.now);
      if (presents) [frames] = [[], flush(frames)];
      if (paint) [paints] = [[], flush(paints)];
    }
    return said;
  };
  return { pass, open: () => frames.length };
}

test("an element that presents what it is given moves", () => expect(begin().pass(60_000)).toBe(0));
test("one that presents nothing more though pictures are given stands after three seconds, and says for how long", () => {
  const { pass, open } = begin();
  pass(5000);
  expect(pass(3000, { presents: false })).toBe(0);
  expect(pass(2500, { presents: false })).toBeGreaterThanOrEqual(4000);
  expect(open()).toBe(1);
  pass(500);
  expect(pass(500)).toBe(0);
});
test("it is asked every two seconds, those of one page together: an answer has the page drawn anew", () => {
  const asked: number[] = [];
  const made = Array.from({ length: 4 }, () => {
    const state = { now: 0 };
    const one = createPresented({ requestVideoFrameCallback: (task) => (queueMicrotask(task), asked.push(state.now)) }, () => undefined);
    return (now: number) => { state.now = now; one.look(now / 40, now); };
  });
  return (async () => {
    for (let now = 500; now <= 10_000; now += 500) {
      for (const look of made) look(now);
      await Promise.resolve();
    }
    expect(asked).toHaveLength(4 * 6);
    expect(new Set(asked)).toEqual(new Set([500, 2000, 4000, 6000, 8000, 10_000]));
  })();
});
test("where no pictures are given, or the page is not painted, or it never presented any, nobody can tell", () => {
  const still = begin();
  still.pass(5000);
  expect(still.pass(60_000, { presents: false, pictures: 0 })).toBe(0);
  const hidden = begin();
  hidden.pass(5000);
  expect(hidden.pass(60_000, { presents: false, paint: false })).toBe(0);
  expect(begin().pass(60_000, { presents: false })).toBe(0);
});
test("after a pause the time runs from the first picture given again", () => {
  const { pass } = begin();
  pass(5000);
  // The last pictures before the pause were presented before anybody asked.
  pass(1000, { presents: false });
  pass(60_000, { presents: false, pictures: 0 });
  expect(pass(2000, { presents: false })).toBe(0);
  expect(pass(3000, { presents: false })).toBeGreaterThanOrEqual(3000);
});
