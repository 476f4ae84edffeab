import { describe, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { emptyWall, type WallMaps } from "#contract/wall-fold";
import { createWallShow } from "./wall-show.ts";

/** A document, its facts, and a clock moved by hand. */
function room() {
  let wall: WallMaps = emptyWall();
  let now = 1000;
  let due: { at: number; task: () => void } | undefined;
  const onWall = new Set<() => void>();
  const onFact = new Set<(facts: readonly Fact[]) => void>();
  const show = createWallShow({
    wall: { get: () => wall, subscribe: (listener) => (onWall.add(listener), () => void onWall.delete(listener)) },
    onFact: (listener) => (onFact.add(listener), () => void onFact.delete(listener)),
    now: () => now,
    after(ms, task) {
      const mine = { at: now + ms, task };
      due = mine;
      return () => void (due === mine && (due = undefined));
    },
  });
  const change = (): WallMaps => (wall = { ...wall });
  return {
    show, change,
    told: onFact, asked: onWall,
    edit(cutAt?: number) {
      const made = change();
      const fact: Fact = { kind: "wall:edited", deed: cutAt === undefined ? "put" : "cut", changes: [], seq: 1, at: now, ...(cutAt === undefined ? {} : { cutAt }) };
      for (const listener of onFact) listener([fact]);
      return made;
    },
    sync() {
      const made = change();
      for (const listener of onWall) listener();
      return made;
    },
    pass(ms: number) {
      now += ms;
      if (due !== undefined && due.at <= now) {
        const { task } = due;
        due = undefined;
        task();
      }
    },
  };
}

describe("what a wall shows", () => {
  test("an edit is shown at once", () => {
    const { show, edit } = room();
    const made = edit();
    expect(show.get()).toEqual({ shown: made });
    expect(show.get().shown).toBe(made);
  });
  test("a cut is told ahead, and shown at its instant and not before", () => {
    const { show, edit, pass } = room();
    const before = show.get().shown;
    let calls = 0;
    show.subscribe(() => void calls++);
    const made = edit(1150);
    expect([show.get().shown === before, show.get().next?.wall === made, show.get().next?.at]).toEqual([true, true, 1150]);
    pass(149);
    expect(show.get().shown).toBe(before);
    pass(1);
    expect(show.get()).toEqual({ shown: made });
    expect(calls).toBe(2);
  });
  test("a cut heard of too late is shown at once", () => {
    const { show, edit } = room();
    const made = edit(990);
    expect(show.get().shown).toBe(made);
    expect(show.get().next).toBeUndefined();
  });
  test("an edit or a fresh snapshot that comes while a cut waits is shown with it", () => {
    const { show, edit, sync, pass } = room();
    edit(1150);
    pass(50);
    edit();
    const made = sync();
    expect(show.get().next?.wall).toBe(made);
    pass(100);
    expect(show.get()).toEqual({ shown: made });
  });
  test("of two cuts the second one's instant counts; both are shown then", () => {
    const { show, edit, pass } = room();
    const before = show.get().shown;
    edit(1150);
    pass(100);
    const made = edit(1300);
    pass(100);
    expect(show.get().shown).toBe(before);
    pass(100);
    expect(show.get()).toEqual({ shown: made });
  });
  test("a cut by a clock that is hours ahead is not waited for", () => {
    const { show, edit, pass } = room();
    const made = edit(9_000_000);
    pass(2000);
    expect(show.get()).toEqual({ shown: made });
  });
  test("stopped, it follows no more and leaves no timer", () => {
    const { show, edit, pass, told, asked } = room();
    edit(1150);
    const { shown } = show.get();
    show.stop();
    pass(500);
    expect([show.get().shown === shown, told.size, asked.size]).toEqual([true, 0, 0]);
  });
});
