import type { Criterion, OptionResult } from "#contract/study-result";

const sum = (values: readonly number[], from = 0): number => values.slice(from).reduce((total, value) => total + value, 0);

/** An option's figure for a criterion, in the unit that the contract's reasons have it in. */
export function figureOf(result: OptionResult, criterion: Criterion): number {
  switch (criterion) {
    // 0.5 m and more: a person does not stand safely, a ground floor is lost.
    case "people-deep": return sum(result.people, 2);
    case "hospitals": return result.hospitals;
    case "schools": return result.schools;
    case "people": return sum(result.people);
    case "missed": return result.missed;
    case "buildings": return sum(result.buildings);
    // From 0.3 m on cars do not pass.
    case "road": return sum(result.road, 1);
    case "area": return sum(result.area);
    case "cost": return result.cost.total;
  }
}
