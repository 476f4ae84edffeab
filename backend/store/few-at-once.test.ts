import fc from "fast-check";
import { expect, test } from "vitest";
import { fewAtOnce } from "./few-at-once.ts";

test("never more than so many at one time, and every one is done, whatever fails in between", () =>
  fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.record({ turns: fc.integer({ min: 1, max: 4 }), fails: fc.boolean() }), { maxLength: 30 }), async (most, works) => {
    const run = fewAtOnce(most);
    let [now, peak] = [0, 0];
    const answers = await Promise.allSettled(works.map(({ turns, fails }) => run(async () => {
      peak = Math.max(peak, ++now);
      for (let i = 0; i < turns; i++) await Promise.resolve();
      now--;
      if (fails) throw new Error("no picture");
    })));
    expect(peak).toBe(Math.min(most, works.length));
    expect(answers.map(({ status }) => status === "rejected")).toEqual(works.map(({ fails }) => fails));
    // All places are free again.
    await expect(Promise.all(Array.from({ length: most }, () => run(() => Promise.resolve(1))))).resolves.toHaveLength(most);
  })));
