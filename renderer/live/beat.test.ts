import { beforeEach, expect, test } from "vitest";
import { createBeat, type Beat } from "./beat.ts";

let time: number;
let waiting: { at: number; task: () => void }[];
let beat: Beat;
let heard: string[];
const hear = (name: string) => () => void heard.push(`${name} ${time}`);

/** Moves the clock by hand, timer by timer. @param early ms by which every timer fires before its time */
function pass(to: number, early = 0): void {
  for (;;) {
    const next = waiting.toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined || next.at - early > to) break;
    waiting.splice(waiting.indexOf(next), 1);
    time = next.at - early;
    next.task();
  }
  time = to;
}

beforeEach(() => {
  time = 300;
  waiting = [];
  heard = [];
  beat = createBeat(() => time, (ms, task) => {
    const one = { at: time + ms, task };
    waiting.push(one);
    return () => void waiting.splice(waiting.indexOf(one), 1);
  });
});

test("whoever began when, all of one period are called together, at full periods, by one timer", () => {
  beat.on(1000, hear("a"));
  pass(700);
  beat.on(1000, hear("b"));
  expect(waiting.length).toBe(1);
  pass(2500);
  expect(heard).toEqual(["a 1000", "b 1000", "a 2000", "b 2000"]);
});

test("a timer that fires early beats once, not twice", () => {
  beat.on(1000, hear("a"));
  pass(3100, 0.4);
  expect(heard).toEqual(["a 999.6", "a 1999.6", "a 2999.6"]);
});

test("who stopped is not called; when all have, no timer runs; twice the same task is two", () => {
  const task = hear("a");
  const [first, second] = [beat.on(1000, task), beat.on(1000, task)];
  pass(1000);
  expect(heard.length).toBe(2);
  first();
  first();
  pass(2000);
  expect(heard.length).toBe(3);
  second();
  expect(waiting).toEqual([]);
  beat.on(1000, hear("c"));
  pass(3000);
  expect(heard.at(-1)).toBe("c 3000");
});
