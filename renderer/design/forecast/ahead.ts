import type { GaugeForecast, KeptForecasts } from "#contract/forecast";
import type { Datastream } from "#contract/things";
import type { Ahead, TrendSeries } from "../chart/trend-model.ts";

/** A forecast as a chart draws it: from the reading it rests on into what is to come. undefined: there is none. */
export function aheadOf(forecast: GaugeForecast | undefined, { unit, label }: { unit: string; label: string }): Ahead | undefined {
  if (forecast === undefined) return undefined;
  const { madeAt, from, points } = forecast;
  return {
    unit, label, t: [madeAt, ...points.map(({ at }) => at)],
    low: [from, ...points.map(({ low }) => low)], mid: [from, ...points.map(({ mid }) => mid)], high: [from, ...points.map(({ high }) => high)],
  };
}

/** What had been forecast, as a line beside what was measured. */
export function saidBefore(kept: KeptForecasts, { datastream, label, from, pace }: { datastream: Datastream; label: string; from: number; pace: number }): TrendSeries {
  const shown = kept.at.map((at, i) => ({ at, v: kept.mid[i] ?? Number.NaN })).filter(({ at }) => at >= from);
  return {
    id: `${datastream.id} before`, label, unit: datastream.unit, decimals: datastream.decimals, gap: (3 * 3_600_000) / pace,
    history: { t: shown.map(({ at }) => at), v: shown.map(({ v }) => v), q: shown.map(() => 0) },
  };
}
