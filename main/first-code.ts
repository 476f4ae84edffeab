import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @returns the code of the first run, for who sits at the machine; undefined when there are accounts already */
export function firstRunCode(data: string): string | undefined {
  try {
    return readFileSync(join(data, "first-run.code"), "utf8").trim();
  } catch {
    return undefined;
  }
}
