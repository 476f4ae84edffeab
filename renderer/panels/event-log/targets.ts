import type { AlarmMetrics } from "#contract/alarm";

/** One line of the figures: what it is, what it should be, and by whose authority (standards differ: each names its own). */
export interface Figure {
  name: "annunciations" | "mean" | "peak" | "timeInFlood" | "floods" | "stale" | "chattering" | "mix" | "top10";
  /** How to show it. */
  form: "count" | "decimal" | "percent" | "mix";
  /** One number, or three shares for the mix. */
  value: number | readonly [number, number, number];
  target?: string;
  /** undefined: there is no target, or nothing to judge. */
  met?: boolean;
  standard?: string;
}

/** Share of the load by the ten that ring most, 0–1. */
function topShare(metrics: AlarmMetrics): number {
  return metrics.annunciations === 0 ? 0 : metrics.top.reduce((sum, { count }) => sum + count, 0) / metrics.annunciations;
}

/** The figures with the targets of ISA-18.2 and EEMUA 191 as research/standards.md §1.2 has them. */
export function figuresOf(metrics: AlarmMetrics): Figure[] {
  const { mix, annunciations } = metrics;
  const share = topShare(metrics);
  return [
    { name: "annunciations", form: "count", value: annunciations },
    { name: "mean", form: "decimal", value: metrics.meanPer10Min, target: "< 1", met: metrics.meanPer10Min < 1, standard: "EEMUA 191" },
    { name: "peak", form: "count", value: metrics.peakPer10Min, target: "≤ 10", met: metrics.peakPer10Min <= 10, standard: "ISA-18.2" },
    { name: "timeInFlood", form: "percent", value: metrics.timeInFlood, target: "< 1 %", met: metrics.timeInFlood < 0.01, standard: "ISA-18.2" },
    { name: "floods", form: "count", value: metrics.floods },
    { name: "stale", form: "count", value: metrics.stale, target: "< 5", met: metrics.stale < 5, standard: "ISA-18.2" },
    { name: "chattering", form: "count", value: metrics.chattering.length, target: "0", met: metrics.chattering.length === 0, standard: "ISA-18.2" },
    // Shares of few alarms say nothing: below a hundred none is judged.
    { name: "mix", form: "mix", value: [(mix.emergency ?? 0) + (mix.high ?? 0), mix.medium ?? 0, mix.routine ?? 0], target: "≈ 5 / 15 / 80 %", met: annunciations < 100 ? undefined : mixFits(mix), standard: "EEMUA 191" },
    { name: "top10", form: "percent", value: share, target: "≤ 5 %", met: annunciations < 100 ? undefined : share <= 0.05, standard: "ISA-18.2" },
  ];
}

/** Near 5/15/80: no more than twice the share of the urgent ones. */
function mixFits(mix: AlarmMetrics["mix"]): boolean {
  return (mix.emergency ?? 0) + (mix.high ?? 0) <= 0.1 && (mix.medium ?? 0) <= 0.3;
}
