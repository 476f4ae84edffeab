import { expect, test } from "vitest";
import { BEAT, createHeart, type Heart } from "./heartbeat.ts";

/** Looks every half second from one instant to another. @returns when the page was first found hanging */
function hangsAt(heart: Heart, from: number, to: number, beats: (now: number) => boolean): number | undefined {
  for (let now = from; now <= to; now += BEAT) {
    if (beats(now)) heart.beat(now);
    if (heart.look(now) !== undefined) return now;
  }
  return undefined;
}

test("a page that beats never hangs", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 600_000, () => true)).toBeUndefined();
});

test("five beats missed: it hangs, and the next look is within half a second", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 60_000, (now) => now <= 10_000)).toBe(13_000);
});

test("a page that starts has fifteen seconds for its first beat", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 60_000, () => false)).toBe(15_500);
});

test("a page that died is not waited for, and the next one starts anew", () => {
  const heart = createHeart();
  heart.start(0);
  heart.beat(1000);
  heart.rest();
  expect(hangsAt(heart, 1500, 60_000, () => false)).toBeUndefined();
  heart.beat(60_500);
  expect(hangsAt(heart, 61_000, 90_000, () => false)).toBeUndefined();
  heart.start(90_000);
  expect(hangsAt(heart, 90_500, 120_000, (now) => now < 100_000)).toBe(102_500);
});

test("a machine that gave nobody time (sleep, starved) is not held against the page", () => {
  const heart = createHeart();
  heart.start(0);
  heart.beat(1000);
  heart.look(1000);
  expect(heart.look(61_000)).toBeUndefined();
  expect(hangsAt(heart, 61_500, 70_000, () => false)).toBe(63_500);
});
