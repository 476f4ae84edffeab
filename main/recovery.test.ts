import fc from "fast-check";
import { expect, test } from "vitest";
import { died, NO_PAST, type Past, type Step } from "./recovery.ts";

function steps(...times: number[]): Step[] {
  let past: Past = NO_PAST;
  return times.map((now) => {
    const next = died(past, now);
    past = next.past;
    return next.step;
  });
}
const reload = { do: "reload" };

test("one death, or two in a minute: the page comes back", () => expect(steps(0, 30_000)).toEqual([reload, reload]));

test("three deaths in a minute: the safe page for a minute", () => expect(steps(0, 1000, 59_999)).toEqual([reload, reload, { do: "safe", for: 60_000 }]));

test("a death a minute is no loop", () => expect(steps(0, 30_000, 60_000, 90_000, 120_000)).toEqual([reload, reload, reload, reload, reload]));

test("after the safe page it has three lives again; each time that fails soon, the next wait doubles, up to ten minutes", () => {
  const waits: number[] = [];
  let past: Past = NO_PAST;
  let now = 0;
  for (let round = 0; round < 6; round++) {
    for (let life = 0; life < 3; life++) {
      const { past: next, step } = died(past, (now += 1000));
      past = next;
      if (step.do === "safe") waits.push(step.for);
    }
    now += waits.at(-1) ?? 0;
  }
  expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
});

test("a page that lived five minutes after it has its past forgotten", () => {
  expect(steps(0, 1, 2, 400_000, 400_001, 400_002).at(-1)).toEqual({ do: "safe", for: 60_000 });
});

test("whatever the deaths, a page is loaded again at most twice in any minute", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 3, maxLength: 60 }), (gaps) => {
    let now = 0;
    let past: Past = NO_PAST;
    const reloads: number[] = [];
    for (const gap of gaps) {
      const next = died(past, (now += gap));
      past = next.past;
      if (next.step.do === "reload") reloads.push(now);
      else now += next.step.for;
    }
    for (const at of reloads) expect(reloads.filter((other) => other >= at && other - at < 60_000).length).toBeLessThanOrEqual(2);
  }));
});
