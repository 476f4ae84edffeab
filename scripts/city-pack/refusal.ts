/** Why no pack was made. */
export type RefusalCode = "usage" | "read" | "not-osm" | "truncated" | "damaged" | "unsorted" | "limit" | "area" | "projection" | "json" | "axis" | "names" | "attribution" | "tiles" | "model" | "remote" | "out" | "disk";

/** What the command cannot go on with: said to people, with what to do about it. Thrown inside, a `Result` outside `makePack`. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, text: string) {
    super(text);
    this.code = code;
  }
}

/** Vietnamese first, then English. */
export const both = (vi: string, en: string): string => `${vi}\n  ${en}`;

/** Gives up. @param vi what is wrong and what to do, in Vietnamese @param en the same in English */
export function refuse(code: RefusalCode, vi: string, en: string): never {
  throw new Refusal(code, both(vi, en));
}
