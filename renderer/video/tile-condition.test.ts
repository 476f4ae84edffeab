import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionOf, isGrey, type Condition, type Known } from "./tile-condition.ts";

const T = 1_000_000;
const known = (more: Partial<Known> = {}): Known => ({ takenAt: T, shownAt: T + 30, interval: 40, rationed: false, since: 0, link: true, state: { is: "live" }, unplayable: undefined, ...more });
const NEW: Partial<Known> = { takenAt: undefined, shownAt: undefined, since: T };

test.each<[string, Partial<Known>, number, Condition]>([
  ["pictures come", {}, T + 60, { is: "live", age: 60 }],
  ["none for a second and a half", {}, T + 1540, { is: "frozen", age: 1540 }],
  ["the gateway sees that nothing new comes", { state: { is: "frozen" } }, T + 500, { is: "frozen", age: 500 }],
  ["a camera of one picture in two seconds is not frozen between two", { interval: 2000 }, T + 4000, { is: "live", age: 4000 }],
  ["but after two and a half intervals", { interval: 2000 }, T + 5200, { is: "frozen", age: 5200 }],
  ["it took long to the screen", { shownAt: T + 1200 }, T + 1300, { is: "late", age: 1300 }],
  ["the camera's own clock says it is behind", { state: { is: "late" } }, T + 100, { is: "late", age: 100 }],
  ["fewer pictures than there are", { rationed: true, interval: 1000 }, T + 900, { is: "rationed", age: 900 }],
  ["a rationed one stands still as well", { rationed: true, interval: 1000 }, T + 7000, { is: "frozen", age: 7000 }],
  ["a rationed one of a camera that stands still, as the gateway sees it", { rationed: true, interval: 1000, state: { is: "frozen" } }, T + 3000, { is: "frozen", age: 3000 }],
  ["the camera's connection is lost", { state: { is: "lost", reason: "unreachable" } }, T + 300, { is: "lost", age: 300, why: "unreachable" }],
  ["and it is being made again", { state: { is: "connecting", reason: "closed" } }, T + 3000, { is: "lost", age: 3000, why: "closed" }],
  ["this window's link is down", { link: false }, T + 100, { is: "lost", age: 100, why: "link" }],
  ["nothing here plays it", { ...NEW, unplayable: "hev1.1.6.L93.B0" }, T, { is: "unplayable", age: undefined, codec: "hev1.1.6.L93.B0" }],
  ["just asked for", NEW, T + 1000, { is: "opening", age: undefined }],
  ["just asked for, while the link is made", { ...NEW, link: false }, T + 1000, { is: "opening", age: undefined }],
  ["no first picture in time", NEW, T + 1600, { is: "lost", age: undefined, why: "nothing" }],
])("%s", (_, more, now, expected) => expect(conditionOf(known(more), now)).toEqual(expected));

test("invariant 7: whatever is seen has its age, and nobody waits more than two seconds for a word", () =>
  fc.assert(fc.property(
    fc.record({
      takenAt: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }), lag: fc.integer({ min: 0, max: 3000 }), interval: fc.option(fc.integer({ min: 20, max: 600 }), { nil: undefined }), rationed: fc.boolean(), since: fc.integer({ min: 0, max: 10_000 }), link: fc.boolean(),
      state: fc.option(fc.constantFrom<Known["state"]>({ is: "idle" }, { is: "connecting" }, { is: "live" }, { is: "late" }, { is: "frozen" }, { is: "lost", reason: "stalled" }), { nil: undefined }),
    }), fc.integer({ min: 0, max: 30_000 }), ({ lag, ...more }, now) => {
      const shownAt = more.takenAt === undefined ? undefined : more.takenAt + lag;
      const condition = conditionOf({ ...more, shownAt, unplayable: undefined }, now);
      if (more.takenAt !== undefined) expect(condition.age).toBe(Math.max(0, now - more.takenAt));
      const newest = Math.max(shownAt ?? 0, more.since);
      if (now - newest > 1500) expect(more.rationed ? ["frozen", "lost", "rationed", "late"] : ["frozen", "lost"]).toContain(condition.is);
    })));

test("greyed after five seconds, whatever the reason", () => {
  expect(isGrey(conditionOf(known({ link: false }), T + 5000))).toBe(false);
  expect(isGrey(conditionOf(known({ link: false }), T + 5001))).toBe(true);
  expect(isGrey(conditionOf(known(NEW), T + 60_000))).toBe(false);
});
