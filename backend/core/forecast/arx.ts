import { ok, type Result } from "#contract/result";
import { openRidge, type FitFault, type Fitted } from "./ridge.ts";

/** A gauge and what drives it, at equal steps; NaN: not measured. All are of one length. */
export interface Gauging {
  level: Float64Array;
  drivers: readonly Float64Array[];
}

/** What a model looks at, in steps before now. */
export interface ArxShape {
  /** So many of the gauge's own newest values. */
  own: number;
  /** Of each driver: 0 is now. */
  lags: readonly (readonly number[])[];
}

/** A linear model for one lead (autoregressive with exogenous input, direct): y(t + lead) = c + sum a y(t - i) + sum b u(t - lag). */
export interface Arx {
  shape: ArxShape;
  /** Steps. */
  lead: number;
  /** The constant, the own values newest first, then each driver's lags in order. */
  fitted: Fitted;
}

const LAMBDA = 1e-9;

/** How many coefficients a shape has. */
export const sizeOf = ({ own, lags }: ArxShape): number => 1 + own + lags.reduce((sum, each) => sum + each.length, 0);

/**
 * Learns from all steps of which everything is known.
 *
 * @param end what comes from this step on is held back: no target lies there
 * @param learns whether a step may be learnt from: asked of the one a forecast is for, the one it is made at and the oldest it looks at
 */
export function fitArx(gauging: Gauging, shape: ArxShape, lead: number, { end = gauging.level.length, lambda = LAMBDA, learns = () => true }: { end?: number; lambda?: number; learns?: (t: number) => boolean } = {}): Result<Arx, FitFault> {
  const row = new Float64Array(sizeOf(shape));
  const deepest = Math.max(shape.own - 1, ...shape.lags.flat());
  const ridge = openRidge(row.length, lambda);
  for (let t = 0; t + lead < end; t++) {
    const target = gauging.level[t + lead]!;
    if (!Number.isNaN(target) && learns(t - deepest) && learns(t) && learns(t + lead) && look(gauging, shape, t, row)) ridge.add(row, target);
  }
  const fitted = ridge.solve();
  return fitted.ok ? ok({ shape, lead, fitted: fitted.value }) : fitted;
}

/** What it says at step `t` of step `t + lead`. @returns NaN where something it needs was not measured */
export function arxAt(gauging: Gauging, { shape, fitted: { coefficients } }: Arx, t: number): number {
  const row = new Float64Array(coefficients.length);
  if (!look(gauging, shape, t, row)) return Number.NaN;
  return row.reduce((sum, value, i) => sum + value * coefficients[i]!, 0);
}

/** What every model is held against: it stays as it is. */
export function staysAsItIs(lead: number): Arx {
  return { shape: { own: 1, lags: [] }, lead, fitted: { coefficients: Float64Array.of(0, 1), standardErrors: new Float64Array(2), residual: Number.NaN, rows: 0 } };
}

/** Fills the row with what is known at `t`. @returns false where something is missing */
function look({ level, drivers }: Gauging, { own, lags }: ArxShape, t: number, row: Float64Array): boolean {
  let at = 0;
  row[at++] = 1;
  for (let i = 0; i < own; i++) row[at++] = level[t - i] ?? Number.NaN;
  for (const [driver, each] of lags.entries()) for (const lag of each) row[at++] = drivers[driver]?.[t - lag] ?? Number.NaN;
  return !row.some(Number.isNaN);
}
