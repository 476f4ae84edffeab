import { expect, test } from "vitest";
import type { ShellEvent } from "#contract/shell";
import { createLosses, shownSince, type Shown } from "./losses.ts";

const wall = (liveSince: number | undefined, more: Partial<Shown> = {}): Shown => ({ role: "wall", liveSince, isWell: true, aside: false, ...more });
const console_ = (isWell: boolean): Shown => ({ role: "console", liveSince: undefined, isWell, aside: false });

test.each<[string, Shown[], number | undefined]>([
  ["no window yet", [], undefined],
  ["the last wall counts, whatever the console does", [wall(100), wall(300), console_(false)], 300],
  ["one that loads is waited for", [wall(100), wall(300, { isWell: false })], undefined],
  ["one without live figures is waited for", [wall(100), wall(undefined)], undefined],
  ["one on the safe page is not", [wall(100), wall(undefined, { isWell: false, aside: true })], 100],
  ["no wall: the console's page", [console_(true)], 900],
  ["no wall, and the console loads", [console_(false)], undefined],
])("%s", (_name, windows, since) => expect(shownSince(windows, 900)).toBe(since));

test("a loss is told once, from when it was there last until the walls show the room, not until it answers", () => {
  const told: Omit<ShellEvent, "at">[] = [];
  let live: number | undefined = 0;
  const losses = createLosses(() => [wall(live)], (event) => told.push(event));
  losses.lost("backend", 1_000);
  live = undefined;
  losses.look(2_000);
  losses.back("backend", 3_000);
  // Gone once more before anybody saw it: the same loss.
  losses.lost("backend", 3_500);
  losses.look(5_000);
  losses.back("backend", 6_000);
  losses.look(6_500);
  losses.look(8_000);
  expect(told).toEqual([]);
  live = 8_200;
  losses.look(8_500);
  losses.look(9_000);
  expect(told).toEqual([{ what: "recovered", cause: "backend", tookMs: 7_200 }]);
});

test("what a wall said before the return was seen to arrive does not count", () => {
  const told: Omit<ShellEvent, "at">[] = [];
  const losses = createLosses(() => [wall(0)], (event) => told.push(event));
  losses.lost("backend", 1_000);
  losses.back("backend", 1_200);
  losses.look(1_500);
  expect(told).toEqual([]);
  losses.look(2_200);
  expect(told).toEqual([{ what: "recovered", cause: "backend", tookMs: 200 }]);
});
