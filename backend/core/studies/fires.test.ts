import { expect, test } from "vitest";
import { StudyGrid } from "#contract/study-result";
import { Measure } from "#contract/study";
import type { Exposure } from "./exposure.ts";
import { burningCells, firesOf, type Fire } from "./fires.ts";
import { middleOf } from "./frame.ts";
import { LAND } from "./ground.ts";
import { impactOf, openArrivals } from "./impact.ts";

/** 20 × 10 cells of 20 m about Huế. */
const [lat, lon] = [16.46, 107.59];
const grid = StudyGrid.parse({ bounds: [lon, lat, lon + (20 * 20) / (111_320 * Math.cos((lat * Math.PI) / 180)), lat + (10 * 20) / 111_320], nx: 20, ny: 10, cell: 20 });
const cellAt = (x: number, y: number): number => y * 20 + x;
const is = new Uint8Array(200).fill(LAND);
const house = (x: number, y: number) => ({ at: middleOf(grid, cellAt(x, y)), cell: cellAt(x, y), people: 3.6 });
/** One street along row 5, 20 m in each cell; houses at its ends and its middle. */
const exposure: Exposure = {
  road: new Map(Array.from({ length: 20 }, (_, x) => [cellAt(x, 5), 20])),
  buildings: [house(2, 6), house(10, 6), { ...house(11, 6), people: 0 }, house(18, 4)],
  places: [],
};
const fire = (x: number, radius = 45): Fire => Measure.parse({ is: "fire", name: "Chợ", at: middleOf(grid, cellAt(x, 5)), radius }) as Fire;
const dry = new Float32Array(200);
const look = (at: Fire, peak: Float32Array) => firesOf([at], { grid, is, exposure, peak, closes: 0.3 })[0];

test("a fire takes the cells whose middle lies within its radius, its own always, and none outside the area", () => {
  expect(burningCells(grid, fire(10, 25)).toSorted((a, b) => a - b)).toEqual([cellAt(10, 4), cellAt(9, 5), cellAt(10, 5), cellAt(11, 5), cellAt(10, 6)]);
  expect(burningCells(grid, fire(10, 20))).toContain(cellAt(10, 5));
  expect(burningCells(grid, fire(0, 45)).every((cell) => cell % 20 <= 2)).toBe(true);
  expect(burningCells(grid, { at: [0, 0], radius: 100 })).toEqual([]);
});

test("H-11.3 who lives within, and the streets there, are counted; dry streets lead there", () => {
  expect(look(fire(10), dry)).toEqual({ name: "Chợ", people: 4, buildings: 2, road: 100, wet: 0, reach: "dry" });
});

test("H-11.3 where water stands on every way there, engines do not come: the smaller piece of streets is cut off", () => {
  const peak = new Float32Array(200);
  peak[cellAt(13, 5)] = 0.5;
  expect(look(fire(17), peak)?.reach).toBe("cut");
  expect(look(fire(5), peak)?.reach).toBe("dry");
  // A bridge: the street goes over the water.
  const river = is.slice();
  river[cellAt(13, 5)] = LAND + 1;
  expect(firesOf([fire(17)], { grid, is: river, exposure, peak, closes: 0.3 })[0]?.reach).toBe("dry");
  peak.fill(1);
  expect(look(fire(10), peak)).toMatchObject({ wet: 100, reach: "cut" });
});

test("where there is no street nobody says whether engines come", () => {
  expect(look({ ...fire(10), at: [...middleOf(grid, cellAt(10, 0))], radius: 20 }, dry)).toMatchObject({ road: 0, reach: "none" });
});

test("H-11.3 people are counted by metres, not by whole cells: a small fire in a corner of a wide cell leaves its other houses alone", () => {
  const wide = StudyGrid.parse({ ...grid, nx: 2, ny: 1, cell: 200 });
  const [lon0, lat0] = middleOf(wide, 0);
  const at = (x: number, y: number): [number, number] => [lon0 + x / (111_320 * Math.cos((lat * Math.PI) / 180)), lat0 + y / 111_320];
  const all: Exposure = { road: new Map(), places: [], buildings: [at(-60, -60), at(-50, -60), at(60, 60)].map((place) => ({ at: place, cell: 0, people: 3.6 })) };
  expect(firesOf([{ is: "fire", name: "Nhà", at: at(-60, -60), radius: 20 }], { grid: wide, is: new Uint8Array(2).fill(LAND), exposure: all, peak: new Float32Array(2), closes: 0.3 })[0]).toMatchObject({ buildings: 2, people: 7 });
});

test("H-11.3 a fire closes no street under water: when it is out is not known, and danger is not told as less; an option without fire tells of none", () => {
  const peak = new Float32Array(200).fill(1);
  const of = (measures: Measure[]) => impactOf(peak, { grid, is, exposure, arrivals: openArrivals([]), option: { measures } });
  expect(of([]).roadOpen).toBe(400);
  expect(of([]).fires).toBeUndefined();
  expect(of([fire(10)]).roadOpen).toBe(400);
  expect(of([fire(10)]).fires).toHaveLength(1);
});
