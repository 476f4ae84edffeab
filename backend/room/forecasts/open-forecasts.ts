import type { ForecastState } from "#contract/forecast";
import type { NewFact } from "#contract/fact";
import type { DatastreamId, Instant } from "#contract/ids";
import { fail, ok } from "#contract/result";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../../core/state.ts";
import type { World } from "../../core/world.ts";
import type { Clock, Log, Now, TelemetryStore } from "../../ports.ts";
import type { ForecastParts } from "../../ports-forecast.ts";
import type { AnswersFor } from "../answers.ts";
import type { Ledger } from "../ledger.ts";
import { readPast } from "../past.ts";
import { judgedIn, keptOf, openDesk, renew, silentAt, stateOf, type GaugeDesk } from "./gauge-desk.ts";
import { cutAfter, openRecent, take, type Recent } from "./recent.ts";
import { openSchool } from "./school.ts";
import { LOOKS_BACK, purposeOf, stepOf } from "./training.ts";

/** Gauges forecast at most; more are left out, and told. */
const MOST = 200;
/** A gauge is forecast anew at each of its readings, yet not more often than a minute of its own time, nor a second of the room's. */
const EACH_S = 60;
const LEAST_MS = 1000;
/** Forecasts made are written so often. */
const WRITE_MS = 10_000;
/** Scores of the kept stand so long, ms of the river. */
const SCORED_MS = 60_000;

interface Options {
  state: RoomState;
  world: Pick<World, "forecast" | "latest">;
  ledger: Pick<Ledger, "take" | "flush" | "onFacts">;
  telemetry: Pick<TelemetryStore, "history">;
  parts: ForecastParts;
  clock: Clock;
  now: () => Now;
  offset: () => number;
  log: Log;
  onBroken: (error: unknown) => void;
}

export interface Forecasts {
  answers: AnswersFor<"forecast:list" | "forecast:get" | "forecast:train">;
  /** Forecasts for instants of a span, held against what was measured: the law's figure for a report. `gauges`: that have some. `since`: the oldest kept. */
  accuracy(span: { from: Instant; to: Instant }): { right: number; judged: number; gauges: number; since: Instant | undefined };
  /** Readings came of these series. */
  heard(changed: Uint32Array): void;
  close(): void;
}

/** Keeps what gauges will read up to date, while readings come, and tells the rules. */
export function openForecasts(options: Options): Forecasts {
  const { state, world, ledger, telemetry, parts, clock, now, offset, log } = options;
  const { pace, book } = parts;
  const desks = new Map<DatastreamId, GaugeDesk>();
  const recents = new Map<number, { recent: Recent; span: number; step: number }>();
  const bySeries = new Map<number, GaugeDesk>();
  let unwritten: Parameters<NonNullable<typeof book>["keep"]>[0][number][] = [];
  let stopped = false;

  const school = openSchool({ ...options, desks, onTrained: (desk) => forecast(desk) });

  /** Which gauges there are, and what they read; those whose definition stayed go on as they are. */
  function arrange(): void {
    const wanted = [...state.datastreams.values()].filter((each) => each.forecast !== undefined);
    if (wanted.length > MOST) log.warn("forecasts-cut", { gauges: wanted.length, limit: MOST });
    const kept = new Set(wanted.slice(0, MOST).map(({ id }) => id));
    for (const [id, desk] of desks) if (!kept.has(id)) drop(desk);
    for (const gauge of wanted.slice(0, MOST)) {
      const known = desks.get(gauge.id);
      if (known !== undefined && purposeOf(known.gauge) === purposeOf(gauge)) {
        known.gauge = gauge;
        listen(gauge);
        continue;
      }
      if (known !== undefined) drop(known);
      const trained = book?.trained(gauge.id);
      const desk = openDesk(gauge, trained?.of === purposeOf(gauge) ? trained : undefined, book?.kept(gauge.id) ?? []);
      desks.set(gauge.id, desk);
      bySeries.set(gauge.series, desk);
      listen(gauge);
      compare(desk);
      school.ask(desk, false);
    }
  }

  /** Remembers what comes of the gauge and its drivers from now on. */
  function listen(gauge: Datastream): void {
    const step = (stepOf(gauge) * 1000) / pace;
    for (const id of [gauge.id, ...(gauge.forecast?.drivers ?? [])]) {
      const series = state.datastreams.get(id)?.series;
      if (series === undefined) continue;
      const before = recents.get(series);
      recents.set(series, { recent: before?.recent ?? openRecent(), span: Math.max(before?.span ?? 0, step * (LOOKS_BACK + 1)), step: Math.min(before?.step ?? Infinity, step) });
      if (before === undefined) fill(series);
    }
  }

  function drop(desk: GaugeDesk): void {
    desks.delete(desk.gauge.id);
    bySeries.delete(desk.gauge.series);
    if (!stopped) tell(() => world.forecast(desk.gauge.series, undefined, now()));
  }

  /** The newest readings before this start; those that come meanwhile are newer. */
  function fill(series: number): void {
    const entry = recents.get(series);
    const { wall } = now();
    if (entry === undefined) return;
    readPast(telemetry, log, { series, from: wall - entry.span, to: wall }).then(({ t, v, q }) => {
      const since = { t: [...entry.recent.t], v: [...entry.recent.v], q: [...entry.recent.q] };
      for (const column of [entry.recent.t, entry.recent.v, entry.recent.q]) column.length = 0;
      for (const part of [{ t, v, q }, since]) for (let i = 0; i < part.t.length; i++) take(entry.recent, { t: part.t[i]!, v: part.v[i]!, q: part.q[i]! }, entry);
    }).catch(options.onBroken);
  }

  /** What was measured since the forecasts kept from before this start. */
  function compare(desk: GaugeDesk): void {
    const since = desk.kept.since();
    if (since === undefined) return;
    readPast(telemetry, log, { series: desk.gauge.series, from: since, to: now().wall }).then(({ t, v, q }) => {
      for (let i = 0; i < t.length; i++) if (q[i] !== 2) desk.kept.measured(t[i]!, v[i]!, desk.gauge.staleAfter * 1000);
      desk.scored = undefined;
    }).catch(options.onBroken);
  }

  function tell(facts: () => NewFact[]): void {
    ledger.take(facts());
    ledger.flush();
  }

  function forecast(desk: GaugeDesk): void {
    if (stopped || desks.get(desk.gauge.id) !== desk) return;
    const at = now();
    const { gauge } = desk;
    const own = recents.get(gauge.series)?.recent;
    if (own === undefined) return;
    desk.madeAt = at.steady;
    const driverStreams = (gauge.forecast?.drivers ?? []).map((id) => state.datastreams.get(id));
    renew(desk, { own, driverStreams, drivers: driverStreams.map((driver) => driver && recents.get(driver.series)?.recent), pace, offset: offset() });
    const { live } = desk;
    if (live !== undefined && live.madeAt - (desk.kept.newest() ?? -Infinity) >= (stepOf(gauge) * 1000) / pace) {
      const kept = keptOf(live);
      desk.kept.keep(kept);
      unwritten.push({ id: gauge.id, forecast: kept });
    }
    tell(() => world.forecast(gauge.series, live, at));
  }

  const stopFacts = ledger.onFacts((facts) => {
    // Not within the telling: what follows from it are facts of their own.
    if (facts.some(({ kind }) => kind === "datastream:saved")) setImmediate(() => stopped || arrange());
    if (facts.some((fact) => fact.kind === "clock:jumped" && fact.by < 0)) setImmediate(() => stopped || wentBack(now().wall));
  });

  /** Nothing that the wrong clock stamped ahead of now is believed, neither read nor forecast. */
  function wentBack(wall: number): void {
    for (const { recent } of recents.values()) cutAfter(recent, wall);
    for (const desk of desks.values()) {
      desk.kept.forget(wall);
      book?.forget(desk.gauge.id, wall);
      desk.scored = undefined;
      desk.live = undefined;
      desk.lack = { code: "gap" };
      tell(() => world.forecast(desk.gauge.series, undefined, now()));
    }
    unwritten = unwritten.filter(({ forecast: { madeAt } }) => madeAt < wall);
  }

  function write(): void {
    if (unwritten.length > 0) book?.keep(unwritten);
    unwritten = [];
  }
  let cancel = clock.after(WRITE_MS, function again() {
    write();
    cancel = clock.after(WRITE_MS, again);
  });

  arrange();

  const shown = (desk: GaugeDesk): ForecastState => {
    const { wall, steady } = now();
    // A month of forecasts is not counted through for every look.
    if (steady - desk.scoredAt >= Math.max(SCORED_MS / pace, 5000)) [desk.scored, desk.scoredAt] = [undefined, steady];
    return stateOf(desk, silentAt(desk, wall));
  };
  return {
    accuracy(span) {
      const total = { right: 0, judged: 0, gauges: 0, since: undefined as Instant | undefined };
      for (const desk of desks.values()) {
        const { right, judged } = judgedIn(desk, span);
        total.right += right;
        total.judged += judged;
        if (judged > 0) total.gauges++;
        const since = desk.kept.since();
        if (since !== undefined) total.since = Math.min(total.since ?? Infinity, since);
      }
      return total;
    },
    heard(changed) {
      const { t, v, q } = world.latest();
      const { steady } = now();
      for (const series of new Set(changed)) {
        const entry = recents.get(series);
        if (entry === undefined || !(t[series]! > 0)) continue;
        take(entry.recent, { t: t[series]!, v: v[series]!, q: q[series]! }, entry);
        const desk = bySeries.get(series);
        if (desk === undefined) continue;
        if (q[series] !== 2) desk.kept.measured(t[series]!, v[series]!, desk.gauge.staleAfter * 1000);
        if (steady - desk.madeAt >= Math.max(LEAST_MS, (EACH_S * 1000) / pace)) forecast(desk);
      }
    },
    answers: {
      "forecast:list": () => {
        const gauges = [...desks.values()].map(shown);
        const [right, judged] = (["right", "judged"] as const).map((key) => gauges.reduce((sum, { kept }) => sum + kept.reduce((all, each) => all + each[key], 0), 0));
        const since = Math.min(...[...desks.values()].map(({ kept }) => kept.since() ?? Infinity));
        return ok({ gauges, pace, accuracy: { right: right ?? 0, judged: judged ?? 0, ...(since < Infinity && { since }) } });
      },
      "forecast:get": ({ datastreamId, lead, from }) => {
        const desk = desks.get(datastreamId);
        if (desk === undefined) return state.datastreams.has(datastreamId) ? ok({ pace }) : fail({ code: "unknown-id", kind: "datastream", id: datastreamId });
        return ok({ gauge: shown(desk), pace, kept: { lead, ...desk.kept.of(lead, from ?? 0) } });
      },
      "forecast:train": ({ datastreamId }) => {
        const asked = datastreamId === undefined ? [...desks.values()] : [...desks.values()].filter(({ gauge }) => gauge.id === datastreamId);
        if (asked.length === 0 && datastreamId !== undefined) return fail({ code: "unknown-id", kind: "datastream", id: datastreamId });
        for (const desk of asked) school.ask(desk, true);
        return ok({ gauges: asked.length });
      },
    },
    close() {
      stopped = true;
      stopFacts();
      cancel();
      school.close();
      write();
      book?.close();
    },
  };
}

/** A room that forecasts nothing. */
export const NO_FORECASTS: Forecasts = {
  heard: () => undefined,
  accuracy: () => ({ right: 0, judged: 0, gauges: 0, since: undefined }),
  answers: { "forecast:list": () => ok({ gauges: [], pace: 1, accuracy: { right: 0, judged: 0 } }), "forecast:get": () => ok({ pace: 1 }), "forecast:train": () => ok({ gauges: 0 }) },
  close: () => undefined,
};
