import { expect, test } from "vitest";
import { startEarly, type Told } from "./keeper-early.ts";

const keeper = { address: () => undefined, stop: () => Promise.resolve() };

test("what was heard before anybody listened is told once, its last word alone; then everything", () => {
  let say: Told = () => undefined;
  const early = startEarly((told) => {
    say = told;
    return keeper;
  });
  say("http://a", 1);
  say(undefined, 2);
  const heard: unknown[] = [];
  expect(early.hear((...word) => heard.push(word))).toBe(keeper);
  say("http://b", 3);
  expect(heard).toEqual([[undefined, 2], ["http://b", 3]]);
});

test("nothing heard yet: nothing told", () => {
  const heard: unknown[] = [];
  startEarly(() => keeper).hear((...word) => heard.push(word));
  expect(heard).toEqual([]);
});
