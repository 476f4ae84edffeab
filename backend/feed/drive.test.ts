import { expect, test } from "vitest";
import { Network } from "#contract/city";
import { openFleet } from "./drive.ts";
import { lanesOf, metresBetween } from "./network.ts";
import { openRoads, type RoadStation } from "./roads.ts";

/** A block of four streets, a dead end and a one-way street, about 500 m each. */
const grid = Network.parse({ streets: [
  { line: [[107.58, 16.46], [107.585, 16.46]], kmh: 50 }, { line: [[107.585, 16.46], [107.585, 16.465]], kmh: 50 },
  { line: [[107.585, 16.465], [107.58, 16.465]], kmh: 50 }, { line: [[107.58, 16.465], [107.58, 16.46]], kmh: 50 },
  { line: [[107.585, 16.46], [107.59, 16.46]], kmh: 30 }, { line: [[107.58, 16.46], [107.582, 16.4625], [107.585, 16.465]], kmh: 40, one: true },
  { line: [[107.6, 16.5], [107.6, 16.5]], kmh: 40 },
] });
const lanes = lanesOf(grid);
const dry = { speed: (_lane: number, free: number) => free, closed: () => false };
const middles = lanes.map(({ line }) => [((line[0]?.[0] ?? 0) + (line.at(-1)?.[0] ?? 0)) / 2, ((line[0]?.[1] ?? 0) + (line.at(-1)?.[1] ?? 0)) / 2] as const);

test("each street is two lanes, a one-way street one, a street of no length none; nobody turns back but at a dead end", () => {
  expect(lanes).toHaveLength(11);
  for (const [n, lane] of lanes.entries()) {
    expect(lane.next.length).toBeGreaterThan(0);
    const end = lane.line.at(-1);
    for (const next of lane.next) expect(lanes[next]?.line[0]).toEqual(end);
    const back = lanes.findIndex((other) => other.line[0] === end && other.line.at(-1) === lane.line[0] && other !== lanes[n]);
    if (lane.next.length > 1) expect(lane.next).not.toContain(back);
  }
});

test("the same fleet goes the same way, stays on its streets, and covers the ground its speed says", () => {
  const [one, two] = [openFleet(lanes, 40, dry), openFleet(lanes, 40, dry)];
  let before = [...one.lon].map((lon, i) => [lon, one.lat[i] ?? 0] as const);
  for (let second = 0; second < 300; second++) {
    one.drive(1);
    two.drive(1);
    for (const [i, was] of before.entries()) {
      const now = [one.lon[i] ?? 0, one.lat[i] ?? 0] as const;
      // A chord is never longer than the way.
      expect(metresBetween(was, now)).toBeLessThanOrEqual(55 * 1.1 / 3.6 + 0.5);
      expect(now[0]).toBeGreaterThanOrEqual(107.58 - 1e-9);
      expect(now[0]).toBeLessThanOrEqual(107.59 + 1e-9);
      expect(one.course[i]).toBeGreaterThanOrEqual(0);
      expect(one.course[i]).toBeLessThan(360);
    }
    before = [...one.lon].map((lon, i) => [lon, one.lat[i] ?? 0] as const);
  }
  expect([...one.lon, ...one.lat, ...one.speed]).toEqual([...two.lon, ...two.lat, ...two.speed]);
  expect(new Set([...one.lon].map((lon) => lon.toFixed(4))).size).toBeGreaterThan(10);
});

test("water on a street slows and then closes it, and cars keep away from it", () => {
  const stations: RoadStation[] = [{ ds: "street.depth", is: "depth", at: middles[0] ?? [0, 0] }, { ds: "counter.speed", is: "speed", at: middles[2] ?? [0, 0] }];
  const roads = openRoads(middles, stations);
  expect(roads.speed(0, 50)).toBe(50);
  roads.hear("counter.speed", 20);
  expect(roads.speed(2, 50)).toBeCloseTo(23);
  roads.hear("counter.speed", 0);
  roads.hear("street.depth", 15);
  expect(roads.speed(0, 50)).toBeCloseTo(25);
  roads.hear("street.depth", 45);
  expect([roads.closed(0), roads.closed(1), roads.closed(4)]).toEqual([true, true, false]);
  expect(roads.speed(0, 50)).toBeLessThan(5);
  const fleet = openFleet(lanes, 60, roads);
  const wet = (i: number) => (fleet.lat[i] ?? 0) < 16.4601 && (fleet.lon[i] ?? 0) < 107.585 - 1e-4 && (fleet.lon[i] ?? 0) > 107.58 + 1e-4;
  const caught = Array.from({ length: 60 }, (_, i) => i).filter(wet).length;
  expect(caught).toBeGreaterThan(0);
  for (let minute = 0; minute < 40; minute++) fleet.drive(60);
  expect(Array.from({ length: 60 }, (_, i) => i).filter(wet).length).toBeLessThan(caught);
});
