import fc from "fast-check";
import { expect, test } from "vitest";
import { templateKey } from "#contract/process";
import { Rule } from "#contract/rule";
import { Scenario } from "#contract/scenario";
import { OptionId, StudyStaff } from "#contract/study";
import { CRITERIA, OptionResult, StudyComparison, type StudyGrid } from "#contract/study-result";
import { SimulatedSeconds, SimulationRunId } from "#contract/simulation";
import { Datastream, Thing } from "#contract/things";
import { CALENDARS, TEMPLATES } from "../../law/index.ts";
import { emptyState, type RoomState } from "../state.ts";
import { openRecord, simulatedAlarms, watchedIn } from "./alarms.ts";
import { compare } from "./compare.ts";
import { courseOf } from "./course.ts";
import { exposureOf, HOUSEHOLD } from "./exposure.ts";
import { classOf, impactOf, openArrivals } from "./impact.ts";
import { probes, rowsOf } from "./sensitivity.ts";

/** 4 × 3 cells of 100 m at the city's latitude. */
const grid: StudyGrid = { bounds: [107, 16, 107 + 400 / (111_320 * Math.cos((16.00136 * Math.PI) / 180)), 16 + 300 / 110_574], nx: 4, ny: 3, cell: 100 };
const at = (column: number, row: number): [number, number] => [107 + ((column + 0.5) / 4) * (grid.bounds[2] - 107), 16 + ((row + 0.5) / 3) * (grid.bounds[3] - 16)];
const land = new Uint8Array(12);
const SECONDS = (t: number): SimulatedSeconds => SimulatedSeconds.parse(t);

test.each([[0.05, -1], [0.1, 0], [0.29, 0], [0.3, 1], [0.5, 2], [1, 3], [1.99, 3], [2, 4], [9, 4]])("a depth of %d m is in class %d", (depth, found) => {
  expect(classOf(depth)).toBe(found);
});

test("what stands in the water is counted once, in the class of its own cell; streets by their length there", () => {
  const exposure = exposureOf({
    streets: [[at(0, 1), at(3, 1)]],
    places: [{ name: "Trường A", kind: "school", at: at(1, 1) }, { name: "Bệnh viện B", kind: "hospital", at: at(3, 2) }, { name: "Sông", kind: "river", at: at(0, 0) }],
    buildings: [{ at: at(1, 1), area: 80, kind: "house" }, { at: at(1, 1), area: 900, kind: "public" }, { at: at(0, 0), area: 80, kind: "house" }, { at: [108, 16], area: 80, kind: "house" }],
  }, grid);
  const peak = new Float32Array(12);
  peak[5] = 0.6;
  const arrivals = openArrivals(exposure.places.map(({ cell }) => cell));
  arrivals.frame(0, new Float32Array(12));
  arrivals.frame(600, peak.map((deep) => deep / 3));
  arrivals.frame(1200, peak);
  const impact = impactOf(peak, { grid, is: land, exposure, arrivals, option: { measures: [] } });
  expect(impact.area).toEqual([0, 0, 10_000, 0, 0]);
  expect(impact.buildings).toEqual([0, 0, 2, 0, 0]);
  expect(impact.people).toEqual([0, 0, Math.round(HOUSEHOLD), 0, 0]);
  expect(impact.road[2]).toBeGreaterThan(90);
  expect(impact.road[2]).toBeLessThan(110);
  expect([impact.schools, impact.hospitals]).toEqual([1, 0]);
  expect(impact.places.map(({ name, firstAt }) => [name, firstAt === undefined ? undefined : Math.round(firstAt)])).toEqual([["Trường A", 300], ["Bệnh viện B", undefined]]);
  const closed = impactOf(peak, { grid, is: land, exposure, arrivals, option: { measures: [{ is: "closure", name: "Chốt", line: [at(0, 1), at(3, 1)], from: 0 }] } });
  expect([impact.roadOpen > 90, closed.roadOpen]).toEqual([true, 0]);
});

const OPTIONS = ["a", "b", "c"].map((id) => OptionId.parse(id));
const result = (id: string, more: Partial<OptionResult> = {}): OptionResult => OptionResult.parse({
  simulated: true, runId: SimulationRunId.parse(`r${id}`), optionId: id, area: [0, 0, 0, 0, 0], buildings: [0, 0, 0, 0, 0], people: [0, 0, 100, 0, 0], road: [0, 0, 0, 0, 0], roadOpen: 0, schools: 0, hospitals: 0, places: [], gauges: [],
  cost: { total: 0, currency: "VND", parts: [] }, ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 0 }, alarms: 0, cases: [], missed: 0, ...more,
});

test("the winner is who leaves fewest people in deep water, whatever it costs; the reasons say against whom, and what is worse", () => {
  const found = StudyComparison.parse(compare(OPTIONS, [result("a"), result("b", { people: [0, 0, 40, 0, 0], cost: { total: 9, currency: "VND", parts: [] } }), result("c", { people: [0, 0, 80, 0, 0] })]));
  expect(found.winner).toMatchObject({ optionId: "b", ahead: "c" });
  expect(found.winner!.why.filter(({ decides }) => decides)).toMatchObject([{ criterion: "people-deep", value: 40, next: 80, base: 100, is: "better" }]);
  expect(found.winner!.why.find(({ criterion }) => criterion === "cost")).toMatchObject({ is: "worse" });
  expect(found.differences.map(({ optionId, by }) => [optionId, by["people-deep"]])).toEqual([["b", -60], ["c", -20]]);
});

test("nearer than the model can tell is the same, and then the next criterion decides; all the same has no winner", () => {
  const near = compare(OPTIONS, [result("a"), result("b", { people: [0, 0, 99, 0, 0], cost: { total: 500, currency: "VND", parts: [] } })]);
  expect(near.winner).toMatchObject({ optionId: "a", ahead: "b" });
  expect(near.winner!.why.find(({ decides }) => decides)?.criterion).toBe("cost");
  expect(near.missing).toEqual(["c"]);
  expect(compare(OPTIONS, [result("a"), result("b")]).winner).toBeUndefined();
  expect(compare(OPTIONS, [result("a")]).winner).toBeUndefined();
});

test("whoever wins is by no criterion before the deciding one clearly worse than any other", () =>
  fc.assert(fc.property(fc.array(fc.record({ deep: fc.integer({ min: 0, max: 300 }), hospitals: fc.integer({ min: 0, max: 3 }), cost: fc.integer({ min: 0, max: 5 }) }), { minLength: 3, maxLength: 3 }), (drawn) => {
    const results = drawn.map(({ deep, hospitals, cost }, i) => result(OPTIONS[i]!, { people: [0, 0, deep, 0, 0], hospitals, cost: { total: cost, currency: "VND", parts: [] } }));
    const { winner } = compare(OPTIONS, results);
    if (winner === undefined) return;
    const best = results.find(({ optionId }) => optionId === winner.optionId)!;
    for (const other of results) expect(best.people[2]! - other.people[2]!).toBeLessThanOrEqual(0.02 * Math.max(best.people[2]!, other.people[2]!));
    expect(winner.why.map(({ criterion }) => criterion)).toEqual([...CRITERIA]);
  })));

test("sensitivity: thirteen runs, and the input with the widest swing stands first", () => {
  const all = probes();
  expect(all).toHaveLength(13);
  const values = all.map(({ input, end }) => (input === undefined ? 100 : input === "inflow" ? (end === "low" ? 60 : 190) : input === "rain" ? (end === "low" ? 99 : 101) : 100));
  const { base, rows } = rowsOf(values);
  expect(base).toBe(100);
  expect(rows[0]).toMatchObject({ input: "inflow", atLow: 60, atHigh: 190, swing: 130 });
  expect(rows).toHaveLength(6);
  expect(rowsOf(values.map((value, i) => (i < 3 ? value : undefined))).rows).toHaveLength(1);
});

/** A street's sensor under the middle cell, a rule at 15 cm held back by one at 30 cm, and a scenario for that. */
function room(): RoomState {
  const state = emptyState();
  const thing = Thing.parse({ id: "street-1", name: "Ngập Đập Đá", place: "Đập Đá", position: at(1, 1), area: "vy-da", kind: "street-gauge" });
  state.things.set(thing.id, thing);
  state.datastreams.set("street-1.depth", Datastream.parse({ id: "street-1.depth", series: 0, thingId: thing.id, observedPropertyId: "street-depth", sensorId: "s", name: "Độ sâu", unit: "cm", period: 300, staleAfter: 900 }));
  const rule = (id: string, setpoint: number, more: object = {}): Rule => Rule.parse({ id, name: id, kind: "threshold", params: { on: { observedPropertyId: "street-depth" }, side: "above", setpoint, deadband: 3 }, priority: "emergency", message: "m", version: 1, ...more });
  for (const one of [rule("shallow", 15, { priority: "medium", suppressedBy: ["deep"] }), rule("deep", 30), rule("off", 10, { enabled: false })]) state.rules.set(one.id, one);
  for (const template of TEMPLATES) state.templates.set(templateKey(template.id, template.version), template);
  for (const calendar of CALENDARS) state.calendars.set(calendar.id, calendar);
  state.scenarios.set("ngap-sau", Scenario.parse({ id: "ngap-sau", name: "Ngập sâu", templateId: TEMPLATES[0]!.id, urgency: "emergency", match: { ruleIds: ["deep"] }, title: "Ngập tại {place}", happened: "h", where: "w", required: "r", dueAfter: { minutes: 120 }, version: 1 }));
  return state;
}

test("the room's own rules speak of simulated water, each once, at the time of crossing; what is off or stands already says nothing", () => {
  const state = room();
  const z = new Float64Array(12);
  const watched = watchedIn(state, { grid, is: land, z });
  expect(watched.map(({ cell, says }) => [cell, says])).toEqual([[5, "depth"]]);
  const { frame, records } = openRecord(watched, z);
  for (const [t, cm] of [[0, 0], [600, 20], [1200, 40], [1800, 35], [2400, 50]] as const) frame(t, new Float32Array(12).fill(cm / 100));
  const alarms = simulatedAlarms(records, state);
  expect(alarms.map(({ ruleId, t, simulated }) => [ruleId, Math.round(t), simulated])).toEqual([["shallow", 450, true], ["deep", 900, true]]);
  const wet = openRecord(watched, z);
  for (const t of [0, 600]) wet.frame(t, new Float32Array(12).fill(0.5));
  expect(simulatedAlarms(wet.records, state)).toEqual([]);
});

test("H-3.5 cases of simulated alarms go through the room's processes: few hands miss deadlines that many keep; the room itself is untouched", () => {
  const state = room();
  const before = JSON.stringify([...state.incidents.values()]);
  const alarms = Array.from({ length: 30 }, (_v, n) => ({ simulated: true as const, ruleId: state.rules.get("deep")!.id, name: "deep", priority: "emergency" as const, thingId: Thing.shape.id.parse(`street-${n}`), place: `Phố ${n}`, t: SECONDS(600), value: 40, unit: "cm" }));
  const course = (desks: number): { missed: number; cases: number; clocks: number } => {
    const cases = courseOf(alarms, { state, staff: StudyStaff.parse({ desks }), base: Date.UTC(2026, 10, 23, 1, 0), duration: 12 * 3600 });
    return { cases: cases.length, clocks: cases.reduce((sum, { deadlines }) => sum + deadlines, 0), missed: cases.reduce((sum, { missed }) => sum + missed.length, 0) };
  };
  const [few, many] = [course(1), course(50)];
  expect([few.cases, many.cases]).toEqual([30, 30]);
  expect(many.clocks).toBe(30 * 7);
  expect(many.missed).toBe(0);
  expect(few.missed).toBeGreaterThan(many.missed);
  expect(JSON.stringify([...state.incidents.values()])).toBe(before);
});
