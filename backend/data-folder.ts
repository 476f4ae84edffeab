import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fail, ok, type Result } from "#contract/result";

/**
 * Makes a folder and those above it that are missing, one by one: `recursive` never ends where a file system refuses new
 * folders in its own way (/proc).
 *
 * @returns in words why it cannot be had or written
 */
export function makeFolder(path: string): Result<void, string> {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
    if (!statSync(path).isDirectory()) return fail(`${path} is not a folder`);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(undefined);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
