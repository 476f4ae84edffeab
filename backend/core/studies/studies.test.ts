import { expect, test } from "vitest";
import { FloodStudy } from "#contract/flood-study";
import { StudyCosts, StudyDraft, type Measure } from "#contract/study";
import { ThingId } from "#contract/ids";
import { begin } from "./begin.ts";
import type { StudyCity } from "./city.ts";
import { inputOf } from "./compile.ts";
import { costOf } from "./cost.ts";
import { cellUnder, gridOf, middleOf } from "./frame.ts";
import { CHANNEL_CELL, groundOf, LAND } from "./ground.ts";
import type { Reading, Readings } from "./readings.ts";
import { estimateOf } from "./prepare.ts";

/** A plain at 3 m with a river from west to east in its middle, bed at 0 m, some 2 × 2 km; columns of 32 m. */
const SIDE = 64;
const bounds: [number, number, number, number] = [107, 16, 107.0185, 16.0185];
const area: [number, number, number, number] = [107.0005, 16.0005, 107.0178, 16.0178];
const RIVER = "Sông Thử";
const inRiver = (k: number): boolean => Math.abs(Math.floor(k / SIDE) - SIDE / 2) <= 2;
const cells = Array.from({ length: SIDE * SIDE }, (_v, k) => k);
const AXIS = Array.from({ length: 21 }, (_v, i): [number, number] => [106.99 + i * 0.002, 16.00915]);
const city = (more: Partial<StudyCity> = {}): StudyCity => ({
  water: {
    width: SIDE, height: SIDE, bounds, rivers: [{ name: RIVER, axis: AXIS, from: 0 }],
    ground: Int16Array.from(cells, (k) => (inRiver(k) ? 0 : 30)), spill: Int16Array.from(cells, (k) => (inRiver(k) ? 0 : 30)), chain: Uint16Array.from(cells, (k) => Math.round((k % SIDE) / 7) + 5),
  },
  streets: [], places: [], buildings: [], ...more,
});
const reading = (name: string, at: [number, number], v: number, more: Partial<Reading> = {}): Reading => ({ name, thingId: ThingId.parse(name), at, unit: "m", staleAfter: 900, samples: [{ t: -60, v, good: true }], ...more });
const readings = (more: Partial<Readings> = {}): Readings => ({ levels: [reading("tren", [106.995, 16.009], 1.6), reading("duoi", [107.025, 16.009], 1.4)], tides: [reading("trieu", [107.03, 16.02], 0.4)], rain: [reading("mua", [107.01, 16.01], 12, { unit: "mm/h" })], outflows: [reading("dap", AXIS[0]!, 90, { unit: "m3/s" })], devices: [], ...more });
const draft = (measures: readonly Measure[] = [], more: object = {}): StudyDraft => StudyDraft.parse({ name: "Thử", area, cell: 20, start: { from: "now" }, duration: 3600, options: [{ id: "a", name: "A", measures }], ...more });

function made(measures: readonly Measure[] = [], more: object = {}, seen: Readings = readings()) {
  const asked = draft(measures, more);
  const ground = groundOf(city(), asked.area, asked.cell);
  if (!ground.ok) throw new Error(JSON.stringify(ground.fault));
  const started = begin(asked, { city: city(), ground: ground.value, readings: seen });
  const input = inputOf(asked, asked.options[0]!, { ground: ground.value, begin: started });
  return { asked, ground: ground.value, started, input, params: input.ok ? FloodStudy.parse(input.value.params) : undefined };
}

test("a grid's cells are whole, and a cell's middle lies in it", () => {
  const grid = gridOf(area, 20);
  expect(grid.nx).toBeGreaterThan(90);
  for (const k of [0, 17, grid.nx * grid.ny - 1]) expect(cellUnder(grid, middleOf(grid, k))).toBe(k);
  expect(cellUnder(grid, [106.9, 16])).toBeUndefined();
});

test("the river is found, joined from edge to edge, and its discharge and stages stand at its ends", () => {
  const { ground, started, params } = made();
  expect(started.runs).toHaveLength(1);
  const [run] = started.runs;
  expect(run).toMatchObject({ river: RIVER, leaves: true });
  expect(run!.width).toBeGreaterThan(100);
  expect(run!.inflow[0]![1]).toBeCloseTo(90, 6);
  expect([...ground.is].filter((one) => one === CHANNEL_CELL).length).toBeGreaterThan(400);
  expect(params!.edges.some((edge) => edge.is === "stage" && edge.side === "east")).toBe(true);
  // From one side to the other without leaving the channel, over sides of cells alone.
  const seen = new Set<number>();
  const queue = [run!.first];
  for (let k = queue.pop(); k !== undefined; k = queue.pop()) {
    if (seen.has(k) || ground.is[k] !== CHANNEL_CELL) continue;
    seen.add(k);
    queue.push(k + ground.grid.nx, k - ground.grid.nx, ...(k % ground.grid.nx > 0 ? [k - 1] : []), ...(k % ground.grid.nx < ground.grid.nx - 1 ? [k + 1] : []));
  }
  expect(seen.has(run!.last)).toBe(true);
});

test("the bed is as deep as what is measured to flow needs, and land is dry at the start", () => {
  const { ground, started } = made();
  const channel = [...ground.is].findIndex((one) => one === CHANNEL_CELL);
  expect(started.depth[channel]!).toBeGreaterThan(0.5);
  expect(started.z[channel]! + started.depth[channel]!).toBeGreaterThan(1.35);
  expect([...started.depth].every((deep, k) => ground.is[k] !== LAND || ground.z[k]! < 2 || deep === 0)).toBe(true);
  expect(started.start.notes).not.toContain("no-inflow");
});

test.each<[string, Partial<Readings>, string]>([
  ["no gauge at the river", { levels: [] }, "no-level"],
  ["an old gauge", { levels: [reading("tren", [106.995, 16.009], 1.6, { samples: [{ t: -5000, v: 1.6, good: true }] })] }, "no-level"],
  ["no rain gauge near", { rain: [reading("mua", [108, 16], 12)] }, "no-rain"],
  ["a dam that says nothing good", { outflows: [reading("dap", AXIS[0]!, 90, { samples: [{ t: -60, v: 90, good: false }] })] }, "no-inflow"],
])("%s is said, and the study still starts", (_what, more, note) => {
  const { started, params } = made([], {}, readings(more));
  expect(started.start.notes).toContain(note);
  expect(params).toBeDefined();
});

test("measured afterwards counts only where the study says so", () => {
  const seen = readings({ outflows: [reading("dap", AXIS[0]!, 90, { samples: [{ t: -60, v: 90, good: true }, { t: 1800, v: 900, good: true }] })] });
  const last = (more: object): number => made([], more, seen).started.runs[0]!.inflow.at(-1)![1];
  expect(last({})).toBeCloseTo(90, 6);
  expect(last({ duration: 20_000, forcing: { inflow: { by: "recorded" } } })).toBeCloseTo(900, 6);
  expect(last({ forcing: { inflow: { by: "series", series: [[0, 90], [3600, 300]] } } })).toBeCloseTo(300, 6);
});

const middle: [number, number] = [107.009, 16.0135];
const line: [number, number][] = [[107.004, 16.0135], [107.014, 16.0135]];
test.each<[string, Measure, (params: FloodStudy) => unknown]>([
  ["a release at a river's head", { is: "release", name: "Xả", at: { river: RIVER }, discharge: [[0, 0], [1800, 500]] }, ({ releases }) => Math.max(...releases[0]!.discharge.map(([, v]) => v)) > 580],
  ["a release at a place", { is: "release", name: "Xả", at: { place: middle }, discharge: [[0, 5]] }, ({ releases }) => releases.length === 2],
  ["a pump", { is: "pump", name: "Bơm", from: middle, capacity: 2, start: 600, stop: 1800 }, ({ pumps }) => pumps[0]?.share?.map(([t]) => t).join() === "0,600,660,1800,1860"],
  ["a dyke that is not ready yet", { is: "dyke", name: "Đê", line, crest: 4, readyAt: 600 }, ({ dykes, breaches }) => dykes.length === 0 && breaches.length === 1],
  ["sandbags that follow the ground", { is: "sandbags", name: "Bao cát", line, height: 1, readyAt: 0 }, ({ dykes }) => dykes.length > 3 && dykes.every(({ crest }) => Math.abs(crest - 4) < 0.01)],
  ["a breach", { is: "breach", name: "Vỡ", line, height: 2, depth: 2, at: 600, over: 900 }, ({ breaches }) => breaches.every(({ crest }) => crest.at(-1)![1] < 3.01)],
  ["a gate across the river", { is: "gate", name: "Cống", across: [[107.0091, 16.007], [107.0091, 16.0115]], width: 40, opening: [[0, 2]] }, ({ openings, dykes }) => dykes.length === 1 && openings.length > 3],
  ["rain on a part", { is: "rain", name: "Mưa", within: [[107, 16], [107.01, 16], [107.01, 16.01]], intensity: [[0, 60]] }, ({ rain }) => rain.some(({ by }) => by === "raster")],
  ["rain everywhere", { is: "rain", name: "Mưa", intensity: [[0, 60]] }, ({ rain }) => rain[0]?.by === "gauges" && rain[0].gauges[0]!.intensity[0]![1] === 12 + 60 - 5],
  ["a closed street", { is: "closure", name: "Chốt", line, from: 0 }, ({ dykes }) => dykes.length === 0],
])("%s becomes what the engine knows", (_what, measure, holds) => {
  const { params, input } = made([measure]);
  expect(input).toMatchObject({ ok: true });
  expect(holds(params!)).toBe(true);
});

test("a pump that runs at the start goes on, one that is moved leaves its place, one that stands does nothing", () => {
  const pump = (name: string, v: number): Reading => reading("may", middle, v, { name, unit: "m3/s" });
  const seen = readings({ devices: [pump("Trạm A", 0.8), pump("Trạm B", 0), reading("cong", middle, 40, { unit: "%" })] });
  expect(made([], {}, seen).params!.pumps.map(({ name, curve }) => [name, curve[0]![1]])).toEqual([["Trạm A", 0.8]]);
  const moved = made([{ is: "pump", name: "Trạm A", from: [107.012, 16.004], capacity: 1.2, start: 0 }], {}, seen).params!.pumps;
  expect(moved.map(({ name, curve }) => [name, curve[0]![1]])).toEqual([["Trạm A", 1.2]]);
});

test("a place outside the area, and a river that is not there, name the measure", () => {
  for (const measure of [{ is: "release", name: "Xả", at: { place: [108, 16] }, discharge: [[0, 5]] }, { is: "release", name: "Xả", at: { river: "Sông khác" }, discharge: [[0, 5]] }, { is: "pump", name: "Bơm", from: [108, 16], capacity: 1, start: 0 }] satisfies Measure[])
    expect(made([{ is: "closure", name: "Chốt", line, from: 0 }, measure]).input).toMatchObject({ ok: false, fault: { code: "malformed", path: "measures.1" } });
});

test("ground that nobody measured, and an area of a hundred million cells, are refused with numbers", () => {
  expect(groundOf({ ...city(), water: { ...city().water!, ground: new Int16Array(SIDE * SIDE).fill(-32_768) } }, area, 20)).toMatchObject({ ok: false, fault: { code: "terrain-missing" } });
  const huge = estimateOf(draft([], { area: [106, 15, 108, 17], cell: 20 }));
  expect(huge.refused).toMatchObject({ code: "too-many-cells", cells: huge.cells });
  expect(huge.cells).toBeGreaterThan(1e8);
  expect(groundOf(city(), [106, 15, 108, 17], 20)).toMatchObject({ ok: false, fault: { code: "too-many-cells" } });
});

test("measures cost what the table says", () => {
  const costs = StudyCosts.parse({ pumpMove: 100, pumpHour: 10, sandbagsMetre: 5 });
  const cost = costOf([{ is: "pump", name: "Bơm", from: middle, capacity: 2, start: 0, stop: 1800 }, { is: "release", name: "Xả", at: { river: RIVER }, discharge: [[0, 1]] }], costs, 3600);
  expect(cost).toEqual({ total: 110, currency: "VND", parts: [{ name: "Bơm", amount: 110 }] });
});
