import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionOf, isGrey, type Condition, type Known } from "./tile-condition.ts";

const T = 1_000_000;
/** As it is the instant a picture of T comes to the screen, 30 ms old. */
const known = (more: Partial<Known> = {}): Known => ({ takenAt: T, delay: 30, stood: 0, interval: 40, rationed: false, asked: T, link: true, state: { is: "live" }, unplayable: undefined, ...more });
const NEW: Partial<Known> = { takenAt: undefined, delay: undefined, stood: undefined, asked: 0 };
/** `age` ms after the picture arrived, by all clocks. @param set the room's clock was set meanwhile by so much, ms */
const at = (age: number, { delay = 30 }: Partial<Known> = {}, set = 0) => ({ passed: age - delay, now: T + age + set });

test.each<[string, Partial<Known>, number, Condition]>([
  ["pictures come", {}, 60, { is: "live", age: 60 }],
  ["none for a second and a half", {}, 1540, { is: "frozen", age: 1540 }],
  ["the gateway sees that nothing new comes", { state: { is: "frozen" } }, 500, { is: "frozen", age: 500 }],
  ["a camera of one picture in two seconds is not frozen between two", { interval: 2000 }, 4000, { is: "live", age: 4000 }],
  ["but after two and a half intervals", { interval: 2000 }, 5200, { is: "frozen", age: 5200 }],
  ["it took long to the screen", { delay: 1200 }, 1300, { is: "late", age: 1300 }],
  ["the camera's own clock says it is behind", { state: { is: "late" } }, 100, { is: "late", age: 100 }],
  ["… and by how much: the picture is as much older", { state: { is: "late", behind: 1800 } }, 100, { is: "late", age: 1900 }],
  ["fewer pictures than there are", { rationed: true, interval: 1000 }, 900, { is: "rationed", age: 900 }],
  ["a rationed one stands still as well", { rationed: true, interval: 1000 }, 7000, { is: "frozen", age: 7000 }],
  ["a rationed one of a camera that stands still, as the gateway sees it", { rationed: true, interval: 1000, state: { is: "frozen" } }, 3000, { is: "frozen", age: 3000 }],
  ["the camera's connection is lost", { state: { is: "lost", reason: "unreachable" } }, 300, { is: "lost", age: 300, why: "unreachable" }],
  ["and it is being made again", { state: { is: "connecting", reason: "closed" } }, 3000, { is: "lost", age: 3000, why: "closed" }],
  ["this window's link is down", { link: false }, 100, { is: "lost", age: 100, why: "link" }],
  ["nothing here plays it", { ...NEW, unplayable: "hev1.1.6.L93.B0" }, 0, { is: "unplayable", age: undefined, codec: "hev1.1.6.L93.B0" }],
  ["just asked for", NEW, 1000, { is: "opening", age: undefined }],
  ["just asked for, while the link is made", { ...NEW, link: false }, 1000, { is: "opening", age: undefined }],
  ["no first picture in time", NEW, 1600, { is: "lost", age: undefined, why: "nothing" }],
])("%s", (_, more, age, expected) => expect(conditionOf(known(more), at(age, more.takenAt === undefined && "takenAt" in more ? { delay: 0 } : more))).toEqual(expected));

test.each<[string, Partial<Known>, number, number, Condition]>([
  ["set back: a picture that stands is as old as it has stood, not 0.0 s for ten minutes", {}, 3030, -600_000, { is: "frozen", age: 3030 }],
  ["set back while key pictures alone come", { rationed: true }, 3030, -600_000, { is: "rationed", age: 3030 }],
  ["set forward: too old rather than too young, until the next picture", {}, 530, 600_000, { is: "live", age: 600_530 }],
  ["set forward before this window heard of it: a picture from the future has no age, and is not fresh", { takenAt: T + 600_000, delay: -599_970 }, 60, 0, { is: "late", age: undefined }],
  ["and where it stands it is at least as old as it has stood", { takenAt: T + 600_000, delay: -599_970 }, 3030, 0, { is: "frozen", age: 3000 }],
  ["clocks that differ by the way of a pulse are no matter", { takenAt: T + 100, delay: -70 }, 60, 0, { is: "live", age: 30 }],
  ["this machine slept, and its clock that never jumps with it", { link: false }, 530, 3_600_000, { is: "lost", age: 3_600_530, why: "link" }],
])("the room's clock is %s", (_, more, age, set, expected) => expect(conditionOf(known(more), at(age, {}, set))).toEqual(expected));

test("invariant 7: whatever is seen has its age, and nobody waits more than two seconds for a word", () =>
  fc.assert(fc.property(
    fc.record({
      takenAt: fc.option(fc.constant(T), { nil: undefined }), delay: fc.integer({ min: -700_000, max: 700_000 }), stood: fc.integer({ min: 0, max: 500 }), asked: fc.integer({ min: 0, max: 10_000 }),
      interval: fc.option(fc.integer({ min: 20, max: 600 }), { nil: undefined }), rationed: fc.boolean(), link: fc.boolean(),
      state: fc.option(fc.constantFrom<Known["state"]>({ is: "idle" }, { is: "connecting" }, { is: "live" }, { is: "late" }, { is: "frozen" }, { is: "lost", reason: "stalled" }), { nil: undefined }),
    }), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: -700_000, max: 700_000 }), (more, passed, clock) => {
      const seen = more.takenAt === undefined ? { ...more, delay: undefined, stood: undefined } : more;
      const condition = conditionOf({ ...seen, unplayable: undefined }, { passed, now: T + clock });
      // Whatever the room's clock does, an age is never below what the picture has stood, and a picture from the future is never fresh.
      if (more.takenAt !== undefined) expect(condition.age ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(Math.max(more.stood + passed, clock));
      if (more.takenAt !== undefined && more.delay < -1000) expect(["late", "frozen", "lost"]).toContain(condition.is);
      const newest = Math.min(passed + (more.takenAt === undefined ? Number.POSITIVE_INFINITY : more.stood), passed + more.asked);
      if (newest > 1500) expect(more.rationed ? ["frozen", "lost", "rationed", "late"] : ["frozen", "lost"]).toContain(condition.is);
    })));

test("greyed after five seconds, whatever the reason", () => {
  expect(isGrey(conditionOf(known({ link: false }), at(5000)))).toBe(false);
  expect(isGrey(conditionOf(known({ link: false }), at(5001)))).toBe(true);
  expect(isGrey(conditionOf(known(NEW), at(60_000)))).toBe(false);
});
