import { fail, ok, type Result } from "#contract/result";
import { arxAt, fitArx, type Arx, type ArxShape, type Gauging } from "./arx.ts";
import { bandOf, limbAt, type ErrorBand } from "./band.ts";
import type { ForecastPoint } from "./passing.ts";
import type { FitFault } from "./ridge.ts";
import { coverage, nse, persistenceIndex, warningsOf, type Warnings } from "./scores.ts";

/** How a lead did on steps that neither its model nor its band had seen. */
export interface LeadScores {
  nse: number;
  /** Above 0: worth more than staying as it is. */
  persistence: number;
  /** Part of the measured values within the band. */
  coverage: number;
  /** By level that warnings are made for, in the order they were asked. */
  warnings: readonly Warnings[];
  /** Forecasts judged. */
  cases: number;
}
export interface LeadModel {
  /** Steps. */
  lead: number;
  arx: Arx;
  band: ErrorBand;
  scores: LeadScores;
}
/** A gauge that may be forecast: of each lead what it learnt, how wrong it is, and how good it was. */
export interface GaugeModel {
  /** s */
  step: number;
  leads: readonly LeadModel[];
}
export type GaugeFault = FitFault | { code: "too-few-cases"; lead: number };

export interface Training {
  shape: ArxShape;
  /** Steps, ascending. */
  leads: readonly number[];
  /** s */
  step: number;
  /** Levels warnings are judged by, in the gauge's unit. */
  levels: readonly number[];
  /** Share of cases that the band should hold. */
  share?: number;
}

/** Of all steps: the model learns from the first part, its band from the next, and the rest judges both. */
const [LEARN, BAND] = [0.7, 0.85];

/** @returns fault: the past is too short, or holds too little, for a word about this gauge */
export function trainGauge(gauging: Gauging, { shape, leads, step, levels, share = 0.9 }: Training): Result<GaugeModel, GaugeFault> {
  const { level } = gauging;
  const [learnt, seen] = [Math.floor(level.length * LEARN), Math.floor(level.length * BAND)];
  const models: LeadModel[] = [];
  for (const lead of leads) {
    const arx = fitArx(gauging, shape, lead, { end: learnt });
    if (!arx.ok) return arx;
    const said = level.map((_value, t) => (t < learnt ? Number.NaN : arxAt(gauging, arx.value, t)));
    const errors: { error: number; limb: ReturnType<typeof limbAt> }[] = [];
    for (let t = learnt; t + lead < seen; t++) errors.push({ error: level[t + lead]! - said[t]!, limb: limbAt(level, t) });
    const band = bandOf(errors, share);
    if (band === undefined) return fail({ code: "too-few-cases", lead });
    const origins = Array.from({ length: Math.max(0, level.length - lead - seen) }, (_value, i) => seen + i);
    const [observed, forecast, stays] = [origins.map((t) => level[t + lead]!), origins.map((t) => said[t]!), origins.map((t) => level[t]!)];
    const edge = (side: "low" | "high"): number[] => origins.map((t, i) => forecast[i]! + band[limbAt(level, t)][side]);
    models.push({
      lead, arx: arx.value, band,
      scores: {
        nse: nse({ observed, forecast }), persistence: persistenceIndex({ observed, forecast }, stays), coverage: coverage(observed, edge("low"), edge("high")),
        warnings: levels.map((each) => warningsOf({ observed, forecast }, stays, each)),
        cases: observed.filter((value, i) => !Number.isNaN(value) && !Number.isNaN(forecast[i]!)).length,
      },
    });
  }
  return ok({ step, leads: models });
}

/** What the gauge will read, as far as its leads reach; a lead that lacks what it needs, or that was worth no more than staying as it is, says nothing. */
export function forecastGauge({ step, leads }: GaugeModel, gauging: Gauging, t: number): ForecastPoint[] {
  return leads.flatMap(({ lead, arx, band, scores }) => {
    const mid = arxAt(gauging, arx, t);
    if (Number.isNaN(mid) || !(scores.persistence > 0)) return [];
    const { low, high } = band[limbAt(gauging.level, t)];
    return [{ t: lead * step, low: mid + low, mid, high: mid + high }];
  });
}
