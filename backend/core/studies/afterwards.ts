import type { Instant } from "#contract/ids";
import { MOST_WATCHED, type GaugeErrors, type OptionAfterwards, type WatchedCourse } from "#contract/study-afterwards";
import { SimulatedSeconds } from "#contract/simulation";
import type { GaugeRecord } from "./alarms.ts";

/** What was measured, good readings alone: ms ascending, in the datastream's unit. */
export interface Measured {
  t: readonly Instant[];
  v: readonly number[];
}
/** A simulated course on the room's clock. */
export interface Course {
  t: readonly Instant[];
  v: readonly number[];
}

/** mm, and tenths of them: finer than any gauge. */
const DIGITS = 1e4;

/** What gauges would read, as it is kept with a run. Rivers' first; what is beyond the bound is left out. */
export function courseOf(records: readonly GaugeRecord[]): WatchedCourse {
  const chosen = [...records.filter(({ watched }) => watched.says === "level"), ...records.filter(({ watched }) => watched.says === "depth")].slice(0, MOST_WATCHED);
  return {
    t: (chosen[0]?.t ?? []).map((t) => SimulatedSeconds.parse(t)),
    gauges: chosen.map(({ watched: { datastream, name, says }, v }) => ({ datastreamId: datastream.id, name, unit: datastream.unit, says, v: v.map((value) => Math.round(value * DIGITS) / DIGITS) })),
  };
}

/**
 * How far a simulated course lay from what was measured.
 *
 * @param from what is judged begins here, ms
 * @param gap ms: a longer silence of the gauge tells nothing about what was in it
 * @returns undefined: nothing was measured at any of the course's instants
 */
export function errorsOf(simulated: Course, measured: Measured, { from, gap }: { from: Instant; gap: number }): GaugeErrors | undefined {
  const pairs: { t: Instant; s: number; m: number }[] = [];
  let k = 0;
  for (const [i, t] of simulated.t.entries()) {
    if (t < from) continue;
    while (k + 1 < measured.t.length && measured.t[k + 1]! <= t) k++;
    const m = valueAt(measured, k, t, gap);
    if (m !== undefined) pairs.push({ t, s: simulated.v[i]!, m });
  }
  if (pairs.length === 0) return undefined;
  const [first, last] = [pairs[0]!.t, pairs.at(-1)!.t];
  const mean = (of: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  // The measured peak may lie between two instants of the course; the ends of what is judged are among its points.
  const readings = [
    { t: first, v: pairs[0]!.m }, ...measured.t.flatMap((t, i) => (t > first && t < last ? [{ t, v: measured.v[i]! }] : [])), { t: last, v: pairs.at(-1)!.m },
  ];
  const [s, m] = [peakOf(pairs.map(({ t, s: v }) => ({ t, v }))), peakOf(readings)];
  const within = ({ t }: { t: Instant }): boolean => t > first && t < last;
  return {
    cases: pairs.length, bias: mean(({ s: a, m: b }) => a - b), rmse: Math.sqrt(mean(({ s: a, m: b }) => (a - b) ** 2)),
    peak: { simulated: s.v, measured: m.v, error: s.v - m.v, ...(within(s) && within(m) && { late: (s.t - m.t) / 1000 }) },
  };
}

/** Straight between two readings that are near to each other. @param k the last reading at or before t */
function valueAt({ t: times, v }: Measured, k: number, t: Instant, gap: number): number | undefined {
  const [before, after] = [times[k], times[k + 1]];
  if (before === undefined || before > t) return undefined;
  if (before === t) return v[k];
  if (after === undefined || after - before > gap) return undefined;
  return v[k]! + ((v[k + 1]! - v[k]!) * (t - before)) / (after - before);
}

/** The first of the highest. */
function peakOf(points: readonly { t: Instant; v: number }[]): { t: Instant; v: number } {
  return points.reduce((best, point) => (point.v > best.v ? point : best));
}

const METRES: Readonly<Record<string, number>> = { m: 1, cm: 0.01, mm: 0.001 };

/** An option's levels in one line: the mean of its gauges' root mean square errors, and the worst of them, m. */
export function levelsOf(gauges: OptionAfterwards["gauges"]): OptionAfterwards["levels"] {
  const known = gauges.flatMap(({ name, says, unit, errors }) => (says === "level" && errors !== undefined && METRES[unit] !== undefined ? [{ name, rmse: errors.rmse * METRES[unit] }] : []));
  const worst = known.reduce<(typeof known)[number] | undefined>((so, one) => (so === undefined || one.rmse > so.rmse ? one : so), undefined);
  return worst === undefined ? undefined : { gauges: known.length, rmse: known.reduce((sum, { rmse }) => sum + rmse, 0) / known.length, worst: worst.rmse, worstName: worst.name };
}

/**
 * From when a run is judged. What was computed before its span was over is judged by what came after its result was there; what
 * began from a past moment knew what came.
 */
export function judgedFrom({ past, computedAt, from, to }: { past: boolean; computedAt: Instant; from: Instant; to: Instant }): Pick<OptionAfterwards, "how" | "judgedFrom"> {
  return past || computedAt >= to ? { how: "known", judgedFrom: from } : { how: "ahead", judgedFrom: Math.max(from, computedAt) };
}
