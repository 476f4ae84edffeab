import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { NO_SETTINGS } from "#contract/wall-fold";
import { emptyState } from "../core/state.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import { openPrivacyScreen } from "./privacy-screen.ts";

function setUp(privacy = false) {
  const state = emptyState();
  state.wall = { ...NO_SETTINGS, privacy };
  const listeners: ((facts: Fact[]) => void)[] = [];
  const clock = handClock();
  const screen = openPrivacyScreen({ state: () => state, onFacts: (listener) => (listeners.push(listener), () => undefined) }, clock);
  return {
    clock, screen,
    /** Told of it, or (a full disk) not yet. */
    key(on: boolean, told = true) {
      const before = state.wall;
      state.wall = { ...before, privacy: on };
      if (told) for (const listener of listeners) listener([{ kind: "wall:edited", seq: 1, at: clock.wall(), deed: "privacy", changes: [{ part: "settings", before, after: state.wall }] }]);
    },
  };
}

test("while the key is on nothing older than it is shown, nor what may have been on its way", () => {
  const { clock, screen, key } = setUp();
  const before = clock.wall();
  expect(screen.hides(before)).toBe(false);
  clock.pass(60_000);
  key(true);
  const on = clock.wall();
  clock.pass(10_000);
  expect([before, on, on + 4_999, on + 5_000].map((at) => screen.hides(at))).toEqual([true, true, true, false]);
  key(false);
  expect([before, on].map((at) => screen.hides(at))).toEqual([false, false]);
});
test("off and on again between two looks, what was taken in between is hidden", () => {
  const { clock, screen, key } = setUp();
  key(true);
  clock.pass(20_000);
  key(false);
  key(true);
  expect(screen.hides(clock.wall() - 1)).toBe(true);
});
test("on a full disk nobody is told of the key, and it hides all the same; so does one that was on at the start", () => {
  const { clock, screen, key } = setUp();
  const taken = clock.wall();
  screen.look();
  key(true, false);
  expect(screen.hides(taken)).toBe(true);
  const started = setUp(true);
  expect(started.screen.hides(started.clock.wall() - 1)).toBe(true);
});
