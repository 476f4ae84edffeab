import { evaluate } from "./evaluate.ts";
import { paths, type Comparison, type Expression } from "./expression.ts";
import { isTime, parseTime, type Time } from "./value.ts";

/** Whole ms UTC, both ends included; empty when `from > to`. */
export interface TimeRange {
  from: number;
  to: number;
}
export const ALWAYS: TimeRange = { from: 0, to: 8_640_000_000_000_000 };
const NEVER: TimeRange = { from: 1, to: 0 };
const MIRROR: Record<Comparison, Comparison> = { eq: "eq", ne: "ne", gt: "lt", ge: "le", lt: "gt", le: "ge" };

/** The span of phenomenonTime outside which the filter cannot hold, so that no more than it is read. The filter still decides inside. */
export function timeRange(filter: Expression, now: Time): TimeRange {
  if (filter.kind === "and") {
    const [a, b] = [timeRange(filter.left, now), timeRange(filter.right, now)];
    return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  }
  if (filter.kind === "or") {
    const [a, b] = [timeRange(filter.left, now), timeRange(filter.right, now)];
    if (a.from > a.to) return b;
    return b.from > b.to ? a : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
  }
  if (filter.kind !== "compare") return ALWAYS;
  if (isPhenomenonTime(filter.left)) return compared(filter.operator, constant(filter.right, now));
  return isPhenomenonTime(filter.right) ? compared(MIRROR[filter.operator], constant(filter.left, now)) : ALWAYS;
}

export const isPhenomenonTime = (expression: Expression): boolean => expression.kind === "path" && expression.steps.length === 1 && expression.steps[0] === "phenomenonTime";

/** @returns undefined when it depends on the entity */
function constant(expression: Expression, now: Time): Time | "no time" | undefined {
  if (paths(expression).length > 0) return undefined;
  const value = evaluate(expression, { read: () => null }, now);
  return (typeof value === "string" ? parseTime(value) : value !== null && isTime(value) ? value : undefined) ?? "no time";
}

function compared(operator: Comparison, time: Time | "no time" | undefined): TimeRange {
  if (time === undefined || operator === "ne") return ALWAYS;
  if (time === "no time") return NEVER;
  switch (operator) {
    case "eq": return { from: time.ms, to: time.ms };
    case "gt": return { ...ALWAYS, from: time.ms + 1 };
    case "ge": return { ...ALWAYS, from: time.ms };
    case "lt": return { ...ALWAYS, to: time.ms - 1 };
    case "le": return { ...ALWAYS, to: time.ms };
  }
}
