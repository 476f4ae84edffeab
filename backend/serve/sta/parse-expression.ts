import type { Arithmetic, Comparison, Expression } from "./expression.ts";
import { malformed } from "./fault.ts";
import { functionOf, isFunction } from "./functions.ts";
import { lex, type Token } from "./lexer.ts";
import { typeOfPath, type SetName } from "./model.ts";
import { parseTime, typeOf, type ValueType } from "./value.ts";

/** Brackets, calls and negations inside one another. */
const MAX_DEPTH = 30;
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(["eq", "ne", "gt", "ge", "lt", "le"]);
const SUMS: ReadonlySet<string> = new Set<Arithmetic>(["add", "sub"]);
const PRODUCTS: ReadonlySet<string> = new Set<Arithmetic>(["mul", "div", "mod"]);

/** @throws Refusal 400: not a condition on this set's entities */
export function parseFilter(text: string, set: SetName): Expression {
  const cursor = open(text, set);
  const filter = whole(cursor);
  return wanted(filter, "boolean", "$filter");
}

/** One part of `$orderby`, an optional `asc` or `desc` behind it. @throws Refusal 400 */
export function parseOrder(text: string, set: SetName): { by: Expression; descending: boolean } {
  const trimmed = text.trim();
  const direction = /[ \t](asc|desc)$/.exec(trimmed)?.[1];
  const by = direction === undefined ? trimmed : trimmed.slice(0, -direction.length);
  return { by: whole(open(by, set)), descending: direction === "desc" };
}

interface Cursor {
  tokens: readonly Token[];
  at: number;
  depth: number;
  set: SetName;
}
const open = (text: string, set: SetName): Cursor => ({ tokens: lex(text), at: 0, depth: 0, set });

function whole(cursor: Cursor): Expression {
  const expression = disjunction(cursor);
  const rest = cursor.tokens[cursor.at];
  return rest === undefined ? expression : malformed(`unexpected ${show(rest)} at ${rest.at + 1}`);
}

const show = (token: Token | undefined): string => (token === undefined ? "end" : token.kind === "literal" ? "a value" : `"${token.text}"`);

/** Takes the next token when it is this sign. */
function sign(cursor: Cursor, text: string): boolean {
  const token = cursor.tokens[cursor.at];
  const found = token?.kind === "sign" && token.text === text;
  if (found) cursor.at++;
  return found;
}
/** Takes the next token when it is one of these words. */
function word<W extends string>(cursor: Cursor, isOne: (text: string) => text is W): W | undefined {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== "word" || !isOne(token.text)) return undefined;
  cursor.at++;
  return token.text;
}
const is = <W extends string>(...words: W[]) => (text: string): text is W => words.some((one) => one === text);
const oneOf = <W extends string>(words: ReadonlySet<string>) => (text: string): text is W => words.has(text);

/** Runs one level deeper. */
function inside<T>(cursor: Cursor, parse: () => T): T {
  if (++cursor.depth > MAX_DEPTH) malformed(`an expression may be nested ${MAX_DEPTH} deep`);
  const result = parse();
  cursor.depth--;
  return result;
}

/** Types are checked where they are known, so that a comparison that can never hold is told instead of answered with nothing. */
function wanted(expression: Expression, type: ValueType, by: string): Expression {
  const given = expression.type;
  if (given === type || given === "any" || given === "null") return expression;
  if (type === "time" && expression.kind === "literal" && typeof expression.value === "string") {
    const value = parseTime(expression.value);
    if (value !== undefined) return { kind: "literal", value, type: "time" };
  }
  return malformed(`${by} wants ${type}, not ${given}`);
}

/** `a and b and c`: any number of them, as a tree of least depth. */
function chain(cursor: Cursor, next: () => Expression, operator: "and" | "or"): Expression {
  const operands = [next()];
  while (word(cursor, is(operator)) !== undefined) operands.push(next());
  const first = operands[0] ?? malformed("an empty expression");
  if (operands.length === 1) return first;
  return balanced(operands.map((one) => wanted(one, "boolean", operator)), operator);
}

/** A tree of least depth: and / or are associative. */
function balanced(operands: readonly Expression[], kind: "and" | "or"): Expression {
  const only = operands[0];
  if (operands.length === 1 && only !== undefined) return only;
  const half = Math.ceil(operands.length / 2);
  return { kind, left: balanced(operands.slice(0, half), kind), right: balanced(operands.slice(half), kind), type: "boolean" };
}

const disjunction = (cursor: Cursor): Expression => chain(cursor, () => conjunction(cursor), "or");
const conjunction = (cursor: Cursor): Expression => chain(cursor, () => negation(cursor), "and");

function negation(cursor: Cursor): Expression {
  if (word(cursor, is("not")) === undefined) return comparison(cursor);
  return inside(cursor, () => ({ kind: "not", of: wanted(negation(cursor), "boolean", "not"), type: "boolean" }));
}

function comparison(cursor: Cursor): Expression {
  const left = sum(cursor);
  const operator = word(cursor, oneOf<Comparison>(COMPARISONS));
  if (operator === undefined) return left;
  const right = sum(cursor);
  if (left.type === "time" || right.type === "time") return { kind: "compare", operator, left: wanted(left, "time", operator), right: wanted(right, "time", operator), type: "boolean" };
  return { kind: "compare", operator, left, right: known(left) ? wanted(right, left.type, operator) : right, type: "boolean" };
}
const known = (expression: Expression): boolean => expression.type !== "any" && expression.type !== "null";

const sum = (cursor: Cursor): Expression => arithmetic(cursor, () => product(cursor), SUMS);
const product = (cursor: Cursor): Expression => arithmetic(cursor, () => unary(cursor), PRODUCTS);

function arithmetic(cursor: Cursor, next: () => Expression, operators: ReadonlySet<string>): Expression {
  let left = next();
  for (let length = 1; ; length++) {
    const operator = word(cursor, oneOf<Arithmetic>(operators));
    if (operator === undefined) return left;
    if (length > MAX_DEPTH) malformed(`a sum or product may have ${MAX_DEPTH} operands`);
    left = { kind: "arithmetic", operator, left: wanted(left, "number", operator), right: wanted(next(), "number", operator), type: "number" };
  }
}

function unary(cursor: Cursor): Expression {
  if (!sign(cursor, "-")) return primary(cursor);
  return inside(cursor, () => {
    const of = wanted(unary(cursor), "number", "-");
    return of.kind === "literal" && typeof of.value === "number" ? { ...of, value: -of.value } : { kind: "negate", of, type: "number" };
  });
}

function primary(cursor: Cursor): Expression {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return malformed("the expression ends too early");
  cursor.at++;
  if (token.kind === "literal") return { kind: "literal", value: token.value, type: typeOf(token.value) };
  if (token.kind === "word") return sign(cursor, "(") ? call(cursor, token.text) : path(cursor, token.text);
  if (token.text !== "(") return malformed(`unexpected ${show(token)} at ${token.at + 1}`);
  return inside(cursor, () => {
    const expression = disjunction(cursor);
    return sign(cursor, ")") ? expression : malformed(`")" missing before ${show(cursor.tokens[cursor.at])}`);
  });
}

function path(cursor: Cursor, first: string): Expression {
  const steps = [first];
  while (sign(cursor, "/")) {
    const token = cursor.tokens[cursor.at++];
    if (token?.kind === "word") steps.push(token.text);
    else if (token?.kind === "literal" && typeof token.value === "number" && Number.isInteger(token.value)) steps.push(String(token.value));
    else malformed(`a path goes on with a name, not with ${show(token)}`);
  }
  return { kind: "path", steps, type: typeOfPath(cursor.set, steps) };
}

function call(cursor: Cursor, name: string): Expression {
  if (!isFunction(name)) return malformed(`no such function: ${name}`);
  const { args: types, optional = 0, type } = functionOf(name);
  return inside(cursor, () => {
    const args: Expression[] = [];
    if (!sign(cursor, ")")) {
      do {
        args.push(wanted(disjunction(cursor), types[args.length] ?? malformed(`${name} takes ${types.length} arguments`), name));
      } while (sign(cursor, ","));
      if (!sign(cursor, ")")) malformed(`")" missing behind ${name}`);
    }
    if (args.length < types.length - optional) malformed(`${name} takes ${types.length - optional} arguments`);
    return { kind: "call", name, args, type };
  });
}
