import { malformed } from "./fault.ts";
import { parseTime, type Value } from "./value.ts";

export type Token =
  | { kind: "literal"; value: Value; at: number }
  /** A word: operator, function, or one step of a path. */
  | { kind: "word"; text: string; at: number }
  | { kind: "sign"; text: "(" | ")" | "," | "/" | "-"; at: number };

/** Characters of one expression. */
const MAX_TEXT = 4000;
const MAX_TOKENS = 1000;

const SPACE = /[ \t]+/y;
const STRING = /'((?:[^']|'')*)'/y;
const TIME = /\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\w.:])/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[dDfFlLmM]?(?![\w.:])/y;
const WORD = /@?[A-Za-z_][\w.@]*/y;
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([["null", null], ["true", true], ["false", false]]);

/**
 * Cuts an OData expression (`$filter`, `$orderby`) into tokens.
 *
 * @throws Refusal 400 on a character, number or time that is none, and beyond 4,000 characters or 1,000 tokens
 */
export function lex(text: string): Token[] {
  if (text.length > MAX_TEXT) malformed(`an expression may have ${MAX_TEXT} characters`);
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < text.length) {
    if (take(SPACE) !== undefined) continue;
    const start = at;
    tokens.push(next(text, start, take));
    if (tokens.length > MAX_TOKENS) malformed(`an expression may have ${MAX_TOKENS} words and signs`);
  }
  return tokens;
}

function next(text: string, at: number, take: (pattern: RegExp) => string | undefined): Token {
  const string = take(STRING);
  if (string !== undefined) return { kind: "literal", value: string.slice(1, -1).replaceAll("''", "'"), at };
  const time = take(TIME);
  if (time !== undefined) return { kind: "literal", value: parseTime(time) ?? malformed(`not a time (ISO 8601, with Z or an offset; a + is written %2B): ${time}`), at };
  const number = take(NUMBER);
  if (number !== undefined) {
    const value = Number(number.replace(/[dDfFlLmM]$/, ""));
    return { kind: "literal", value: Number.isFinite(value) ? value : malformed(`number out of range: ${number}`), at };
  }
  const word = take(WORD);
  if (word !== undefined) {
    const constant = WORDS.get(word);
    return constant === undefined ? { kind: "word", text: word, at } : { kind: "literal", value: constant, at };
  }
  const sign = take(/[(),/-]/y);
  if (sign === "(" || sign === ")" || sign === "," || sign === "/" || sign === "-") return { kind: "sign", text: sign, at };
  return malformed(text[at] === "'" ? `text without its closing quote at ${at + 1}` : `unexpected "${text.slice(at, at + 10)}" at ${at + 1}`);
}
