import { SENSITIVE, type StudySensitivity } from "#contract/study-result";
import type { StudyDraft } from "#contract/study";
import type { Nudge } from "./compile.ts";

type Input = (typeof SENSITIVE)[number];
type Row = StudySensitivity["rows"][number];

/**
 * How far each input is moved, down and up: about as far as it may be wrong. Rain and discharge of a forecast, ±30 % and
 * ±20 %; a level at the outlet, ±0.3 m; Manning's n between a park and a garden, ±30 %; losses, from none to twice; a bed
 * nobody surveyed, ±0.5 m.
 */
const MOVES: Readonly<Record<Input, { unit: string; low: number; high: number }>> = {
  rain: { unit: "×", low: 0.7, high: 1.3 },
  inflow: { unit: "×", low: 0.8, high: 1.2 },
  outlet: { unit: "m", low: -0.3, high: 0.3 },
  roughness: { unit: "×", low: 0.7, high: 1.3 },
  losses: { unit: "×", low: 0, high: 2 },
  bed: { unit: "m", low: -0.5, high: 0.5 },
};

/** One run of a question about sensitivity; without `input` nothing is moved. */
export interface Probe {
  input?: Input;
  end?: "low" | "high";
  nudge: Nudge;
}

/** The runs it takes: thirteen, one input at a time. */
export function probes(): Probe[] {
  return [{ nudge: {} }, ...SENSITIVE.flatMap((input) => (["low", "high"] as const).map((end): Probe => ({ input, end, nudge: { [input]: MOVES[input][end] } })))];
}

/** The study as its probes run it: cells twice as wide (an eighth of the work), not below 20 m, and no frames between. */
export function coarser(draft: StudyDraft): StudyDraft {
  return { ...draft, cell: Math.min(200, Math.max(20, draft.cell * 2)), every: draft.duration / Math.max(1, Math.ceil(draft.duration / 21_600)) };
}

/** @param values what came out, by probe in the order of `probes`; undefined: not yet @returns rows of the inputs whose both runs are done, widest swing first */
export function rowsOf(values: readonly (number | undefined)[]): { base?: number; rows: Row[] } {
  const all = probes();
  const of = (input: Input, end: "low" | "high"): number | undefined => values[all.findIndex((probe) => probe.input === input && probe.end === end)];
  const rows = SENSITIVE.flatMap((input): Row[] => {
    const [atLow, atHigh] = [of(input, "low"), of(input, "high")];
    return atLow === undefined || atHigh === undefined ? [] : [{ input, ...MOVES[input], atLow, atHigh, swing: Math.abs(atHigh - atLow) }];
  });
  return { ...(values[0] !== undefined && { base: values[0] }), rows: rows.sort((a, b) => b.swing - a.swing || SENSITIVE.indexOf(a.input) - SENSITIVE.indexOf(b.input)) };
}
