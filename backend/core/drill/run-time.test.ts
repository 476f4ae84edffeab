import fc from "fast-check";
import { expect, test } from "vitest";
import { nextInject, type DrillRun } from "#contract/drill";
import { AccountId } from "#contract/ids";
import type { NewFact } from "#contract/fact";
import { exerciseOf, RUN, startedRun } from "../../../test/kit/hand-drill.ts";
import { foldDrill } from "../fold-drill.ts";
import { emptyState } from "../state.ts";
import { dueOfDrill, fireDrill } from "./run-time.ts";

const by = AccountId.parse("truong-ca");
const S = 1000;

/** Lets the exercise run to `now` as the timer would: one inject a tick until nothing is due. */
function pass(run: DrillRun, now: number): { run: DrillRun; facts: NewFact[] } {
  const state = { ...emptyState(), drills: new Map([[run.id as string, run]]) };
  const facts: NewFact[] = [];
  for (let tick = 0; tick < 300; tick++) {
    const fired = fireDrill(state.drills.get(run.id), now).map((body): NewFact => ({ ...body, at: now }));
    if (fired.length === 0) break;
    for (const fact of fired) if ("runId" in fact) foldDrill(state, fact as Parameters<typeof foldDrill>[1]);
    facts.push(...fired);
  }
  const after = state.drills.get(run.id);
  if (after === undefined) throw new Error("no run");
  return { run: after, facts };
}
function does(run: DrillRun, fact: Parameters<typeof foldDrill>[1]): DrillRun {
  const state = { ...emptyState(), drills: new Map([[run.id as string, run]]) };
  foldDrill(state, fact);
  return state.drills.get(run.id) ?? run;
}

test("H-7.3 an inject is given at its second, neither before nor twice", () => {
  const run = startedRun(exerciseOf([10, 60]), 0);
  expect(dueOfDrill(run)).toBe(10 * S);
  expect(pass(run, 10 * S - 1).facts).toEqual([]);
  const first = pass(run, 10 * S);
  expect(first.facts).toMatchObject([{ kind: "drill:injected", injectId: "i0", due: 10 * S, lateBy: 0 }]);
  expect(pass(first.run, 10 * S).facts).toEqual([]);
  expect(dueOfDrill(first.run)).toBe(60 * S);
});

test("injects of the same second are all given, in the script's order", () => {
  expect(pass(startedRun(exerciseOf([5, 5, 5]), 0), 5 * S).facts.map((fact) => "injectId" in fact && fact.injectId)).toEqual(["i0", "i1", "i2"]);
});

test("after a standstill of an hour it goes on where it stood: one inject, and the next keeps its distance, no storm", () => {
  const woken = pass(startedRun(exerciseOf([10, 60, 120]), 0), 3600 * S);
  expect(woken.facts).toMatchObject([{ injectId: "i0", lateBy: 3590 * S }]);
  expect(dueOfDrill(woken.run)).toBe(3650 * S);
});

test("a pause holds injects back and its length moves them; a skip brings the next one at once", () => {
  const run = startedRun(exerciseOf([60, 120]), 0);
  const paused = does(run, { kind: "drill:paused", at: 30 * S, runId: RUN, by });
  expect(nextInject(paused)).toBeUndefined();
  expect(pass(paused, 300 * S).facts).toEqual([]);
  const resumed = does(paused, { kind: "drill:resumed", at: 330 * S, runId: RUN, zeroAt: 300 * S, by });
  expect(dueOfDrill(resumed)).toBe(360 * S);
  expect(resumed.pauses).toEqual([{ from: 30 * S, to: 330 * S }]);
  const skipped = does(resumed, { kind: "drill:skipped", at: 331 * S, runId: RUN, zeroAt: 331 * S - 60 * S, by });
  expect(pass(skipped, 331 * S).facts).toMatchObject([{ injectId: "i0", lateBy: 0 }]);
});

test("it ends by itself after eight hours, paused or not, once", () => {
  const paused = does(startedRun(exerciseOf([60]), 0), { kind: "drill:paused", at: 0, runId: RUN, by });
  const end = pass(paused, 8 * 3600 * S);
  expect(end.facts).toMatchObject([{ kind: "drill:time-up", lateBy: 0 }]);
  expect(dueOfDrill(end.run)).toBeUndefined();
});

test("invariant 4: however the timer ticks and stands still, every inject is given exactly once and in order", () =>
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 40 }), (seconds, steps) => {
    let run = startedRun(exerciseOf(seconds.toSorted((a, b) => a - b)), 0);
    let now = 0;
    const given: string[] = [];
    // Ends within the eight hours: steps bring it some way, then the rest a minute at a time.
    for (const step of [...steps, ...Array.from({ length: 60 }, () => 60_000)]) {
      now += step;
      const next = pass(run, now);
      run = next.run;
      for (const fact of next.facts) if (fact.kind === "drill:injected") given.push(fact.injectId);
    }
    expect(given).toEqual(seconds.map((_, i) => `i${i}`));
  })));
