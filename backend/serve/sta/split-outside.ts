import { malformed } from "./fault.ts";

/**
 * Cuts at a separator that stands neither in quotes nor in brackets.
 *
 * @throws Refusal 400 on an empty part, quotes or brackets left open
 */
export function splitOutside(text: string, separator: "," | ";"): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const sign = text[i];
    // A quote inside a text is written twice: it closes and opens again.
    if (sign === "'") quoted = !quoted;
    else if (quoted && sign !== undefined) continue;
    else if (sign === "(") depth++;
    else if (sign === ")" && --depth < 0) malformed(`")" without "(" in ${text.slice(0, 60)}`);
    else if (sign === undefined || (sign === separator && depth === 0)) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (quoted || depth > 0) malformed(`${quoted ? "a quote" : '"("'} is left open in ${text.slice(0, 60)}`);
  if (parts.some((part) => part.trim() === "")) malformed(`an empty part in ${text.slice(0, 60)}`);
  return parts;
}
