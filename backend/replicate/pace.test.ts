import fc from "fast-check";
import { expect, test } from "vitest";
import { backOff, openPace } from "./pace.ts";

test("never more goes than a second's worth at once and the rate after it, whatever the sizes", async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1000, max: 50_000 }), fc.array(fc.record({ bytes: fc.integer({ min: 0, max: 60_000 }), idle: fc.integer({ min: 0, max: 3000 }) }), { maxLength: 40 }), async (perSecond, sendings) => {
    let now = 0;
    const pace = openPace({ perSecond, steady: () => now, pause: async (ms) => void (now += ms) });
    let sent = 0;
    for (const { bytes, idle } of sendings) {
      now += idle;
      await pace(bytes);
      sent += bytes;
      expect(sent).toBeLessThanOrEqual(perSecond + (now * perSecond) / 1000 + 1e-6);
    }
  }));
});

test("a line without a bound is not waited for", async () => {
  let waited = 0;
  await openPace({ perSecond: undefined, steady: () => 0, pause: async () => void waited++ })(1e9);
  expect(waited).toBe(0);
});

test.each([[1, 250, 500], [2, 500, 1000], [5, 4000, 8000], [30, 15_000, 30_000]])("after %i failures the next try is %i to %i ms away", (failures, least, most) => {
  expect(backOff(failures, 0)).toBe(least);
  expect(backOff(failures, 1)).toBe(most);
});
