import { CRITERIA, DEPTH_CLASSES, type Criterion, type OptionResult, type Reason, type StudyComparison } from "#contract/study-result";
import type { OptionId } from "#contract/study";

/** People stand in danger from here on, m. */
const DEEP = 0.5;
/** Two options nearer than this share of the larger are the same to a model without survey: in numbers that are counted one by one, any difference tells. */
const TELLS = 0.02;
const COUNTED: ReadonlySet<Criterion> = new Set(["hospitals", "schools", "missed"]);

const UNITS: Readonly<Record<Criterion, string>> = { "people-deep": "người", hospitals: "1", schools: "1", people: "người", missed: "1", buildings: "1", road: "m", area: "m2", cost: "VND" };

const total = (classes: readonly number[], from = 0): number => classes.reduce((sum, value, c) => (DEPTH_CLASSES[c]! >= from ? sum + value : sum), 0);

/** An option's number by a criterion; less is better in all of them. */
export function valueBy(criterion: Criterion, result: OptionResult): number {
  switch (criterion) {
    case "people-deep": return total(result.people, DEEP);
    case "hospitals": return result.hospitals;
    case "schools": return result.schools;
    case "people": return total(result.people);
    case "missed": return result.missed;
    case "buildings": return total(result.buildings);
    case "road": return total(result.road, 0.3);
    case "area": return total(result.area);
    case "cost": return result.cost.total;
  }
}

/** -1: `a` is better, 1: `b` is; 0: nearer than the model can tell. */
function judge(criterion: Criterion, a: number, b: number): -1 | 0 | 1 {
  const least = COUNTED.has(criterion) ? 0.5 : TELLS * Math.max(Math.abs(a), Math.abs(b));
  if (Math.abs(a - b) <= least) return 0;
  return a < b ? -1 : 1;
}

/**
 * Options side by side. The best is found criterion by criterion in the order of CRITERIA: at each only those that are not
 * clearly worse than the least go on. It is explained against the one that stood longest beside it.
 *
 * @param order ids of all options, the first is the one others are compared with
 */
export function compare(order: readonly OptionId[], results: readonly OptionResult[]): StudyComparison {
  const byId = new Map(results.map((result) => [result.optionId, result]));
  const there = order.flatMap((id) => byId.get(id) ?? []);
  const base = there.find(({ optionId }) => optionId === order[0]);
  return {
    simulated: true, results: there, missing: order.filter((id) => !byId.has(id)),
    ...winnerOf(there, base ?? there[0]),
    differences: base === undefined ? [] : there.filter((one) => one !== base).map((one) => ({ optionId: one.optionId, by: Object.fromEntries(CRITERIA.map((criterion) => [criterion, valueBy(criterion, one) - valueBy(criterion, base)])) as Record<Criterion, number> })),
  };
}

function winnerOf(results: readonly OptionResult[], base: OptionResult | undefined): Pick<StudyComparison, "winner"> {
  if (results.length < 2 || base === undefined) return {};
  let left = [...results];
  let ahead: OptionResult | undefined;
  let decided: Criterion | undefined;
  for (const criterion of CRITERIA) {
    const least = Math.min(...left.map((one) => valueBy(criterion, one)));
    const go = left.filter((one) => judge(criterion, valueBy(criterion, one), least) <= 0);
    if (go.length < left.length) {
      // The nearest of those that fall back here is who it is explained against, should one alone go on.
      ahead = left.filter((one) => !go.includes(one)).sort((a, b) => valueBy(criterion, a) - valueBy(criterion, b))[0];
      decided = criterion;
    }
    left = go;
    if (left.length === 1) break;
  }
  const [best] = left;
  if (left.length !== 1 || best === undefined || ahead === undefined) return {};
  const next = ahead;
  const why = CRITERIA.map((criterion): Reason => {
    const [value, other] = [valueBy(criterion, best), valueBy(criterion, next)];
    const verdict = judge(criterion, value, other);
    return { criterion, unit: UNITS[criterion], value, base: valueBy(criterion, base), next: other, nextId: next.optionId, is: verdict < 0 ? "better" : verdict > 0 ? "worse" : "same", decides: criterion === decided };
  });
  return { winner: { optionId: best.optionId, ahead: next.optionId, why } };
}
