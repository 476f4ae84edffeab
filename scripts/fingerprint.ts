import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** The repository's root, absolute. */
export const ROOT = join(import.meta.dirname, "..");

/** @returns every file under `folder` (absolute paths, sorted), or `folder` itself when it is a file, or nothing when it is missing */
export function filesUnder(folder: string): string[] {
  const entry = statSync(folder, { throwIfNoEntry: false });
  if (entry === undefined) return [];
  if (entry.isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .sort();
}

/** Tests are no part of what is built. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/**
 * What a build was made from, as one hash. Code counts by content, so that a fresh checkout of the same commit is not
 * stale; files above 1 MB (maps, recordings) by size and time.
 *
 * @param inputs files and folders, relative to the repository
 */
export function fingerprint(inputs: readonly string[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of inputs.flatMap((input) => filesUnder(join(ROOT, input)))) {
    if (isTest(file)) continue;
    hash.update(`\0${relative(ROOT, file)}\0`);
    const { size, mtimeMs } = statSync(file);
    hash.update(size > 1_000_000 ? `${size} ${mtimeMs}` : readFileSync(file));
  }
  return hash.digest("hex");
}
