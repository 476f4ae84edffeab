import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SimulatedFrame, SimulationRunId } from "#contract/simulation";
import { runToEnd, type Arrays, type Frame, type SimulatedReport } from "./define.ts";
import { prepareSimulation, simulationKinds } from "./index.ts";

const FRAME: Frame = { nx: 12, ny: 8, dx: 10, projection: "EPSG:9216", datum: "Hòn Dấu" };
const STUDY = { duration: 600, every: 300, projection: "EPSG:9216", datum: "Hòn Dấu", precision: "f64" };
const ground = (at: (i: number, j: number) => number = () => 3): Float64Array => Float64Array.from({ length: 96 }, (_v, k) => at(k % 12, Math.floor(k / 12)));
const RUN = SimulationRunId.parse("run-1");
const ask = (study: object, arrays: Arrays = { ground: ground() }, frame: Frame = FRAME): ReturnType<typeof prepareSimulation> => prepareSimulation("flood", { params: { ...STUDY, ...study }, frame, arrays });
const filled = (value: number): Float64Array => new Float64Array(96).fill(value);

describe("what cannot be is refused before it starts, and says what is wrong", () => {
  test.each<[string, ReturnType<typeof ask>, object]>([
    ["a height that is no number", ask({}, { ground: ground((i, j) => (i === 4 && j > 5 ? Number.NaN : 3)) }), { code: "terrain-missing", cells: 2, first: [4, 6] }],
    ["a terrain of another projection", ask({}, undefined, { ...FRAME, projection: "EPSG:32648" }), { code: "other-frame", what: "projection", expected: "EPSG:9216", got: "EPSG:32648" }],
    ["a terrain of another datum", ask({}, undefined, { ...FRAME, datum: "Mũi Nai" }), { code: "other-frame", what: "datum", expected: "Hòn Dấu", got: "Mũi Nai" }],
    ["a raster of another size", ask({}, { ground: ground(), depth: new Float64Array(95) }), { code: "other-frame", what: "size", expected: "12 × 8", got: "depth: 95" }],
    ["a negative depth", ask({}, { ground: ground(), depth: Float64Array.from({ length: 96 }, (_v, k) => (k === 13 ? -0.5 : 0)) }), { code: "out-of-range", raster: "depth", cells: 1, first: [1, 1], value: -0.5 }],
    ["a roughness of nothing", ask({}, { ground: ground(), roughness: filled(0) }), { code: "out-of-range", raster: "roughness", cells: 96 }],
    ["a negative intensity", ask({ rain: [{ by: "raster", fields: [{ from: 0, raster: "r" }] }] }, { ground: ground(), r: filled(-1) }), { code: "out-of-range", raster: "r" }],
    ["a raster that is not there", ask({ rain: [{ by: "raster", fields: [{ from: 0, raster: "r" }] }] }), { code: "malformed", path: "params.rain.0.fields.0.raster" }],
    ["no terrain", ask({}, {}), { code: "malformed", path: "arrays.ground" }],
    ["a time step beyond what is stable", ask({ alpha: 0.66 }), { code: "malformed", path: "params.alpha" }],
    ["theta of 3", ask({ theta: 3 }), { code: "malformed", path: "params.theta" }],
    ["a run of a year", ask({ duration: 3e7 }), { code: "malformed", path: "params.duration" }],
    ["times that go back", ask({ rain: [{ by: "uniform", intensity: [[10, 1], [5, 2]] }] }), { code: "malformed", path: "params.rain.0.intensity" }],
    ["a pump that stops above its start", ask({ pumps: [{ name: "B1", from: [5, 5], to: { place: [95, 5] }, curve: [[0, 1]], start: 3, stop: 4 }] }), { code: "malformed", path: "params.pumps.0.start" }],
    ["a pump outside the area", ask({ pumps: [{ name: "B1", from: [5, 5], to: { place: [500, 5] }, curve: [[0, 1]], start: 4, stop: 3 }] }), { code: "malformed", path: "params.pumps.0.to", detail: "the place lies outside the area" }],
    ["an edge of no cell", ask({ edges: [{ is: "free", name: "x", side: "west", from: 500, to: 600, slope: 0.01 }] }), { code: "malformed", path: "params.edges.0" }],
    ["an area of no cell", ask({}, { ground: ground(), inside: new Uint8Array(96) }), { code: "malformed", path: "arrays.inside" }],
    ["an engine nobody knows", prepareSimulation("weather", { params: {}, frame: FRAME, arrays: {} }), { code: "malformed", path: "kind" }],
  ])("%s", (_what, answer, fault) => expect(answer).toMatchObject({ ok: false, fault }));

  test("a hundred million cells, with what they would take", () => {
    const answer = ask({ duration: 43_200 }, {}, { ...FRAME, nx: 10_000, ny: 10_000 });
    expect(answer).toMatchObject({ ok: false, fault: { code: "too-many-cells", cells: 1e8, limit: 4_000_000 } });
    if (answer.ok || answer.fault.code !== "too-many-cells") return;
    expect(answer.fault.bytes).toBeGreaterThan(1e10);
    expect(answer.fault.seconds).toBeGreaterThan(3600);
  });

  test("a height that is no number stands where the area does not reach: it runs", () => {
    const inside = new Uint8Array(96).fill(1);
    inside[95] = 0;
    expect(ask({}, { ground: ground((i, j) => (i === 11 && j === 7 ? Number.NaN : 3)), inside })).toMatchObject({ ok: true });
  });
});

const STORM = { rain: [{ by: "uniform", intensity: [[0, 120]] }], edges: [{ is: "free", name: "sông", side: "east", from: 0, to: 80, slope: 0.01 }] };
function run(study: object, arrays?: Arrays): { end: SimulatedReport; on: SimulatedReport[] } {
  const prepared = ask(study, arrays);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.fault));
  const on: SimulatedReport[] = [];
  const end = runToEnd(prepared.value.run(RUN), ({ report }) => {
    if (report !== undefined) on.push(report);
    return true;
  });
  if (!end.ok) throw new Error(JSON.stringify(end.fault));
  return { end: end.value, on };
}

describe("a run", () => {
  const slope = { ground: ground((i) => 4 - i / 20) };

  test("gives a grid at each time asked for, closes its books, and the same bits again", () => {
    const { end, on } = run(STORM, slope);
    expect(on.map(({ frames }) => frames[0]!.t)).toEqual([300, 600]);
    expect(end.frames.map(({ quantity, unit }) => [quantity, unit])).toEqual([["peak-depth", "m"], ["reached-at", "s"]]);
    for (const frame of [...end.frames, ...on.flatMap(({ frames }) => frames)]) expect(SimulatedFrame.safeParse(frame).success).toBe(true);
    expect(Math.abs(end.figures["closure"]!)).toBeLessThan(1e-12);
    expect(end.figures["rain"]).toBeCloseTo(96 * 100 * (120 / 3.6e6) * 600, 6);
    expect(end.figures["outflow"]).toBeLessThan(-1);
    expect(run(STORM, slope)).toEqual({ end, on });
  });

  test("is cancelled where it stands", () => {
    const prepared = ask({ ...STORM, duration: 86_400, every: 60 }, slope);
    if (!prepared.ok) throw new Error("refused");
    let seen = 0;
    expect(runToEnd(prepared.value.run(RUN), () => ++seen < 3)).toMatchObject({ ok: false, fault: { code: "cancelled" } });
    expect(seen).toBe(3);
  });

  test("with gauges lies between them; with a raster rains where the raster does", () => {
    const at = (report: SimulatedReport, k: number): number => { const frame = report.frames[0]!; return frame.visual === "grid" ? frame.values[k]! : Number.NaN; };
    const gauges = run({ rain: [{ by: "gauges", gauges: [{ at: [5, 5], intensity: [[0, 60]] }, { at: [115, 5], intensity: [[0, 0]] }] }], hMin: 0.01 });
    expect([0, 5, 11].map((k) => at(gauges.end, k))).toEqual([0, 5, 11].map((k) => at(gauges.end, k)).toSorted((a, b) => b - a));
    expect(at(gauges.end, 0)).toBeGreaterThan(0.009);
    const raster = run({ rain: [{ by: "raster", fields: [{ from: 0, raster: "r" }, { from: 300, raster: "none" }] }], hMin: 0.01 }, { ground: ground(), r: filled(0).fill(60, 0, 12), none: filled(0) });
    expect([at(raster.end, 3), at(raster.end, 40)]).toEqual([expect.closeTo(0.005, 6), 0]);
  });

  test("through a breach by finite volumes closes its books and fills what lies behind", () => {
    const { end } = run({ scheme: "finite-volume", duration: 300, every: 300, breaches: [{ name: "vỡ đê", line: [[60, -1], [60, 81]], crest: [[0, 6], [60, 6], [90, 2]] }] }, { ground: ground(), depth: Float64Array.from({ length: 96 }, (_v, k) => (k % 12 < 6 ? 1 : 0)) });
    const peak = end.frames[0]!;
    expect(Math.abs(end.figures["closure"]!)).toBeLessThan(1e-12);
    expect(end.figures["stored"]).toBeCloseTo(4800, 6);
    expect(peak.visual === "grid" && peak.values[11]).toBeGreaterThan(0.3);
    const reached = end.frames[1]!;
    expect(reached.visual === "grid" && reached.values[11]).toBeGreaterThan(60);
  });

  test("takes levels in the study's datum: a river above the ground comes in as deep as it stands, wherever zero is", () => {
    for (const above of [0, 37.4, -12]) {
      const { end } = run({ duration: 7200, every: 7200, edges: [{ is: "stage", name: "sông", side: "west", from: 0, to: 80, outside: { by: "series", level: [[0, 3.5 + above]] } }] }, { ground: ground(() => 3 + above) });
      expect(end.figures["stored"]).toBeCloseTo(0.5 * 9600, -2);
    }
  });
});

test("whatever the ground and the water, the books close and no depth is negative", () =>
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 30 }), (seed, relief) => {
    let state = seed;
    const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const { end, on } = run({ ...STORM, duration: 120, every: 60, dykes: [{ name: "đê", line: [[30, 0], [70, 80]], crest: 3 + relief / 10 }] }, { ground: ground(() => 2 + next() * relief * 0.1), depth: filled(0).map(() => Math.max(0, next() - 0.5)) });
    expect(Math.abs(end.figures["closure"]!)).toBeLessThan(1e-12);
    for (const { frames: [frame] } of on) if (frame?.visual === "grid") expect(frame.values.every((h) => h >= 0)).toBe(true);
  }), { numRuns: 25 }));

test("engines are told with the schema that draws their form", () => {
  const [info] = simulationKinds();
  expect(info).toMatchObject({ kind: "flood", visuals: ["grid"], schema: { properties: { duration: { unit: "s", title: "Thời gian mô phỏng" } } } });
});
