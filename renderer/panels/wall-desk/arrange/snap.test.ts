import { expect, test } from "vitest";
import { overlap, snapTo } from "./snap.ts";

const at = (x: number, y: number) => ({ x, y, w: 1920, h: 1080 });

test.each([
  [at(1880, 30), at(1920, 0)], // beside
  [at(20, 1100), at(0, 1080)], // below
  [at(900, 400), at(900, 400)], // far from every edge
  [at(-1900, 10), at(-1920, 0)],
])("%o comes to lie at %o", (dropped, lies) => expect(snapTo(dropped, [at(0, 0)], 60)).toEqual(lies));

test("a place beyond the picture's bounds is drawn back into it", () => expect(snapTo(at(-200_000, 0), [], 10).x).toBe(-100_000));

test("monitors that lie over each other are named, those that touch are not", () => {
  expect(overlap([{ number: 1, at: at(0, 0) }, { number: 2, at: at(1920, 0) }])).toBe(undefined);
  expect(overlap([{ number: 1, at: at(0, 0) }, { number: 2, at: at(1900, 0) }])).toEqual([1, 2]);
});
