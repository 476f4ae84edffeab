import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mercator } from "../../bounds.ts";
import { countText, groupsOf } from "./groups.ts";

const any = fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 })), { maxLength: 200 });
const columns = (points: readonly (readonly [number, number])[]): [Float64Array, Float64Array] => [Float64Array.from(points, ([x]) => 107 + x / 10_000), Float64Array.from(points, ([, y]) => 16 + y / 10_000)];
const options = { zoom: 12, near: 36, least: 3 };

describe("groups", () => {
  test("hold every thing exactly once, and the lead stands first", () =>
    fc.assert(fc.property(any, (points) => {
      const [lon, lat] = columns(points);
      const groups = groupsOf(points.keys(), lon, lat, options);
      expect(groups.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([...points.keys()]);
      for (const { lead, members, count, lon: x, lat: y } of groups) {
        expect(members[0]).toBe(lead);
        expect(count).toBe(members.length);
        expect([x, y]).toEqual([lon[lead], lat[lead]]);
        expect(count === 1 || count >= options.least).toBe(true);
      }
    })));
  test("the most important of the given order leads: an alarm is hidden by none that is less urgent", () =>
    fc.assert(fc.property(any, (points) => {
      const [lon, lat] = columns(points);
      for (const { lead, members } of groupsOf(points.keys(), lon, lat, { ...options, least: 2 })) expect(Math.min(...members)).toBe(lead);
    })));
  test("leave no two leads so near that one sign would cover the other", () =>
    fc.assert(fc.property(any, (points) => {
      const [lon, lat] = columns(points);
      const leads = groupsOf(points.keys(), lon, lat, { ...options, least: 1 }).map(({ lead }) => mercator(lon[lead]!, lat[lead]!));
      const px = 512 * 2 ** options.zoom;
      for (const [i, [x, y]] of leads.entries()) for (const [ox, oy] of leads.slice(i + 1)) expect(Math.hypot(x - ox, y - oy) * px).toBeGreaterThanOrEqual(options.near * 0.999);
    })));
  test("of far things stay as they are when near ones come into view", () => {
    const [lon, lat] = columns([[0, 0], [1, 1], [2, 2], [5000, 5000]]);
    expect(groupsOf([0, 1, 2, 3], lon, lat, options).map(({ count }) => count)).toEqual([3, 1]);
    expect(groupsOf([0, 1, 2], lon, lat, options).map(({ count }) => count)).toEqual([3]);
  });
  test("fall apart when the map is seen from nearer", () => {
    const [lon, lat] = columns([[0, 0], [1, 1], [2, 2]]);
    expect(groupsOf([0, 1, 2], lon, lat, { ...options, zoom: 20 })).toHaveLength(3);
  });
});

test.each([[7, "7"], [999, "999"], [1000, "1k"], [1250, "1,2k"], [99_900, "99k"], [100_000, "100k"]])("a count of %d is written %s", (count, text) => expect(countText(count)).toBe(text));
