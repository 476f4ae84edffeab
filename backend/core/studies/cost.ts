import type { Measure, StudyCosts } from "#contract/study";
import type { OptionResult } from "#contract/study-result";
import { metres } from "../way/plane.ts";
import type { Point } from "./city.ts";

/** What an option's measures cost by a study's own table, whole đồng. What only supposes (rain, a breach, a release) costs nothing. */
export function costOf(measures: readonly Measure[], costs: StudyCosts, duration: number): OptionResult["cost"] {
  const parts = measures.map((measure) => ({ name: measure.name, amount: Math.round(amountOf(measure, costs, duration)) })).filter(({ amount }) => amount > 0);
  return { total: parts.reduce((sum, { amount }) => sum + amount, 0), currency: costs.currency, parts };
}

function amountOf(measure: Measure, costs: StudyCosts, duration: number): number {
  const hours = (from: number, until: number | undefined): number => Math.max(0, Math.min(until ?? duration, duration) - from) / 3600;
  switch (measure.is) {
    case "pump": return costs.pumpMove + costs.pumpHour * measure.capacity * hours(measure.start, measure.stop);
    case "sandbags": return costs.sandbagsMetre * measure.height * lengthOf(measure.line);
    case "dyke": return costs.dykeMetre * lengthOf(measure.line);
    // Each change of its opening is a move; one that only stands open or shut is moved once.
    case "gate": return costs.gateMove * Math.max(1, measure.opening.filter(([, v], i) => i > 0 && v !== measure.opening[i - 1]![1]).length);
    case "closure": return costs.closureHour * hours(measure.from, measure.until);
    case "release": case "rain": case "breach": case "fire": return 0;
  }
}

const lengthOf = (line: readonly Point[]): number => line.slice(1).reduce((sum, at, i) => sum + metres(line[i]!, at), 0);
