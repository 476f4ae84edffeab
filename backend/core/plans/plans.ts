import type { AgencyId } from "#contract/incident";
import type { PlanNeed, RankedPlan } from "#contract/plan";
import type { Scenario } from "#contract/scenario";
import type { Measure, Study, StudyDraft, StudyOption } from "#contract/study";
import { CRITERIA, type Criterion, type OptionResult, type StudyStart } from "#contract/study-result";
import { valueBy } from "../studies/compare.ts";
import { estimateOf } from "../studies/prepare.ts";
import { metres } from "../way/plane.ts";

/** A quick run is done in so long, s, by the estimate on the careful side; and looks so far ahead, s. */
const QUICK = 15;
const AHEAD = 6 * 3600;
/** Two plans nearer than this share of the larger are the same to the model. */
const TELLS = 0.02;
/** Counted one by one: any difference tells. */
const COUNTED: ReadonlySet<Criterion> = new Set(["hospitals", "schools", "missed"]);
/** A library's run so near, in steps of its grid, says something about now. */
const NEAR = 0.5;
/** Options of a quick run, doing nothing among them. */
const MOST = 8;

/** What people do, of an option's measures; the rest is supposed to happen: rain, a breach, water let down. */
export function actionsOf({ measures }: Pick<StudyOption, "measures">): Measure[] {
  return measures.filter((measure) => measure.is === "gate" || measure.is === "pump" || measure.is === "dyke" || measure.is === "sandbags" || measure.is === "closure" || (measure.is === "release" && measure.discharge.every(([, value]) => value <= 0)));
}
const holds = ([west, south, east, north]: Study["area"], [lon, lat]: readonly [number, number]): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** Fields of who leads where plans of a flood's study help. */
const WATER_FIELDS: ReadonlySet<string> = new Set(["flood", "disaster", "drainage", "pump", "reservoir"]);
const WATER_PROPERTIES: ReadonlySet<string> = new Set(["water-level", "street-depth", "rain-rate", "tide-level", "outflow", "pump-flow", "gate-opening"]);

/** Is a case about water, whose studies help? By what its alarm measures, else by who leads in its scenario; of one that says neither, its place decides. */
export function isAboutWater(properties: readonly string[], scenario: Pick<Scenario, "leadFields"> | undefined): boolean {
  if (properties.some((id) => WATER_PROPERTIES.has(id))) return true;
  return scenario === undefined ? properties.length === 0 : scenario.leadFields.some((field) => WATER_FIELDS.has(field));
}

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

/** m. */
export const lengthOf = (line: readonly (readonly [number, number])[]): number => line.reduce((sum, point, i) => (i === 0 ? 0 : sum + metres(line[i - 1]!, point)), 0);
/** The value a series ends at. */
export const lastOf = (series: readonly (readonly [number, number])[]): number => series.at(-1)?.[1] ?? 0;

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
    case "rain": case "breach": case "fire": return undefined;
  }
}

interface Ranked {
  result: OptionResult;
  option: StudyOption;
  plan: RankedPlan["plan"];
}
interface Told {
  notes: StudyStart["notes"];
  coarse: boolean;
  study: string;
  source: RankedPlan["source"];
  at?: number;
  /** Of a library's run, from what is measured now. */
  distance?: number;
  /** Whose work a measure is. */
  agencyOf?(is: PlanNeed["is"]): AgencyId | undefined;
}
/** A run's numbers by what options are judged by. */
export const figuresOf = (result: OptionResult): Record<Criterion, number> => Object.fromEntries(CRITERIA.map((criterion) => [criterion, valueBy(criterion, result)])) as Record<Criterion, number>;

/** @param base doing nothing @returns best first, by CRITERIA in their order: less is better in all of them */
export function rank(plans: readonly Ranked[], base: OptionResult, { notes, coarse, study, source, at, distance, agencyOf }: Told): RankedPlan[] {
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
    const far = distance !== undefined && distance > NEAR;
    if (far) because.push("far-from-now");
    const own = figuresOf(result);
    const judged = CRITERIA.filter((criterion) => criterion !== "cost");
    const gravest = judged.find((criterion) => Math.abs(effect[criterion] ?? 0) > (COUNTED.has(criterion) ? 0 : TELLS * Math.max(own[criterion], own[criterion] - (effect[criterion] ?? 0))));
    if (judged.every((criterion) => effect[criterion] === 0)) because.push("no-difference");
    // Nearer to doing nothing than the model can tell: that it helps is not known.
    else if (gravest === undefined) because.push("small-difference");
    else if ((effect[gravest] ?? 0) > 0) because.push("worse");
    return {
      simulated: true, plan, study, option: option.name, source, ...(at !== undefined && { at }), ...(distance !== undefined && { distance }), effect,
      needs: needs.map(({ ready: _ready, ...need }) => ((agencyId) => ({ ...need, ...(agencyId !== undefined && { agencyId }) }))(agencyOf?.(need.is))), readyAfter: Math.max(0, ...needs.map(({ ready }) => ready)), cost: result.cost.total,
      confidence: notes.includes("no-level") || far || because.includes("small-difference") ? "low" : because.some((one) => one !== "worse") ? "middle" : "high", because,
    };
  });
}
