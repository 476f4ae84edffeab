import { expect, test } from "vitest";
import { streetsOf } from "./graph.ts";
import { planWay } from "./plan.ts";
import type { Point } from "./plane.ts";

/** Blocks of about 440 m: one flooded crossing does not close the next. */
const STEP = 0.004;
const at = (x: number, y: number): [number, number] => [107.5 + x * STEP, 16.4 + y * STEP];
const street = (...points: [number, number][]) => ({ line: points, kmh: 40, one: false });
/** A direct street from west to east through the middle, and a longer one round it in the north. */
const streets = streetsOf({ streets: [street(at(0, 0), at(1, 0)), street(at(1, 0), at(2, 0)), street(at(2, 0), at(3, 0)), street(at(1, 0), at(1, 1)), street(at(1, 1), at(2, 1)), street(at(2, 1), at(2, 0))] })!;
const [from, to]: [Point, Point] = [at(0, 0), at(3, 0)];
const flood = (name: string, x: number, y: number) => ({ name, at: at(x, y), depth: 46 });
const plan = (flooded: ReturnType<typeof flood>[], more: { from?: Point; to?: Point; heard?: Point[] } = {}) => planWay(streets, { from: more.from ?? from, to: more.to ?? to, water: { flooded, heard: more.heard ?? [] }, asOf: 1 });

test("without water the shortest way is the way, in its time at 25 km/h, and nobody is said to know of it", () => {
  const way = plan([]);
  expect(way).toMatchObject({ reaches: "there", around: [], fromFlooded: false });
  expect(way?.line).toHaveLength(4);
  expect(way?.seconds).toBeCloseTo((way?.metres ?? 0) / (25 / 3.6), 6);
  expect(way?.unknown).toBeCloseTo(way?.metres ?? 0, 6);
});

test("a flooded place in the middle is gone round, and named", () => {
  const way = plan([flood("Đập Đá", 1.5, 0), flood("Bao Vinh", 9, 9)]);
  expect(way?.reaches).toBe("there");
  expect(way?.around.map(({ name }) => name)).toEqual(["Đập Đá"]);
  expect(way?.flooded).toHaveLength(2);
  expect(way?.line).toContainEqual(at(1, 1));
  expect(way?.line).not.toContainEqual(at(1.5, 0));
});

test("a case in the water, or behind it, is told where one comes nearest to it, and how far that is", () => {
  const inside = plan([flood("Đập Đá", 3, 0)]);
  expect(inside).toMatchObject({ reaches: "near" });
  expect(inside?.line.at(-1)).toEqual(at(2, 0));
  expect(inside?.after).toBeGreaterThan(400);
  const behind = plan([flood("Đập Đá", 1.5, 0), flood("Nguyễn Huệ", 1.5, 1)]);
  expect(behind).toMatchObject({ reaches: "near" });
  expect(behind?.around.map(({ name }) => name)).toEqual(["Đập Đá"]);
  expect([at(1, 0), at(1, 1)]).toContainEqual(behind?.line.at(-1));
});

test("who stands in the water may leave it, and is told so", () => {
  expect(plan([flood("Đập Đá", 0.5, 0)], { from: at(0.5, 0) })).toMatchObject({ reaches: "there", fromFlooded: true });
});

test("streets beside a sensor that was heard are known, the rest is not", () => {
  const way = plan([], { heard: [at(1.5, 0)] });
  expect(way?.unknown).toBeLessThan(way?.metres ?? 0);
  expect(way?.unknown).toBeGreaterThan(0);
});

test("no street within two kilometres is said", () => expect(plan([], { from: [108.5, 16.4] })).toBeUndefined());
