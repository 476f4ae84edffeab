import fc from "fast-check";
import { expect, test } from "vitest";
import { Study } from "#contract/study";
import { ThingId } from "#contract/ids";
import type { Reading } from "../studies/readings.ts";
import { estimateOf } from "../studies/prepare.ts";
import { distanceOf, GRID, isWithin, nearest, situationDraft, situationNow, SITUATIONS } from "./library.ts";

const reading = (v: number, more: Partial<Reading["samples"][number]> = {}): Reading => ({ name: "x", thingId: ThingId.parse("x"), at: [107.5, 16.4], unit: "m", staleAfter: 900, samples: [{ t: -60, v, good: true, ...more }] });
const study = Study.parse({ id: "s", revision: 1, by: "lan", at: 1, name: "Lũ", shared: true, area: [107.5, 16.4, 107.7, 16.6], cell: 5, start: { from: "now" }, options: [{ id: "a", name: "Bơm", measures: [{ is: "pump", name: "b", from: [107.6, 16.5], capacity: 1 }] }] });

test("the library's situations are a bounded grid, each computed as soon as a quick run", () => {
  expect(SITUATIONS).toHaveLength(18);
  for (const situation of SITUATIONS) {
    const draft = situationDraft(study, situation);
    expect(draft).toMatchObject({ start: { from: "design", inflow: situation.release }, forcing: { rain: { by: "series", series: [[0, situation.rain]] }, outlet: { by: "series", series: [[0, situation.tide]] } }, options: [{ id: "khong-lam-gi", measures: [] }, { id: "a" }] });
    expect(estimateOf(draft).allSeconds).toBeLessThanOrEqual(15);
    expect(distanceOf(situation, situation)).toBe(0);
  }
});

test("what is measured now: mean rain and tide, the dams' release together; what is old, doubtful or unheard is not known", () => {
  expect(situationNow({ rain: [reading(20), reading(40)], outflows: [reading(300), reading(500)], tides: [reading(0.4)] })).toEqual({ rain: 30, release: 800, tide: 0.4 });
  expect(situationNow({ rain: [reading(20, { t: -5000 })], outflows: [reading(300, { good: false })], tides: [] })).toEqual({});
});

test("distance is counted in the grid's steps; what is not known counts as one step", () => {
  expect(distanceOf({ rain: 40, release: 1500, tide: 0.2 }, { rain: 0, release: 1500, tide: 0.2 })).toBeCloseTo(1 / Math.sqrt(3), 10);
  expect(distanceOf({ rain: 0, release: 300, tide: 0.2 }, {})).toBe(1);
  expect(nearest({ rain: 78, release: 3800, tide: 0.9 })[0]).toMatchObject({ index: SITUATIONS.findIndex(({ rain, release, tide }) => rain === 80 && release === 4000 && tide === 1) });
});

test("the nearest is as near as any, whatever is measured", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 9000 }), fc.integer({ min: -50, max: 200 }), (rain, release, cm) => {
    const now = { rain, release, tide: cm / 100 };
    const [first] = nearest(now);
    return SITUATIONS.every((situation) => distanceOf(situation, now) >= first!.distance);
  }));
  expect(GRID.rain.length * GRID.release.length * GRID.tide.length).toBe(SITUATIONS.length);
});

const at = (text: string): number => Date.parse(`2026-11-23T${text}:00+07:00`);
test.each<[string, string, string, boolean]>([
  ["01:00", "05:00", "00:59", false], ["01:00", "05:00", "01:00", true], ["01:00", "05:00", "04:59", true], ["01:00", "05:00", "05:00", false],
  ["23:00", "02:00", "23:30", true], ["23:00", "02:00", "01:59", true], ["23:00", "02:00", "12:00", false],
  ["03:00", "03:00", "03:00", false],
])("from %s to %s, at %s of the room's clock: %s", (from, to, now, within) => {
  expect(isWithin({ from, to }, at(now))).toBe(within);
});
