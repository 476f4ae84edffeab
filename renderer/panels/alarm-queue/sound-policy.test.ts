import { expect, test } from "vitest";
import type { Priority } from "#contract/alarm";
import { inForce, MUTE_FOR, mutedAt, PATTERNS, soundFor } from "./sound-policy.ts";

const owing = (over: Partial<Record<Priority, number>>) => ({ emergency: 0, high: 0, medium: 0, routine: 0, ...over });

test("the most urgent unacknowledged alarm is heard; none, silence", () => {
  expect(soundFor(owing({ routine: 4, high: 1 }), false)).toBe("high");
  expect(soundFor(owing({}), false)).toBeUndefined();
  expect(soundFor(owing({ emergency: 1 }), true)).toBeUndefined();
});

test("a mute returns by itself after two minutes", () => {
  const mute = mutedAt(1_000, new Set());
  expect(inForce(mute, 1_000 + MUTE_FOR - 1, new Set())).toBe(true);
  expect(inForce(mute, 1_000 + MUTE_FOR, new Set())).toBe(false);
  expect(inForce(undefined, 0, new Set())).toBe(false);
});

test("a new emergency breaks the mute; one already ringing, or one less, does not", () => {
  const mute = mutedAt(0, new Set(["a", "b"]));
  expect(inForce(mute, 1, new Set(["a", "b"]))).toBe(true);
  expect(inForce(mute, 1, new Set(["a"]))).toBe(true);
  expect(inForce(mute, 1, new Set(["a", "c"]))).toBe(false);
});

test("the sounds differ in beeps and pace, more urgent is faster and louder", () => {
  const patterns = [PATTERNS.emergency, PATTERNS.high, PATTERNS.medium, PATTERNS.routine];
  patterns.forEach((pattern, i) => {
    const next = patterns[i + 1];
    if (next === undefined) return;
    expect(pattern.beeps.length).toBeGreaterThan(next.beeps.length);
    expect(pattern.every).toBeLessThan(next.every);
    expect(pattern.volume).toBeGreaterThan(next.volume);
    expect(Math.max(...pattern.beeps.map((beep) => beep.at + beep.length))).toBeLessThan(pattern.every);
  });
});
