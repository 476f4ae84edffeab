import fc from "fast-check";
import { expect, test } from "vitest";
import { rankCameras, SIGHTS, worthShowing, type Candidate } from "./best-cameras.ts";
import { distance, towards, type Point } from "./measure.ts";
import type { Land } from "./sight.ts";

const PLACE: Point = [107.58, 16.46];
const PLAIN: Land = { ground: () => 5, obstacles: [] };

/** A camera so far in that direction from the place; it looks at it unless it is turned by `turned`. */
function camera(id: string, far: number, { from = 180, turned = 0, angle = 60, range = 1000, dead = false, blind = false } = {}): Candidate {
  const at = towards(PLACE, from, far);
  return { id, at, dead, eye: blind ? undefined : { at, height: 6, bearing: (from + 180 + turned) % 360, angle, range } };
}
const order = (land: Land, ...cameras: Candidate[]) => rankCameras(land, PLACE, cameras).map(({ id, sight, dead }) => `${id} ${dead ? "dead " : ""}${sight}`);

test("H-11.2 of cameras that see the place the nearer comes first", () => {
  expect(order(PLAIN, camera("b", 300), camera("a", 120), camera("c", 900))).toEqual(["a sees", "b sees", "c sees"]);
});

test("a camera turned away, however near, ranks after one that sees the place; one whose range ends before it after both", () => {
  expect(order(PLAIN, camera("short", 400, { range: 300 }), camera("turned", 40, { turned: 90 }), camera("sees", 800))).toEqual(["sees sees", "turned away", "short far"]);
});

test("a camera behind a hill ranks after one that sees the place, and before one that looks elsewhere", () => {
  const hill: Land = { ground: (at) => (Math.abs(distance(PLACE, at) - 150) < 40 && at[1] < PLACE[1] ? 60 : 5), obstacles: [] };
  expect(order(hill, camera("turned", 60, { from: 0, turned: 120 }), camera("behind", 300, { from: 180 }), camera("free", 700, { from: 0 }))).toEqual(["free sees", "behind hidden", "turned away"]);
  expect(order(PLAIN, camera("behind", 300, { from: 180 }), camera("free", 700, { from: 0 }))[0]).toBe("behind sees");
});

test("a house between hides as a hill does", () => {
  const house = { height: 20, ring: [[175, 100], [185, 100], [185, 120], [175, 120]].map(([direction = 0, far = 0]) => towards(PLACE, direction, far)) };
  expect(order({ ...PLAIN, obstacles: [house] }, camera("behind", 300), camera("far", 900, { from: 90 }))).toEqual(["far sees", "behind hidden"]);
});

test("a dead camera comes last and is marked so, even the one that would see best", () => {
  expect(order(PLAIN, camera("dead", 50, { dead: true }), camera("turned", 200, { turned: 100 }), camera("far", 5000))).toEqual(["turned away", "far far", "dead dead sees"]);
});

test("a place in the middle of the picture before one as near at its edge; who looks all round has no edge", () => {
  expect(order(PLAIN, camera("edge", 200, { turned: 29 }), camera("middle", 210, { from: 90 }), camera("round", 205, { from: 0, turned: 170, angle: 360 }))).toEqual(["round sees", "middle sees", "edge sees"]);
});

test("whose view nobody wrote down: hoped for when near, after those that see", () => {
  expect(order(PLAIN, camera("blind", 30, { blind: true }), camera("sees", 900), camera("away", 20, { turned: 180 }), camera("blind-far", 600, { blind: true }))).toEqual(["sees sees", "blind unknown", "away away", "blind-far far"]);
});

test("worth showing: near, with pictures, no more than asked for", () => {
  const ranked = rankCameras(PLAIN, PLACE, [camera("a", 100), camera("dead", 10, { dead: true }), camera("b", 150), camera("turned", 120, { turned: 90 }), camera("far", 2500)]);
  expect(worthShowing(ranked, 4).map(({ id }) => id)).toEqual(["a", "b", "turned"]);
  expect(worthShowing(ranked, 1).map(({ id }) => id)).toEqual(["a"]);
});

test("whatever the cameras: each once, no dead one before one with pictures, no worse sight before a better, and the order of asking is no matter", () => {
  const any = fc.array(fc.record({ far: fc.integer({ min: 1, max: 3000 }), from: fc.integer({ min: 0, max: 359 }), turned: fc.integer({ min: 0, max: 359 }), angle: fc.integer({ min: 10, max: 360 }), dead: fc.boolean(), blind: fc.boolean() }), { maxLength: 12 });
  fc.assert(fc.property(any, (wishes) => {
    const cameras = wishes.map(({ far, ...more }, n) => camera(`c${n}`, far, more));
    const ranked = rankCameras(PLAIN, PLACE, cameras);
    expect(ranked.map(({ id }) => id).toSorted()).toEqual(cameras.map(({ id }) => id).toSorted());
    expect(rankCameras(PLAIN, PLACE, cameras.toReversed())).toEqual(ranked);
    for (const [i, one] of ranked.entries()) {
      const next = ranked[i + 1];
      if (next === undefined) continue;
      expect(one.dead && !next.dead).toBe(false);
      if (one.dead === next.dead) expect(SIGHTS.indexOf(one.sight)).toBeLessThanOrEqual(SIGHTS.indexOf(next.sight));
    }
  }), { numRuns: 60 });
});
