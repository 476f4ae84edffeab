import { expect, test } from "vitest";
import { openGate } from "./gate.ts";

/** Tasks that end by hand, and a pause that passes by hand. */
function kit(running: number, queued: number) {
  const timers = new Set<() => void>();
  const gate = openGate({
    running, queued, patience: 1000,
    after(_ms, act) {
      timers.add(act);
      return () => void timers.delete(act);
    },
  });
  const ends: ((value: string) => void)[] = [];
  const task = (): Promise<string> => new Promise((end) => ends.push(end));
  const turn = (): Promise<void> => new Promise((next) => setImmediate(next));
  return { gate, ends, task, turn, timers };
}

test("runs two at a time, keeps one waiting, refuses the rest", async () => {
  const { gate, ends, task, turn } = kit(2, 1);
  const answers = [gate(task), gate(task), gate(task), gate(task)];
  expect(await answers[3]).toBeUndefined();
  expect(ends).toHaveLength(2);
  ends[0]?.("first");
  expect(await answers[0]).toEqual({ value: "first" });
  await turn();
  expect(ends).toHaveLength(3);
  ends[1]?.("second");
  ends[2]?.("third");
  expect(await Promise.all(answers)).toEqual([{ value: "first" }, { value: "second" }, { value: "third" }, undefined]);
});

test("patience ends for the asker, but the slot stays taken until the task ends", async () => {
  const { gate, ends, task, turn, timers } = kit(1, 1);
  const slow = gate(task);
  const next = gate(task);
  for (const act of timers) act();
  expect(await slow).toBeUndefined();
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.("late");
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.("ok");
  expect(await next).toEqual({ value: "ok" });
});

test("a task that fails is answered with nothing and frees its slot", async () => {
  const { gate } = kit(1, 0);
  expect(await gate(() => Promise.reject(new Error("no")))).toBeUndefined();
  expect(await gate(async () => "yes")).toEqual({ value: "yes" });
});
