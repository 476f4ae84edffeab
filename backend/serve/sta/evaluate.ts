import type { Arithmetic, Comparison, Expression } from "./expression.ts";
import { functionOf } from "./functions.ts";
import { isTime, parseTime, typeOf, type Time, type Value } from "./value.ts";

/** What an expression is asked about. */
export interface Subject {
  /** The value at the end of a path; null when there is none. */
  read(steps: readonly string[]): Value;
}

/** The value of an expression for one entity. Pure and total: what has no answer is null, and null is never more or less than anything. */
export function evaluate(expression: Expression, subject: Subject, now: Time): Value {
  switch (expression.kind) {
    case "literal": return expression.value;
    case "path": return subject.read(expression.steps);
    case "compare": return compare(expression.operator, evaluate(expression.left, subject, now), evaluate(expression.right, subject, now));
    case "and": return evaluate(expression.left, subject, now) === true && evaluate(expression.right, subject, now) === true;
    case "or": return evaluate(expression.left, subject, now) === true || evaluate(expression.right, subject, now) === true;
    case "not": return evaluate(expression.of, subject, now) !== true;
    case "negate": {
      const value = evaluate(expression.of, subject, now);
      return typeof value === "number" ? -value : null;
    }
    case "arithmetic": return calculate(expression.operator, evaluate(expression.left, subject, now), evaluate(expression.right, subject, now));
    case "call": {
      const called = functionOf(expression.name);
      const args = expression.args.map((arg, i) => fit(evaluate(arg, subject, now), called.args[i]));
      return args.includes(null) ? null : called.apply(args, now);
    }
  }
}

/** Text that is a time where a time is wanted; null where the type does not fit. */
function fit(value: Value, wanted: string | undefined): Value {
  if (wanted === "time" && typeof value === "string") return parseTime(value) ?? null;
  return typeOf(value) === wanted ? value : null;
}

function calculate(operator: Arithmetic, a: Value, b: Value): Value {
  if (typeof a !== "number" || typeof b !== "number") return null;
  const result = { add: a + b, sub: a - b, mul: a * b, div: a / b, mod: a % b }[operator];
  return Number.isFinite(result) ? result : null;
}

function compare(operator: Comparison, a: Value, b: Value): boolean {
  const order = compareValues(a, b);
  switch (operator) {
    case "eq": return order === 0;
    case "ne": return order !== 0;
    case "gt": return a !== null && order !== undefined && order > 0;
    case "ge": return a !== null && order !== undefined && order >= 0;
    case "lt": return a !== null && order !== undefined && order < 0;
    case "le": return a !== null && order !== undefined && order <= 0;
  }
}

/** Below 0, 0 or above 0; undefined when the two have no order. Text is ordered by its code units: the same on every machine. */
export function compareValues(a: Value, b: Value): number | undefined {
  if (a === null || b === null) return a === b ? 0 : undefined;
  if (isTime(a) || isTime(b)) {
    const [left, right] = [asTime(a), asTime(b)];
    return left === undefined || right === undefined ? undefined : left.ms - right.ms;
  }
  if (typeof a !== typeof b) return undefined;
  return a === b ? 0 : a < b ? -1 : 1;
}

function asTime(value: Value): Time | undefined {
  if (value === null || typeof value === "number" || typeof value === "boolean") return undefined;
  return isTime(value) ? value : parseTime(value);
}

const RANK: Record<string, number> = { null: 0, boolean: 1, number: 2, time: 3, string: 4 };
/** A total order for `$orderby`: null first, then by type. */
export function sortValues(a: Value, b: Value): number {
  return compareValues(a, b) ?? (RANK[typeOf(a)] ?? 0) - (RANK[typeOf(b)] ?? 0);
}
