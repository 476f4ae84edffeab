import type { ForecastManner } from "#contract/forecast";
import type { Instant } from "#contract/ids";
import { scoresOf, type Judged, type LeadScores } from "./lead-scores.ts";

/** One forecast as it is kept: when, from which reading, by which manner, and each lead's band. */
export interface KeptForecast {
  madeAt: Instant;
  from: number;
  by: ForecastManner;
  points: readonly { lead: number; at: Instant; low: number; mid: number; high: number }[];
}

/** Forecasts kept of one gauge: a month of one each quarter of an hour. The oldest go. */
export const KEPT = 2880;

/** What was forecast, to be compared with what is then measured. */
export interface KeptBook {
  keep(forecast: KeptForecast): void;
  /** A reading came: what was forecast for the time since the last one is now known. @param gap ms: a longer silence tells nothing about what was in it */
  measured(t: Instant, v: number, gap: number): void;
  /** By lead, s. @param levels ascending @param allowed what counts as right, by lead in s */
  scores(levels: readonly number[], allowed: (lead: number) => number): ({ lead: number } & LeadScores)[];
  /** As `scores` counts them, of forecasts for instants from `from` on and before `to`. @param lowest level from which the water is an event */
  judge(lowest: number, allowed: (lead: number) => number, span: { from: Instant; to: Instant }): { right: number; judged: number };
  of(lead: number, from: Instant): { at: Instant[]; low: number[]; mid: number[]; high: number[] };
  newest(): Instant | undefined;
  since(): Instant | undefined;
  /** The clock went back: forecasts made at or after this instant were made by a clock that was wrong. */
  forget(from: Instant): void;
}

/** @param past forecasts made before, ascending */
export function openKept(past: readonly KeptForecast[] = []): KeptBook {
  let kept = past.slice(-KEPT);
  let observed = kept.map(({ points }) => points.map(() => Number.NaN));
  let last: { t: Instant; v: number } | undefined;

  return {
    keep(forecast) {
      kept.push(forecast);
      observed.push(forecast.points.map(() => Number.NaN));
      if (kept.length <= KEPT) return;
      kept.shift();
      observed.shift();
    },
    measured(t, v, gap) {
      const before = last;
      last = { t, v };
      if (before === undefined || t <= before.t || t - before.t > gap) return;
      for (let i = kept.length - 1; i >= 0; i--) {
        const { points } = kept[i]!;
        if ((points.at(-1)?.at ?? 0) <= before.t) break;
        points.forEach(({ at }, k) => {
          if (at > before.t && at <= t) observed[i]![k] = before.v + ((v - before.v) * (at - before.t)) / (t - before.t);
        });
      }
    },
    scores(levels, allowed) {
      const byLead = new Map<number, Judged[]>();
      kept.forEach(({ from, points }, i) => points.forEach(({ lead, low, mid, high }, k) => {
        const measured = observed[i]![k]!;
        if (Number.isNaN(measured)) return;
        const cases = byLead.get(lead) ?? [];
        byLead.set(lead, cases);
        cases.push({ from, low, mid, high, observed: measured });
      }));
      return [...byLead].sort(([a], [b]) => a - b).map(([lead, cases]) => ({ lead, ...scoresOf(cases, { levels, changes: allowed(lead) }) }));
    },
    judge(lowest, allowed, { from, to }) {
      const limits = new Map<number, number>();
      const total = { right: 0, judged: 0 };
      // A month of a city's gauges: counted without a list of them.
      for (const [i, { points }] of kept.entries()) {
        for (const [k, { lead, at, mid }] of points.entries()) {
          const measured = observed[i]![k]!;
          if (at < from || at >= to || !(Math.max(measured, mid) >= lowest) || Number.isNaN(measured)) continue;
          const limit = limits.get(lead) ?? allowed(lead);
          limits.set(lead, limit);
          if (Number.isNaN(limit)) continue;
          total.judged++;
          if (Math.abs(measured - mid) <= limit) total.right++;
        }
      }
      return total;
    },
    of(lead, from) {
      const columns = { at: [] as Instant[], low: [] as number[], mid: [] as number[], high: [] as number[] };
      for (const { points } of kept) {
        const point = points.find((each) => each.lead === lead);
        if (point === undefined || point.at < from) continue;
        columns.at.push(point.at);
        columns.low.push(point.low);
        columns.mid.push(point.mid);
        columns.high.push(point.high);
      }
      return columns;
    },
    newest: () => kept.at(-1)?.madeAt,
    since: () => kept[0]?.madeAt,
    forget(from) {
      const stays = kept.findIndex(({ madeAt }) => madeAt >= from);
      if (stays >= 0) [kept, observed] = [kept.slice(0, stays), observed.slice(0, stays)];
      if (last !== undefined && last.t >= from) last = undefined;
    },
  };
}
