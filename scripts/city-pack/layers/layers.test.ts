import { describe, expect, test } from "vitest";
import type { RoadLine } from "../osm/sorted.ts";
import type { Point } from "../shape.ts";
import { mergePlaces } from "./places.ts";
import { networkOf } from "./network.ts";
import { coursesOf, levelsAlong } from "./rivers.ts";
import { waterGrid } from "./water.ts";

/** Nodes along a line to the east, 0.01° apart. */
const at = (index: number): Point => [107.5 + index * 0.01, 16.45];
const AREA = [107.4, 16.3, 107.8, 16.6] as [number, number, number, number];
const nodes = (...indices: number[]): Uint32Array => Uint32Array.from(indices);
/** Falls to the west. */
const west = (lon: number): number => (lon - 107) * 80;

describe("rivers", () => {
  test("pieces of one name are joined, along the way they are drawn", () => {
    const [course] = coursesOf([{ name: "Sông A", nodes: nodes(5, 6, 7, 8) }, { name: "Sông A", nodes: nodes(0, 1, 2, 3) }, { name: "Sông A", nodes: nodes(3, 4, 5) }], at, AREA, undefined);
    expect(course?.axis[0]).toEqual([107.5, 16.45]);
    expect(course?.axis.at(-1)).toEqual([107.58, 16.45]);
    expect(course?.levels).toEqual([]);
  });
  test("a river drawn uphill is turned by the ground, and told", () => {
    const [course] = coursesOf([{ name: "Sông A", nodes: nodes(0, 1, 2, 3, 4, 5, 6, 7, 8) }], at, AREA, west);
    expect([course?.turned, course?.axis[0]]).toEqual([true, [107.58, 16.45]]);
    expect(course?.levels.every((level, i, all) => i === 0 || level <= all[i - 1]!)).toBe(true);
  });
  test("short ones are left out; two rivers never share a chain index", () => {
    const courses = coursesOf([{ name: "Sông A", nodes: nodes(0, 1, 2, 3, 4) }, { name: "Sông B", nodes: nodes(10, 11, 12, 13) }, { name: "Khe C", nodes: nodes(20, 21) }], at, AREA, undefined);
    expect(courses.map(({ name }) => name)).toEqual(["Sông A", "Sông B"]);
    expect(courses[1]!.from).toBeGreaterThan(courses[0]!.from + courses[0]!.axis.length);
  });
  test("levels fall all the way: a bridge over the river does not dam it", () => {
    const heights = [5, 4, 12, 4, 3, NaN, 2];
    const levels = levelsAlong(heights.map((_, i): Point => [i, 0]), (lon) => heights[lon]!);
    expect(levels.every((level, i) => i === 0 || level <= levels[i - 1]!)).toBe(true);
    expect(levels.at(-1)).toBe(20);
  });
});

test("water rises from the river into the plain, not over the hill", () => {
  const ground = (lon: number, lat: number): number => (lat > 16.46 ? 50 : lat < 16.449 || lat > 16.451 ? 4 : 1) + west(lon) * 0.0125;
  const courses = coursesOf([{ name: "Sông A", nodes: nodes(0, 1, 2, 3, 4, 5, 6, 7, 8) }], at, AREA, ground);
  const water = waterGrid(courses, ground, AREA, 100);
  if (water === undefined) throw new Error("no water");
  const spill = (lon: number, lat: number): number => {
    const [w, s, e, n] = water.grid.bounds;
    return water.spill[Math.floor(((n - lat) / (n - s)) * water.grid.height) * water.grid.width + Math.floor(((lon - w) / (e - w)) * water.grid.width)]!;
  };
  expect(spill(107.54, 16.45)).toBeLessThan(spill(107.54, 16.44));
  expect(spill(107.54, 16.44)).toBeLessThan(100);
  expect(spill(107.54, 16.47)).toBeGreaterThan(400);
});

test("where rivers have no ground under them there is no water grid", () => {
  const courses = coursesOf([{ name: "Sông A", nodes: nodes(0, 1, 2, 3, 4) }], at, AREA, undefined);
  expect(waterGrid(courses, () => NaN, AREA, 100)).toBeUndefined();
});

const road = (indices: number[], rest: Partial<RoadLine> = {}): RoadLine => ({ kind: "street", bridge: false, oneWay: 0, kmh: 30, minZoom: 13, name: "", nodes: nodes(...indices), ...rest });

test("streets are cut where they meet, and one drawn against its way is turned", () => {
  const { network } = networkOf([road([0, 1, 2, 3]), road([10, 2, 12], { oneWay: -1 }), road([20, 21], { kmh: 0 })], at);
  expect(network.streets.map(({ line, one }) => [line.map(([lon]) => Math.round((lon - 107.5) * 100)), one])).toEqual([[[0, 1, 2], undefined], [[2, 3], undefined], [[12, 2], true], [[2, 10], true]]);
});

test("a node and an area of one name are one place, however its tone is written", () => {
  const place = (name: string, lon: number, rank: number) => ({ name, kind: "heritage" as const, rank, at: [lon, 16.45] as const });
  expect(mergePlaces([place("Điện Thái Hoà", 107.5, 7), place("Điện Thái Hòa", 107.501, 5), place("Điện Thái Hoà", 107.6, 8)]).map(({ at: [lon] }) => lon)).toEqual([107.501, 107.6]);
});
