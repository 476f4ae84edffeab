import type { History } from "#contract/observation";

/** One line of a trend: columns as `history:get` answers them. */
export interface TrendSeries {
  id: string;
  label: string;
  /** As people write it; series of one unit share a scale. */
  unit: string;
  decimals: number;
  /** Ms without a point after which the line breaks: a gap in the data is not a straight line. */
  gap: number;
  history: Pick<History, "t" | "v" | "q">;
}

/** A horizontal line: a rule's setpoint, or a legal or design level. */
export interface Limit {
  kind: "setpoint" | "level";
  name: string;
  value: number;
  unit: string;
}

/** A vertical line: something that happened to the alarm. */
export interface Mark {
  at: number;
  kind: "raised" | "cleared" | "acknowledged" | "other";
  label: string;
}

/** What is forecast, with its band: columns of equal length, ascending in t (ms UTC); the first point is measured. */
export interface Ahead {
  unit: string;
  label: string;
  t: readonly number[];
  low: readonly number[];
  mid: readonly number[];
  high: readonly number[];
}

/** x in ms, then per series a line and its bad points; null breaks a line, undefined (alignment) does not. */
export interface Plot {
  columns: Column[];
  /** Lowest and highest value per unit, limits included where they belong in the picture. */
  ranges: Map<string, [number, number]>;
  points: number;
}

export interface Column {
  seriesId: string;
  /** "bad": doubtful points, drawn as crosses and never joined to the line. */
  kind: "line" | "bad";
  t: number[];
  v: (number | null)[];
}

const BAD = 2;

/** Points and limits of a chart, ready to be aligned and drawn. */
export function plotOf(series: readonly TrendSeries[], limits: readonly Limit[], ahead?: Ahead): Plot {
  const columns = series.flatMap((each) => {
    const bad = badPoints(each);
    return bad.t.length === 0 ? [lineOf(each)] : [lineOf(each), bad];
  });
  const units = new Set(series.map((each) => each.unit));
  return {
    columns,
    ranges: new Map([...units].map((unit) => [unit, rangeOf(unit, series, limits, ahead)])),
    points: series.reduce((sum, each) => sum + each.history.t.length, 0),
  };
}

function lineOf(series: TrendSeries): Column {
  const { t, v, q } = series.history;
  const column: Column = { seriesId: series.id, kind: "line", t: [], v: [] };
  let last: number | undefined;
  t.forEach((at, i) => {
    if (last !== undefined && at - last > series.gap) {
      column.t.push(last + 1);
      column.v.push(null);
    }
    const value = v[i];
    column.t.push(at);
    column.v.push(q[i] === BAD || value === undefined ? null : value);
    last = at;
  });
  return column;
}

function badPoints(series: TrendSeries): Column {
  const column: Column = { seriesId: series.id, kind: "bad", t: [], v: [] };
  series.history.t.forEach((at, i) => {
    const value = series.history.v[i];
    if (series.history.q[i] !== BAD || value === undefined) return;
    column.t.push(at);
    column.v.push(value);
  });
  return column;
}

/**
 * The vertical range of one unit: all trustworthy values, every setpoint, and those levels that are near enough to matter
 * (within one data span), so that a design level twenty metres up does not flatten the curve.
 */
export function rangeOf(unit: string, series: readonly TrendSeries[], limits: readonly Limit[], ahead?: Ahead): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const each of series) if (each.unit === unit) each.history.v.forEach((value, i) => each.history.q[i] !== BAD && take(value));
  if (ahead?.unit === unit) for (const value of [...ahead.low, ...ahead.high]) take(value);
  for (const limit of limits) if (limit.unit === unit && limit.kind === "setpoint") take(limit.value);
  if (low > high) for (const limit of limits) if (limit.unit === unit) take(limit.value);
  if (low > high) return [0, 1];
  const reach = Math.max(high - low, Math.abs(high) * 0.05, 1e-6);
  const [from, to] = [low - reach, high + reach];
  for (const limit of limits) if (limit.unit === unit && limit.value >= from && limit.value <= to) take(limit.value);
  const margin = Math.max((high - low) * 0.06, Math.abs(high) * 0.01, 1e-6);
  return [low - margin, high + margin];
}
