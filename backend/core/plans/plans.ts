import type { PlanNeed, RankedPlan } from "#contract/plan";
import type { Measure, Study, StudyDraft, StudyOption } from "#contract/study";
import { CRITERIA, type OptionResult, type StudyStart } from "#contract/study-result";
import { valueBy } from "../studies/compare.ts";
import { estimateOf } from "../studies/prepare.ts";
import { metres } from "../way/plane.ts";

/** A quick run is done in so long, s, by the estimate on the careful side; and looks so far ahead, s. */
const QUICK = 15;
const AHEAD = 6 * 3600;
/** Two plans nearer than this share of the larger are the same to the model. */
const TELLS = 0.02;
/** Options of a quick run, doing nothing among them. */
const MOST = 8;

/** What people do, of an option's measures; the rest is supposed to happen: rain, a breach, water let down. */
export function actionsOf({ measures }: Pick<StudyOption, "measures">): Measure[] {
  return measures.filter((measure) => measure.is === "gate" || measure.is === "pump" || measure.is === "dyke" || measure.is === "sandbags" || measure.is === "closure" || (measure.is === "release" && measure.discharge.every(([, value]) => value <= 0)));
}
const holds = ([west, south, east, north]: Study["area"], [lon, lat]: readonly [number, number]): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** The study whose options are plans for a place: the newest that people share, with something to do in it. */
export function studyFor(studies: readonly Study[], place: readonly [number, number]): Study | undefined {
  return studies.filter(({ shared, area, options }) => shared && holds(area, place) && options.some((option) => actionsOf(option).length > 0)).toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))[0];
}

/** The same plans from what is measured now, in so many cells as are computed while somebody waits; the first option does nothing. */
export function quickDraft(study: Study): StudyDraft {
  const options: StudyOption[] = [{ id: "khong-lam-gi" as StudyOption["id"], name: "Không làm gì", measures: [] }];
  for (const option of study.options) if (actionsOf(option).length > 0 && options.length < MOST) options.push({ ...option, measures: actionsOf(option) });
  const { id: _id, ...rest } = study;
  const draft: StudyDraft = { ...rest, start: { from: "now" }, duration: Math.min(study.duration, AHEAD), every: 1800, forcing: { rain: { by: "held" }, inflow: { by: "held" }, outlet: { by: "held" } }, options };
  while (draft.cell < 200 && estimateOf(draft).allSeconds > QUICK) draft.cell = Math.min(200, draft.cell * 1.25);
  return draft;
}

const lengthOf = (line: readonly (readonly [number, number])[]): number => line.reduce((sum, point, i) => (i === 0 ? 0 : sum + metres(line[i - 1]!, point)), 0);
const lastOf = (series: readonly (readonly [number, number])[]): number => series.at(-1)?.[1] ?? 0;

/** What a measure takes. @returns undefined where nobody does it */
export function needOf(measure: Measure): (PlanNeed & { ready: number }) | undefined {
  const { name } = measure;
  switch (measure.is) {
    case "gate": return { is: "gate", name, amount: lastOf(measure.opening), unit: "m", ready: measure.opening[0]?.[0] ?? 0 };
    case "pump": return { is: "pump", name, amount: measure.capacity, unit: "m3/s", ready: measure.start };
    case "dyke": return { is: "dyke", name, amount: Math.round(lengthOf(measure.line)), unit: "m", ready: measure.readyAt };
    case "sandbags": return { is: "sandbags", name, amount: Math.round(lengthOf(measure.line)), unit: "m", ready: measure.readyAt };
    case "closure": return { is: "closure", name, amount: Math.round(lengthOf(measure.line)), unit: "m", ready: measure.from };
    case "release": return { is: "release", name, amount: Math.min(...measure.discharge.map(([, value]) => value)), unit: "m3/s", ready: measure.discharge[0]?.[0] ?? 0 };
    case "rain": case "breach": return undefined;
  }
}

/** What is required, a line a measure, in the words an order is written in. Planned amounts alone: nothing simulated stands in an order (invariant 6). */
export function orderWords(option: Pick<StudyOption, "measures">): string {
  const number = (value: number): string => String(Math.round(value * 100) / 100).replace(".", ",");
  const by = (seconds: number): string => (seconds > 0 ? `, trong ${Math.ceil(seconds / 60)} phút kể từ khi nhận lệnh` : "");
  const place = ([lon, lat]: readonly [number, number]): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
  return actionsOf(option).flatMap((measure): string[] => {
    const { name } = measure;
    switch (measure.is) {
      case "gate": return [lastOf(measure.opening) === 0 ? `Đóng ${name}` : `Mở ${name} ${number(lastOf(measure.opening))} m`];
      case "pump": return [`Bơm ${number(measure.capacity)} m³/s: ${name}, tại ${place(measure.from)}${by(measure.start)}`];
      case "dyke": return [`Đắp ${name}, dài ${Math.round(lengthOf(measure.line))} m, cao trình ${number(measure.crest)} m${by(measure.readyAt)}`];
      case "sandbags": return [`Xếp bao cát ${name}, dài ${Math.round(lengthOf(measure.line))} m, cao ${number(measure.height)} m${by(measure.readyAt)}`];
      case "closure": return [`Chốt đường ${name}, dài ${Math.round(lengthOf(measure.line))} m${by(measure.from)}`];
      case "release": return [`Đề nghị giảm xả ${number(-Math.min(...measure.discharge.map(([, value]) => value)))} m³/s: ${name}`];
      case "rain": case "breach": return [];
    }
  }).map((line, i) => `${i + 1}) ${line}.`).join("\n");
}

interface Ranked {
  result: OptionResult;
  option: StudyOption;
  plan: RankedPlan["plan"];
}
/** @param base doing nothing @returns best first, by CRITERIA in their order: less is better in all of them */
export function rank(plans: readonly Ranked[], base: OptionResult, { notes, coarse, study, source, at }: { notes: StudyStart["notes"]; coarse: boolean; study: string; source: RankedPlan["source"]; at?: number }): RankedPlan[] {
  const better = (a: Ranked, b: Ranked): number => {
    for (const criterion of CRITERIA) {
      const [x, y] = [valueBy(criterion, a.result), valueBy(criterion, b.result)];
      if (Math.abs(x - y) > TELLS * Math.max(Math.abs(x), Math.abs(y))) return x - y;
    }
    return 0;
  };
  return plans.toSorted(better).map(({ result, option, plan }) => {
    const effect = Object.fromEntries(CRITERIA.map((criterion) => [criterion, valueBy(criterion, result) - valueBy(criterion, base)]));
    const needs = option.measures.flatMap((measure) => needOf(measure) ?? []);
    const because: RankedPlan["because"] = notes.filter((note) => note === "no-level" || note === "no-inflow" || note === "no-outlet" || note === "no-rain");
    if (coarse) because.push("coarse");
    if (source === "library") because.push("precomputed");
    if (CRITERIA.every((criterion) => criterion === "cost" || effect[criterion] === 0)) because.push("no-difference");
    return {
      simulated: true, plan, study, option: option.name, source, ...(at !== undefined && { at }), effect,
      needs: needs.map(({ ready: _ready, ...need }) => need), readyAfter: Math.max(0, ...needs.map(({ ready }) => ready)), cost: result.cost.total,
      confidence: notes.includes("no-level") || source === "library" ? "low" : because.length > 0 ? "middle" : "high", because,
    };
  });
}
