import type { ForecastManner } from "#contract/forecast";
import { fail, ok, type Result } from "#contract/result";
import { arxAt, fitArx, staysAsItIs, type Arx, type ArxShape, type Gauging } from "./arx.ts";
import { bandOf, limbOf, type ErrorBand } from "./band.ts";
import { longestStill } from "./grid.ts";
import type { BandedPoint } from "./passing.ts";
import { scoresOf, type LeadScores } from "./lead-scores.ts";

export interface LeadModel {
  /** Steps. */
  lead: number;
  arx: Arx;
  band: ErrorBand;
  scores: LeadScores;
}
/** One way to forecast a gauge, at all its leads. */
export interface MannerModel {
  manner: ForecastManner;
  leads: readonly LeadModel[];
}
/** A gauge that may be forecast: what was learnt, how wrong it is, and how good it was. */
export interface GaugeModel {
  /** s */
  step: number;
  /** The best first; "stays" is always there, and last. */
  manners: readonly MannerModel[];
  /** Steps with a value. */
  steps: number;
  /** The longest its past stood at one value, in steps: what is much longer is stuck. */
  still: number;
}
export interface GaugeFault {
  code: "too-few-cases";
  steps: number;
  needed: number;
}

/** What a step is for: to learn from, to measure errors with, to judge both. */
export const PART = { learn: 0, band: 1, judge: 2 } as const;

export interface Training {
  shape: ArxShape;
  /** Steps, ascending. */
  leads: readonly number[];
  /** s */
  step: number;
  /** Levels warnings are judged by, ascending, in the gauge's unit. */
  levels: readonly number[];
  /** Of each step, one of PART: whole events are held back, never parts of one. Absent: the first 70 % learn, the next 15 % give the band, the rest judges. */
  part?: Uint8Array;
  /** Share of cases that the band should hold. */
  share?: number;
}

/** Cases that errors must be measured on, and others that judge: fewer say nothing (Circular 42/2017/TT-BTNMT asks for 30). */
const LEAST_CASES = 40;

/**
 * Learns the gauge in every manner its past is enough for.
 *
 * @returns fault: the past is too short even to say how wrong "it stays as it is" would be
 */
export function trainGauge(gauging: Gauging, { shape, leads, step, levels, part = inOrder(gauging.level.length), share = 0.9 }: Training): Result<GaugeModel, GaugeFault> {
  const { level } = gauging;
  const steps = level.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  const own: ArxShape = { own: shape.own, lags: [] };
  const manner = (name: ForecastManner, learn: (lead: number) => Arx | undefined): MannerModel | undefined => {
    const models: LeadModel[] = [];
    for (const lead of leads) {
      const arx = learn(lead);
      const model = arx && measured(gauging, arx, { part, levels, share });
      if (model === undefined) return undefined;
      models.push(model);
    }
    return { manner: name, leads: models };
  };
  const learnt = (asked: ArxShape) => (lead: number): Arx | undefined => {
    const arx = fitArx(gauging, asked, lead, { learns: (t) => part[t] === PART.learn });
    return arx.ok ? arx.value : undefined;
  };
  const manners = [shape.lags.length === 0 ? undefined : manner("drivers", learnt(shape)), manner("own", learnt(own)), manner("stays", staysAsItIs)].filter((each) => each !== undefined);
  if (manners.at(-1)?.manner !== "stays") return fail({ code: "too-few-cases", steps, needed: Math.ceil((2 * LEAST_CASES) / 0.3) + leads.at(-1)! });
  return ok({ step, manners, steps, still: longestStill(level) });
}

/** A lead's band, from steps its model never saw, and its scores, from steps neither saw; undefined: too few. */
function measured(gauging: Gauging, arx: Arx, { part, levels, share }: { part: Uint8Array; levels: readonly number[]; share: number }): LeadModel | undefined {
  const { level } = gauging;
  const { lead } = arx;
  const of = (which: number): number[] => {
    const origins: number[] = [];
    for (let t = 0; t + lead < level.length; t++) if (part[t] === which && part[t + lead] === which && !Number.isNaN(level[t + lead]!)) origins.push(t);
    return origins;
  };
  const band = bandOf(of(PART.band).map((t) => {
    const mid = arxAt(gauging, arx, t);
    return { error: level[t + lead]! - mid, change: mid - level[t]! };
  }), share);
  const judged = of(PART.judge).map((t) => ({ from: level[t]!, observed: level[t + lead]!, ...banded(arxAt(gauging, arx, t), level[t]!, band) })).filter(({ mid }) => !Number.isNaN(mid));
  if (band === undefined || judged.length < LEAST_CASES) return undefined;
  const changes = Float64Array.from({ length: level.length - lead }, (_value, t) => level[t + lead]! - level[t]!);
  return { lead, arx, band, scores: scoresOf(judged, { levels, changes }) };
}

/** Worth more than "it stays as it is" at every lead, on events it never saw. */
export const isWorth = ({ leads }: MannerModel): boolean => leads.every(({ scores }) => scores.persistence > 0);

/** What the gauge will read, made in the best manner that has all it needs now and was worth more than "it stays as it is" at every lead. */
export function forecastGauge({ step, manners }: GaugeModel, gauging: Gauging, t: number): { manner: MannerModel; points: BandedPoint[] } | undefined {
  const now = gauging.level[t] ?? Number.NaN;
  if (Number.isNaN(now)) return undefined;
  for (const manner of manners) {
    if (manner.manner !== "stays" && !isWorth(manner)) continue;
    const points = manner.leads.map(({ lead, arx, band }): BandedPoint => ({ t: lead * step, ...banded(arxAt(gauging, arx, t), now, band) }));
    if (!points.some(({ mid }) => Number.isNaN(mid))) return { manner, points };
  }
  return undefined;
}

function banded(mid: number, now: number, band: ErrorBand | undefined): { low: number; mid: number; high: number; spread: Float64Array } {
  const errors = band?.limbs[limbOf(mid - now, band.hardly)];
  return { low: mid + (errors?.low ?? Number.NaN), mid, high: mid + (errors?.high ?? Number.NaN), spread: errors?.spread ?? new Float64Array(0) };
}

function inOrder(steps: number): Uint8Array {
  return Uint8Array.from({ length: steps }, (_value, t) => (t < steps * 0.7 ? PART.learn : t < steps * 0.85 ? PART.band : PART.judge));
}
