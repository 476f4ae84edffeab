import { afterEach, describe, expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { ForecastSetup, type ForecastState } from "#contract/forecast";
import { DatastreamId } from "#contract/ids";
import { Datastream } from "#contract/things";
import { catchment } from "../../../test/kit/catchment.ts";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { catalogue, handWorld, type HandWorld } from "../../../test/kit/hand-world.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import { trainGauge } from "../../core/forecast/gauge.ts";
import type { KeptForecast } from "../../core/forecast/kept.ts";
import type { ForecastBook, ForecastParts, TrainedGauge, Train } from "../../ports-forecast.ts";
import { openForecasts, type Forecasts } from "./open-forecasts.ts";

const STEP = 900_000;
const HISTORY = 8000;
const START = 1_700_000_000_000;
/** level-0 is the city's gauge, level-1 the one above, rain-0 (series 2) the rain. */
const { level, drivers: [rain = new Float64Array(0), above = new Float64Array(0)] } = catchment(3, HISTORY + 400);
const COLUMNS: readonly Float64Array[] = [level, above, rain];
const GAUGE = DatastreamId.parse("level-0");

const inThisThread: Train = ({ gauging, training }) => ({ ended: Promise.resolve().then(() => trainGauge(gauging, training)), kill: () => undefined });

function memoryBook(): ForecastBook {
  const [models, kept] = [new Map<string, TrainedGauge>(), new Map<string, KeptForecast[]>()];
  return {
    trained: (id) => models.get(id), keepTrained: (id, trained) => void models.set(id, trained), kept: (id) => kept.get(id) ?? [],
    keep: (rows) => rows.forEach(({ id, forecast }) => kept.set(id, [...(kept.get(id) ?? []), forecast])),
    forget: (id, from) => void kept.set(id, (kept.get(id) ?? []).filter(({ madeAt }) => madeAt < from)), close: () => undefined,
  };
}

interface Bench {
  clock: HandClock;
  room: HandWorld;
  forecasts: Forecasts;
  /** The readings of the next steps; `change` alters or leaves out (undefined) one. */
  steps(n: number, change?: (series: number, v: number) => { v: number; q?: number } | undefined): void;
  gauge(): Promise<ForecastState | undefined>;
  trained(): Promise<ForecastState>;
  tell(...facts: NewFact[]): void;
  at(): number;
}
let close = (): void => undefined;
afterEach(() => close());

function bench({ history = HISTORY, ...parts }: Partial<ForecastParts> & { history?: number } = {}): Bench {
  const clock = handClock(START + HISTORY * STEP);
  const room = handWorld(catalogue(2, 900).map((fact): NewFact => (fact.kind === "datastream:saved" && fact.datastream.id === GAUGE ? { ...fact, datastream: Datastream.parse({ ...fact.datastream, forecast: ForecastSetup.parse({ drivers: ["rain-0", "level-1"], hours: 3 }) }) } : fact)), clock.now());
  room.world.settle(clock.now());
  const listeners = new Set<(facts: Fact[]) => void>();
  let step = HISTORY;
  const forecasts = openForecasts({
    state: room.state, world: room.world, clock, now: clock.now, offset: () => 0, log: quietLog(),
    ledger: { take: (facts) => void room.facts.push(...facts), flush: () => undefined, onFacts: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    } },
    telemetry: { history: (series, from, to, most) => {
      const first = Math.max(HISTORY - history, Math.ceil((from - START) / STEP));
      const last = Math.min(step, Math.floor((to - START) / STEP));
      const n = Math.max(0, last - first + 1);
      if (n > most) return Promise.resolve({ t: [], v: [], q: [], thinned: true });
      const at = Array.from({ length: n }, (_value, i) => first + i);
      return Promise.resolve({ t: at.map((i) => START + i * STEP), v: at.map((i) => COLUMNS[series]?.[i] ?? 0), q: at.map(() => 0), thinned: false });
    } },
    parts: { train: inThisThread, book: memoryBook(), made: undefined, pace: 1, ...parts }, onBroken: (error) => { throw error; },
  });
  close = forecasts.close;
  const bench: Bench = {
    clock, room, forecasts, at: () => step,
    steps(n, change = (_series, v) => ({ v })) {
      for (let i = 0; i < n; i++) {
        step++;
        clock.pass(STEP);
        const readings = [2, 1, 0].flatMap((series) => {
          const reading = change(series, COLUMNS[series]![step]!);
          return reading === undefined ? [] : [{ series, q: 0, ...reading }];
        });
        const of = <K extends "series" | "v" | "q">(key: K): number[] => readings.map((reading) => reading[key]);
        room.world.observe({ series: Uint32Array.from(of("series")), t: Float64Array.from(readings, () => clock.wall()), v: Float64Array.from(of("v")), q: Uint8Array.from(of("q")), n: readings.length }, clock.now());
        for (const series of of("series")) forecasts.heard(Uint32Array.of(series));
      }
    },
    async gauge() {
      const list = await forecasts.answers["forecast:list"]({}, { is: "source" } as never);
      return list.ok ? list.value.gauges[0] : undefined;
    },
    async trained() {
      clock.pass(16_000);
      await expect.poll(async () => { const state = await bench.gauge(); return state?.trained !== undefined || (state?.lack !== undefined && state.lack.code !== "not-trained"); }, { timeout: 20_000 }).toBe(true);
      return (await bench.gauge())!;
    },
    tell: (...facts) => listeners.forEach((listener) => listener(facts as Fact[])),
  };
  return bench;
}

describe("H-3.5 a gauge is learnt from the telemetry kept, and forecast at each reading", () => {
  test("with its band, its past errors on held-back events, and later what it was worth", async () => {
    const room = bench();
    expect(await room.gauge()).toMatchObject({ lack: { code: "not-trained" }, heldBack: [], kept: [] });
    const state = await room.trained();
    expect(state.trained).toMatchObject({ past: "telemetry", steps: HISTORY + 1 });
    expect(state.heldBack.map(({ lead }) => lead)).toEqual([3600, 7200, 10_800]);
    for (const { persistence, coverage } of state.heldBack) expect([persistence! > 0.2, coverage! > 0.8]).toEqual([true, true]);
    room.steps(30);
    const { forecast, lack } = (await room.gauge())!;
    expect(lack).toBeUndefined();
    expect(forecast).toMatchObject({ forecast: true, by: "drivers", madeAt: room.clock.wall(), from: level[room.at()] });
    expect(forecast?.points.map(({ at, low, mid, high }) => [(at - room.clock.wall()) / 3_600_000, low < mid && mid < high])).toEqual([[1, true], [2, true], [3, true]]);
    room.steps(200);
    const { kept } = (await room.gauge())!;
    expect(kept.map(({ lead, cases }) => [lead, cases > 150])).toEqual([[3600, true], [7200, true], [10_800, true]]);
    expect(kept[0]!.persistence).toBeGreaterThan(0);
    // The law's figure for a report is that of the panel; of a time before the first forecast there is none.
    const all = room.forecasts.accuracy({ from: 0, to: Infinity });
    expect([all.right, all.judged]).toEqual([kept.reduce((sum, { right }) => sum + right, 0), kept.reduce((sum, { judged }) => sum + judged, 0)]);
    expect(all.judged).toBeGreaterThan(0);
    expect(room.forecasts.accuracy({ from: 0, to: all.since! })).toMatchObject({ right: 0, judged: 0, gauges: 0 });
  });

  test("after a restart it goes on with the model and the forecasts it had", async () => {
    const book = memoryBook();
    const first = bench({ book });
    await first.trained();
    first.steps(40);
    close();
    const again = bench({ book, train: () => { throw new Error("learnt again"); } });
    expect((await again.gauge())?.trained).toBeDefined();
    expect(book.kept(GAUGE).length).toBeGreaterThan(30);
  });

  test("it is learnt anew each day, and when a person asks", async () => {
    let trainings = 0;
    const room = bench({ train: (order) => {
      trainings++;
      return inThisThread(order);
    } });
    await room.trained();
    room.clock.pass(2000);
    expect(trainings).toBe(1);
    await room.forecasts.answers["forecast:train"]({}, undefined as never);
    room.clock.pass(1);
    await expect.poll(() => trainings).toBe(2);
    await expect.poll(async () => (await room.gauge())?.training).toBe(false);
    await expect.poll(() => {
      room.clock.pass(6 * 3_600_000);
      return trainings;
    }, { timeout: 20_000 }).toBeGreaterThan(2);
  });
});

describe("bad input", () => {
  test.each<[string, number, object]>([
    ["no history", 0, { code: "too-little-history", needed: 288 }],
    ["two days", 192, { code: "too-little-history" }],
  ])("%s: it says so and forecasts nothing", async (_name, history, lack) => {
    const state = await bench({ history }).trained();
    expect(state).toMatchObject({ lack, heldBack: [] });
    expect(state.forecast).toBeUndefined();
  });

  test("a driver falls silent: it goes on by its own past, and says so", async () => {
    const room = bench();
    await room.trained();
    room.steps(30);
    room.steps(4, (series, v) => (series === 2 ? undefined : { v }));
    expect(await room.gauge()).toMatchObject({ forecast: { by: "own" }, lack: { code: "no-drivers" } });
  });

  test("bad readings are bridged for a while, with a wider band, then there is none", async () => {
    const room = bench();
    await room.trained();
    room.steps(30);
    const width = async () => (await room.gauge())?.forecast?.points.map(({ low, high }) => high - low)[0];
    const before = (await width())!;
    room.steps(2, (series, v) => (series === 0 ? { v: 99, q: 2 } : { v }));
    expect((await width())!).toBeGreaterThan(before);
    room.steps(3, (series, v) => (series === 0 ? { v: 99, q: 2 } : { v }));
    expect(await room.gauge()).toMatchObject({ lack: { code: "gap" } });
    expect((await room.gauge())?.forecast).toBeUndefined();
  });

  test("a gauge that falls silent: its last forecast is not shown as one of now", async () => {
    const room = bench();
    await room.trained();
    room.steps(30);
    room.steps(20, (series, v) => (series === 0 ? undefined : { v }));
    expect(await room.gauge()).toMatchObject({ lack: { code: "gap" } });
    expect((await room.gauge())?.forecast).toBeUndefined();
  });

  test("a gauge that is stuck: no forecast, and since when", async () => {
    const room = bench();
    await room.trained();
    room.steps(30);
    const stuck = level[room.at()]!;
    room.steps(60, (series, v) => ({ v: series === 0 ? stuck : v }));
    expect((await room.gauge())?.lack?.code).toBe("stuck");
    expect((await room.gauge())?.forecast).toBeUndefined();
  });

  test("the clock goes back a day: what it had stamped ahead is not believed, and readings go on", async () => {
    const room = bench();
    await room.trained();
    room.steps(40);
    room.clock.jump(-86_400_000);
    room.tell({ kind: "clock:jumped", by: -86_400_000, at: room.clock.wall() });
    await expect.poll(async () => (await room.gauge())?.lack?.code).toBe("gap");
    room.steps(6);
    expect((await room.gauge())?.forecast?.madeAt).toBe(room.clock.wall());
  });

  test("a thread that dies is told; the model there was goes on", async () => {
    let broken = false;
    const room = bench({ train: (order) => (broken ? { ended: Promise.resolve({ ok: false, fault: { code: "failed", detail: "exit 1" } }), kill: () => undefined } : inThisThread(order)) });
    await room.trained();
    room.steps(30);
    broken = true;
    await room.forecasts.answers["forecast:train"]({ datastreamId: GAUGE }, undefined as never);
    room.clock.pass(1);
    await expect.poll(async () => (await room.gauge())?.training).toBe(false);
    room.steps(1);
    expect((await room.gauge())?.forecast?.by).toBe("drivers");
    const fresh = bench({ train: () => ({ ended: Promise.resolve({ ok: false, fault: { code: "failed", detail: "exit 1" } }), kill: () => undefined }) });
    expect((await fresh.trained()).lack).toEqual({ code: "training-failed", detail: "exit 1" });
  });
});

test("what a demonstration's model learnt from is named: storms that were made, not measured", async () => {
  const made = { step: 900, of: () => ({ gauging: { level, drivers: [rain, above] }, event: Int32Array.from({ length: level.length }, (_value, t) => Math.floor(t / 200)) }) };
  const room = bench({ made, history: 0 });
  expect((await room.trained()).trained?.past).toBe("made-storms");
});
