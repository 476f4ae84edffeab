import type { ForecastLack, ForecastScores, ForecastState } from "#contract/forecast";
import type { Instant } from "#contract/ids";
import type { Datastream } from "#contract/things";
import type { Gauging } from "../../core/forecast/arx.ts";
import { forecastGauge, isWorth, type GaugeModel, type MannerModel } from "../../core/forecast/gauge.ts";
import { bridge, gridOf } from "../../core/forecast/grid.ts";
import { openKept, type KeptBook, type KeptForecast } from "../../core/forecast/kept.ts";
import type { LeadScores } from "../../core/forecast/lead-scores.ts";
import { instantOf, shownForecast, type LiveForecast } from "../../core/forecast/live.ts";
import type { BandedPoint } from "../../core/forecast/passing.ts";
import { stuckFor } from "../../core/forecast/stuck.ts";
import type { TrainedGauge } from "../../ports-forecast.ts";
import type { Recent } from "./recent.ts";
import { asRead, LOOKS_BACK, stepOf } from "./training.ts";

/** One gauge: what it is forecast by, the forecast in force, and the forecasts it is judged by. */
export interface GaugeDesk {
  gauge: Datastream;
  trained: TrainedGauge | undefined;
  training: boolean;
  /** Why learning did not come to a model; undefined: it did, or was not tried. */
  failed: ForecastLack | undefined;
  lack: ForecastLack | undefined;
  live: LiveForecast | undefined;
  /** Steady instant of the last forecast, ms. */
  madeAt: number;
  kept: KeptBook;
  /** Scores of the kept, until one more is known. */
  scored: ForecastScores[] | undefined;
  /** Steady instant, ms. */
  scoredAt: number;
}

export function openDesk(gauge: Datastream, trained: TrainedGauge | undefined, kept: readonly KeptForecast[]): GaugeDesk {
  return { gauge, trained, training: false, failed: undefined, lack: trained === undefined ? { code: "not-trained" } : { code: "gap" }, live: undefined, madeAt: -Infinity, kept: openKept(kept), scored: undefined, scoredAt: -Infinity };
}

interface Present {
  own: Recent;
  /** In the setup's order; undefined: the room knows no such series. */
  drivers: readonly (Recent | undefined)[];
  driverStreams: readonly (Datastream | undefined)[];
  pace: number;
  offset: number;
}

/** Makes the forecast anew from the readings there are, or says why there is none. */
export function renew(desk: GaugeDesk, present: Present): void {
  desk.live = undefined;
  const { trained, gauge } = desk;
  if (trained === undefined) {
    desk.lack = desk.failed ?? { code: "not-trained" };
    return;
  }
  const end = present.own.t.at(-1);
  if (end === undefined) {
    desk.lack = { code: "gap" };
    return;
  }
  const step = (stepOf(gauge) * 1000) / present.pace;
  const level = gridOf(present.own, { end, step, n: LOOKS_BACK, of: "last" });
  const { level: bridged, extra } = bridge(level);
  const gauging: Gauging = {
    level: bridged,
    drivers: present.drivers.map((recent, i) => {
      const driver = present.driverStreams[i];
      return recent === undefined || driver === undefined ? new Float64Array(LOOKS_BACK).fill(Number.NaN) : heldOn(gridOf(recent, { end, step, n: LOOKS_BACK, of: asRead(driver, gauge) }));
    }),
  };
  const stuck = stuckFor(trained.model, { ...gauging, level });
  if (stuck > 0) {
    desk.lack = { code: "stuck", since: Math.round(end - stuck * step) };
    return;
  }
  const made = forecastGauge(trained.model, gauging, LOOKS_BACK - 1);
  if (made === undefined) {
    desk.lack = { code: "gap" };
    return;
  }
  const { manner, points } = made;
  desk.lack = lackOf(trained.model, manner);
  desk.live = {
    madeAt: end, from: bridged[LOOKS_BACK - 1]!, by: manner.manner, past: trained.past, trainedAt: trained.at, leads: manner.leads, pace: present.pace, offset: present.offset,
    points: extra === 0 ? points : points.map((point) => widened(point, Math.sqrt(extra))),
  };
}

/** The forecast in force as it is kept. */
export function keptOf(live: LiveForecast): KeptForecast {
  return { madeAt: live.madeAt, from: live.from, by: live.by, points: live.points.map(({ t, low, mid, high }) => ({ lead: t, at: instantOf(live, t), low, mid, high })) };
}

/** As windows see it. @param silent nothing came for longer than the gauge may be silent */
export function stateOf(desk: GaugeDesk, silent: boolean): ForecastState {
  const { gauge, trained, live } = desk;
  const manner = trained?.model.manners.find((each) => each.manner === live?.by) ?? trained?.model.manners[0];
  desk.scored ??= desk.kept.scores(levelsOf(gauge), (lead) => allowedOf(trained?.model, lead)).map((scores) => scoresShown(scores.lead, scores));
  const lack = silent && live !== undefined ? { code: "gap" } as const : desk.lack;
  return {
    datastreamId: gauge.id, training: desk.training,
    ...(trained !== undefined && { trained: { at: trained.at, past: trained.past, steps: trained.model.steps, seconds: trained.seconds } }),
    ...(live !== undefined && !silent && { forecast: shownForecast(live, gauge.levels.toSorted((a, b) => a.value - b.value)) }),
    ...(lack !== undefined && { lack }),
    heldBack: (manner?.leads ?? []).map(({ lead, scores }) => scoresShown(lead * (trained?.model.step ?? 0), scores)),
    kept: desk.scored,
  };
}

export const levelsOf = ({ levels }: Pick<Datastream, "levels">): number[] => levels.map(({ value }) => value).toSorted((a, b) => a - b);

/** Why it is made by no better manner; undefined: it is made by the best there is. */
function lackOf(model: GaugeModel, { manner }: MannerModel): ForecastLack | undefined {
  if (manner === model.manners[0]?.manner && manner !== "stays") return undefined;
  if (model.manners.length === 1) return { code: "too-short-for-model", steps: model.steps };
  const better = model.manners.filter((each) => each.manner !== "stays" && isWorth(each));
  if (better.length === 0 || manner === better[0]?.manner) return { code: "not-better" };
  // What the better one looks at is not all there: of its drivers, or of its own last hours.
  return { code: manner === "own" ? "no-drivers" : "gap" };
}

/** A driver that is late keeps its last value for two steps: gauges report at different minutes. */
function heldOn(grid: Float64Array): Float64Array {
  const n = grid.length;
  for (let i = Math.max(1, n - 2); i < n; i++) if (Number.isNaN(grid[i]!)) grid[i] = grid[i - 1]!;
  return grid;
}

/** 90 % of a normal error lie within so many standard deviations. */
const NINETY = 1.645;

/** The band made wider by what bridging a gap adds. @param more standard deviation, in the gauge's unit */
function widened(point: BandedPoint, more: number): BandedPoint {
  const last = point.spread.length - 1;
  return { ...point, low: point.low - NINETY * more, high: point.high + NINETY * more, spread: Array.from(point.spread, (error, i) => error + ((2 * i) / last - 1) * NINETY * more) };
}

const allowedOf = (model: GaugeModel | undefined, lead: number): number => model?.manners[0]?.leads.find((each) => each.lead * model.step === lead)?.scores.allowed ?? Number.NaN;

function scoresShown(lead: number, scores: LeadScores): ForecastScores {
  const said = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
  const sum = (key: "hits" | "misses" | "falseAlarms"): number => scores.warnings.reduce((total, each) => total + each[key], 0);
  const [hits, misses, falseAlarms] = [sum("hits"), sum("misses"), sum("falseAlarms")];
  const shown: Record<Exclude<keyof ForecastScores, "lead" | "cases" | "right" | "judged">, number | undefined> = {
    meanError: said(scores.meanError), nse: said(scores.nse), persistence: said(scores.persistence), coverage: said(scores.coverage),
    hitRate: said(hits / (hits + misses)), falseAlarmRate: said(falseAlarms / (hits + falseAlarms)), allowed: said(scores.allowed),
  };
  return { lead, cases: scores.cases, right: scores.right, judged: scores.judged, ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined)) };
}

/** Forecasts for instants of the span that were right, of those judged: the law's figure of one gauge. */
export function judgedIn({ kept, gauge, trained }: GaugeDesk, span: { from: Instant; to: Instant }): { right: number; judged: number } {
  return kept.judge(levelsOf(gauge)[0] ?? Number.NaN, (lead) => allowedOf(trained?.model, lead), span);
}

/** Since when a forecast may be taken for one of now. */
export const silentAt = (desk: GaugeDesk, wall: Instant): boolean => desk.live !== undefined && wall - desk.live.madeAt > desk.gauge.staleAfter * 1000;
