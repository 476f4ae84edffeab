import type { PlanNeed, RankedPlan } from "#contract/plan";
import { CRITERIA, type Criterion } from "#contract/study-result";
import { formatNumber } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";
import { fill } from "../../design/panel-text.ts";
import { criterionTexts } from "../../design/study/criteria.ts";
import { figureWords } from "../../design/study/figures.ts";
import { planTexts } from "./plan-texts.ts";

/** What a plan is read by first, when there is room for so many. */
const BRIEF = 3;
const UNIT: Partial<Record<Criterion, "people" | "buildings" | "schools" | "hospitals" | "missed">> = { "people-deep": "people", people: "people", buildings: "buildings", schools: "schools", hospitals: "hospitals", missed: "missed" };

/** A figure with its unit. */
export function withUnit(criterion: Criterion, value: number, language: Language): string {
  const unit = UNIT[criterion];
  const words = figureWords(criterion, value, language);
  return unit === undefined ? words : `${words} ${planTexts[language][`unit.${unit}`]}`;
}

/** "−900 người"; undefined: people read no difference in it. */
export function changeWords(criterion: Criterion, effect: number, language: Language): string | undefined {
  const words = withUnit(criterion, Math.abs(effect), language);
  return words === withUnit(criterion, 0, language) ? undefined : `${effect < 0 ? "−" : "+"}${words}`;
}

/** Criteria in which the plan differs from doing nothing, or that stand for something without it; cost apart. */
export function effectRows({ effect }: Pick<RankedPlan, "effect">, nothing: Partial<Record<Criterion, number>>): { criterion: Criterion; without: number; change: number }[] {
  return CRITERIA.flatMap((criterion) => {
    const [without, change] = [nothing[criterion] ?? 0, effect[criterion] ?? 0];
    return criterion === "cost" || (without === 0 && change === 0) ? [] : [{ criterion, without, change }];
  });
}

/** Is it, by the model, better than doing nothing? */
export const helps = ({ because }: Pick<RankedPlan, "because">): boolean => !because.some((one) => one === "no-difference" || one === "small-difference" || one === "worse");

/** What the plan changes most, in a line: the gravest criteria first; before them, that it does not help. */
export function briefWords({ effect, because }: Pick<RankedPlan, "effect" | "because">, language: Language): string {
  const changes = CRITERIA.flatMap((criterion) => {
    const change = criterion === "cost" ? undefined : changeWords(criterion, effect[criterion] ?? 0, language);
    return change === undefined ? [] : [`${criterionTexts[language][criterion]} ${change}`];
  });
  if (changes.length === 0) return planTexts[language].noEffect;
  const word = because.includes("worse") ? "worse" : because.includes("small-difference") ? "smallEffect" : undefined;
  const brief = changes.slice(0, BRIEF).join(" · ");
  return word === undefined ? brief : `${planTexts[language][word]} (${brief})`;
}

export function needWords({ is, name, amount }: PlanNeed, language: Language): string {
  const texts = planTexts[language];
  return fill(is === "gate" && amount === 0 ? texts["need.gate0"] : texts[`need.${is}`], { name, amount: formatNumber(Math.abs(amount), Number.isInteger(amount) ? 0 : 2, language) });
}

/** Minutes, or hours and minutes. */
export function readyWords(seconds: number, language: Language): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 0) return planTexts[language].atOnce;
  const vi = language === "vi";
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return [...(h > 0 ? [`${h} ${vi ? "giờ" : "h"}`] : []), ...(m > 0 ? [`${m} ${vi ? "phút" : "min"}`] : [])].join(" ");
}

/** Why the confidence is what it is; that a plan is worse takes none away. */
export function confidenceWords({ confidence, because }: Pick<RankedPlan, "confidence" | "because">, language: Language): string {
  const texts = planTexts[language];
  const list = because.flatMap((one) => (one === "worse" ? [] : [texts[`because.${one}`]]));
  return `${texts[confidence]} – ${list.length === 0 ? texts.sure : fill(texts.why, { list: list.join("; ") })}`;
}
