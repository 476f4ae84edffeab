import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Party } from "#contract/account";
import { DatastreamId } from "#contract/ids";
import { ok } from "#contract/result";
import { SimulationRunId } from "#contract/simulation";
import { OptionId, Study } from "#contract/study";
import { StudyAfterwards, type WatchedCourse } from "#contract/study-afterwards";
import { OptionResult } from "#contract/study-result";
import { Datastream } from "#contract/things";
import { fiveSteps } from "../../law/hue.ts";
import { emptyState } from "../../core/state.ts";
import type { RunRow } from "../../ports.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { keptLog } from "../../../test/kit/journal.ts";
import { openAfterwards } from "./afterwards.ts";
import { printOf, startPrint } from "./study-keeper.ts";

const AT = Date.parse("2026-11-22T02:00:00Z");
const MINUTE = 60_000;
const GAUGE = DatastreamId.parse("kim-long.water-level");
const RUN = SimulationRunId.parse("a".repeat(64));
const none = [0, 0, 0, 0, 0];
/** An hour from a moment, a result each ten minutes. */
const studyOf = (more: object = {}): Study => Study.parse({ id: "s", revision: 1, by: "lan", at: AT, name: "Lũ", shared: true, area: [107.5, 16.4, 107.7, 16.6], start: { from: "now" }, duration: 3600, every: 600, options: [{ id: "a", name: "Để nguyên" }], ...more });
const watched: WatchedCourse = { t: [0, 600, 1200, 1800, 2400, 3000, 3600] as WatchedCourse["t"], gauges: [{ datastreamId: GAUGE, name: "Kim Long", unit: "m", says: "level", v: [1, 1.2, 1.4, 1.6, 1.5, 1.4, 1.3] }] };
const resultOf = (optionId = "a"): OptionResult => OptionResult.parse({
  simulated: true, runId: RUN, optionId, area: none, buildings: none, people: none, road: none, roadOpen: 0, schools: 0, hospitals: 0, places: [], gauges: [],
  cost: { total: 0, currency: "VND", parts: [] }, ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 0 }, alarms: 0, cases: [], missed: 0,
});

interface Bench {
  study?: Study;
  /** When the result was there. */
  computedAt?: number;
  wall?: number;
  pace?: number;
  /** Computed before courses were kept. */
  old?: boolean;
  /** Minutes after the start, and what the gauge read. */
  read?: readonly (readonly [minute: number, value: number, quality?: number])[];
  peak?: Float32Array;
}

/** A room whose gauge read 10 cm less than was simulated, to the minute. */
function bench({ study = studyOf(), computedAt = AT + MINUTE, wall = AT + 61 * MINUTE, pace = 1, old = false, read = [[0, 0.9], [10, 1.1], [20, 1.3], [30, 1.5], [40, 1.4], [50, 1.3], [60, 1.2]], peak = new Float32Array(4).fill(0.4) }: Bench = {}) {
  const state = emptyState();
  state.datastreams.set(GAUGE, Datastream.parse({ id: GAUGE, series: 7, thingId: "kim-long", observedPropertyId: "water-level", sensorId: "s", name: "Mực nước", unit: "m", period: 600, staleAfter: 1800 }));
  const row = (optionId: string): RunRow => ({ studyId: study.id, optionId, revision: 1, print: printOf(study, OptionId.parse(optionId)), by: "lan", askedAt: AT, state: "done", begun: 1, body: JSON.stringify({ at: computedAt, reused: false, result: resultOf(optionId), notes: [], ...(!old && { watched }) }) });
  const bytes = gzipSync(new Uint8Array(peak.buffer));
  const log = keptLog();
  const { "study:afterwards": ask } = openAfterwards({
    keeper: { find: () => ok(study) }, queue: { of: () => study.options.map(({ id }) => row(id)) }, cases: { book: () => ok({ closedPage: () => [] } as never) },
    book: { start: () => JSON.stringify({ print: startPrint(study), gathered: { at: AT, readings: {} } }) } as never,
    shelf: { index: async () => ({ simulated: true, runId: RUN, optionId: "a", grid: { bounds: [107.5, 16.4, 107.7, 16.6], nx: 2, ny: 2, cell: 10_000 }, startsAt: AT, frames: [{ quantity: "peak-depth", unit: "m", index: 0, t: 3600 }] }), file: async () => ({ bytes: bytes.length, stream: () => Readable.from([bytes]) }) },
    telemetry: { history: async (_series, from, to) => ((inside) => ({ t: inside.map(([t]) => t), v: inside.map(([, v]) => v), q: inside.map(([, , q]) => q), thinned: false }))(read.map(([minute, v, q = 0]) => [AT + (minute * MINUTE) / pace, v, q] as const).filter(([t]) => t >= from && t <= to)) },
    state, now: () => ({ wall, steady: wall - AT, epoch: "e" }) as never, log, pace,
  });
  const party = {} as Party;
  const answer = async (input: { datastreamId?: DatastreamId } = {}): Promise<StudyAfterwards> => {
    const got = await ask({ id: study.id, ...input }, party, undefined as never);
    if (!got.ok) throw new Error(got.fault.code);
    return StudyAfterwards.parse(got.value);
  };
  return { state, answer, log };
}

test("H-3.5 after its span a study says first how wrong it was: bias, root mean square error, peak and its time, at each gauge", async () => {
  const { answer } = bench();
  const found = await answer({ datastreamId: GAUGE });
  expect(found).toMatchObject({ simulated: true, state: "over", from: AT, to: AT + 60 * MINUTE });
  expect(found.options).toMatchObject([{ optionId: "a", how: "ahead", judgedFrom: AT + MINUTE, ordered: false, levels: { gauges: 1, worstName: "Kim Long" } }]);
  const { errors } = found.options[0]!.gauges[0]!;
  // The result at its very start came before it was computed: it is not judged.
  expect(errors).toMatchObject({ cases: 6, bias: expect.closeTo(0.1, 9), rmse: expect.closeTo(0.1, 9), peak: { simulated: 1.6, measured: 1.5, error: expect.closeTo(0.1, 9), late: 0 } });
  expect(found.course).toMatchObject({ datastreamId: GAUGE, unit: "m", measured: { v: [0.9, 1.1, 1.3, 1.5, 1.4, 1.3, 1.2] }, simulated: [{ optionId: "a", v: watched.gauges[0]!.v }] });
  expect(found.course?.simulated[0]?.t.at(-1)).toBe(AT + 60 * MINUTE);
});

test.each<[string, Bench, Partial<StudyAfterwards>]>([
  ["its span is not past", { wall: AT + 59 * MINUTE }, { state: "early", to: AT + 60 * MINUTE, options: [] }],
  ["it is a design situation", { study: studyOf({ start: { from: "design", level: 1, inflow: 400 } }) }, { state: "design", options: [] }],
  ["it began from the record of a day played faster", { study: studyOf({ start: { from: "past", at: AT } }), pace: 60 }, { state: "paced", options: [] }],
  ["its run is of before courses were kept", { old: true }, { state: "old", options: [] }],
])("H-3.5 nothing is held against anything while %s", async (_what, wish, expected) => {
  expect(await bench(wish).answer()).toMatchObject(expected);
});

test("H-3.5 computed when it was over, or from a past moment, is no forecast", async () => {
  expect((await bench({ computedAt: AT + 60 * MINUTE }).answer()).options).toMatchObject([{ how: "known", judgedFrom: AT }]);
  expect((await bench({ study: studyOf({ start: { from: "past", at: AT } }) }).answer()).options).toMatchObject([{ how: "known", gauges: [{ errors: { cases: 7 } }] }]);
});

test("H-3.5 on a day played sixty times as fast its span is over in a minute, and the instants are those of the room", async () => {
  const found = await bench({ pace: 60, wall: AT + 2 * MINUTE, computedAt: AT }).answer({ datastreamId: GAUGE });
  expect(found).toMatchObject({ state: "over", to: AT + MINUTE, pace: 60 });
  expect(found.options[0]?.gauges[0]?.errors).toMatchObject({ cases: 7, bias: expect.closeTo(0.1, 9) });
});

test("H-3.5 doubtful readings are no measurement; a gauge that is gone, silent or of another unit says so and has no error", async () => {
  expect((await bench({ read: [[0, 0.9], [10, 9, 2], [20, 1.3], [30, 1.5], [40, 1.4], [50, 1.3], [60, 1.2]] }).answer()).options[0]?.gauges[0]?.errors?.rmse).toBeCloseTo(0.1, 9);
  expect((await bench({ read: [] }).answer()).options[0]).toMatchObject({ gauges: [{ lack: "no-readings" }] });
  expect((await bench({ read: [[0, 1]] }).answer()).options[0]).toMatchObject({ gauges: [{ lack: "nothing-judged" }] });
  const other = bench();
  other.state.datastreams.set(GAUGE, { ...other.state.datastreams.get(GAUGE)!, unit: "cm" });
  expect((await other.answer()).options[0]).toMatchObject({ gauges: [{ lack: "gone" }] });
  expect((await other.answer()).options[0]?.levels).toBeUndefined();
});

test("H-3.5 real cases about water within area and span are looked up in the run; exercises, what is elsewhere and what is of another kind are not", async () => {
  const peak = new Float32Array([0.4, 0, 0, 0]);
  const { state, answer } = bench({ peak });
  state.scenarios.set("ngap", { id: "ngap", leadFields: ["flood"] } as never);
  state.scenarios.set("chay", { id: "chay", leadFields: ["fire"] } as never);
  const put = (id: string, more: object): void => {
    const incident = handIncident(fiveSteps, { appearedAt: AT + 5 * MINUTE }).incident();
    state.incidents.set(id as never, { ...incident, id, title: id, alarmIds: [], scenarioId: "ngap", position: [107.55, 16.45, 0], ...more } as never);
  };
  put("wet", {});
  put("dry", { position: [107.65, 16.55, 0], order: { plan: { studyId: "s", revision: 1, optionId: "a", runId: RUN, name: "x" } } });
  put("far", { position: [108, 16, 0] });
  put("late", { appearedAt: AT + 90 * MINUTE });
  put("fire", { scenarioId: "chay" });
  put("drill", { drill: true });
  const [option] = (await answer()).options;
  expect(option?.reports?.map(({ incidentId, depth }) => [incidentId, depth])).toEqual([["wet", expect.closeTo(0.4, 5)], ["dry", 0]]);
  expect(option?.ordered).toBe(true);
});

test("H-3.5 rasters that are gone, or cut, take away the cases alone", async () => {
  const { state, answer, log } = bench({ peak: new Float32Array(64) });
  state.scenarios.set("ngap", { id: "ngap", leadFields: ["flood"] } as never);
  state.incidents.set("w" as never, { ...handIncident(fiveSteps, { appearedAt: AT + MINUTE }).incident(), alarmIds: [], scenarioId: "ngap", position: [107.55, 16.45, 0] } as never);
  const [option] = (await answer()).options;
  expect([option?.reports, option?.gauges.length]).toEqual([undefined, 1]);
  expect(log.lines.length).toBeGreaterThan(0);
});
