import type { FunctionName } from "./functions.ts";
import type { Value, ValueType } from "./value.ts";

export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";
export type Arithmetic = "add" | "sub" | "mul" | "div" | "mod";

/** An expression of OData 4, as far as SensorThings uses it. `type` is what it yields, besides null. */
export type Expression =
  | { kind: "literal"; value: Value; type: ValueType }
  /** Names from the entity on; the last is a property, those before it to-one links or, below a property, its parts. */
  | { kind: "path"; steps: readonly string[]; type: ValueType }
  | { kind: "call"; name: FunctionName; args: readonly Expression[]; type: ValueType }
  | { kind: "compare"; operator: Comparison; left: Expression; right: Expression; type: "boolean" }
  | { kind: "arithmetic"; operator: Arithmetic; left: Expression; right: Expression; type: "number" }
  | { kind: "and" | "or"; left: Expression; right: Expression; type: "boolean" }
  | { kind: "not"; of: Expression; type: "boolean" }
  | { kind: "negate"; of: Expression; type: "number" };

/** The expressions directly inside. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal": case "path": return [];
    case "call": return expression.args;
    case "not": case "negate": return [expression.of];
    case "compare": case "arithmetic": case "and": case "or": return [expression.left, expression.right];
  }
}

/** What it costs to evaluate once, in steps; at most 1,000 (bounded by the lexer). */
export function cost(expression: Expression): number {
  return parts(expression).reduce((sum, part) => sum + cost(part), 1);
}

/** Those that must all hold: `a and b and c` → [a, b, c]. */
export function conjuncts(expression: Expression): Expression[] {
  return expression.kind === "and" ? [...conjuncts(expression.left), ...conjuncts(expression.right)] : [expression];
}

/** Every path in it. */
export function paths(expression: Expression): (readonly string[])[] {
  return expression.kind === "path" ? [expression.steps] : parts(expression).flatMap(paths);
}
