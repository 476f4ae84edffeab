import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { filesUnder, isTest, ROOT } from "./fingerprint.ts";

const MEMORY = join(ROOT, ".cache/check/passed.json");
/** What every test depends on. */
const COMMON = ["package-lock.json", "test/vitest.config.ts", "tsconfig.json"];
const REFERENCE = /(?:from\s*|import\s*\(\s*|import\s+|new URL\(\s*)["'`]((?:\.{1,2}\/|#contract\/)[^"'`$]+)["'`]/g;

const Memory = z.record(z.string(), z.string());
const VitestReport = z.object({ testResults: z.array(z.object({ name: z.string(), status: z.string() })) });

/** Whether a test is one of the fast check's: unit or dom, and not one that reads the whole repository (those always run). */
export function isFast(file: string): boolean {
  return isTest(file) && !file.includes(".heavy.") && !/^test\/(integration|chaos|e2e)\//.test(file);
}
const readsEverything = (file: string): boolean => /^(test|scripts)\/[^/]+$/.test(file);

function target(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith("#contract/") ? join(ROOT, "backend/contract", `${specifier.slice("#contract/".length)}.ts`) : resolve(dirname(from), specifier);
  return existsSync(path) && statSync(path).isFile() ? path : undefined;
}

/** @returns a hash of a file and of all it reaches by import or by address, and of what everything depends on */
export function closureHash(file: string, read: (path: string) => string): string {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    if (!/\.(ts|tsx|mjs)$/.test(path)) return;
    for (const [, specifier] of read(path).matchAll(REFERENCE)) {
      const next = specifier === undefined ? undefined : target(path, specifier);
      if (next !== undefined) visit(next);
    }
  };
  visit(file);
  const hash = createHash("sha256");
  for (const path of [...[...seen].sort(), ...COMMON.map((name) => join(ROOT, name))]) hash.update(relative(ROOT, path)).update("\0").update(read(path)).update("\0");
  return hash.digest("hex");
}

/** Fast test files with their hashes, split into those that passed just as they are and those to run. */
export function split(): { unchanged: string[]; toRun: Map<string, string> } {
  const texts = new Map<string, string>();
  const read = (path: string): string => {
    const known = texts.get(path) ?? readFileSync(path, "latin1");
    texts.set(path, known);
    return known;
  };
  const passed = memory();
  const unchanged: string[] = [];
  const toRun = new Map<string, string>();
  for (const path of ["backend", "main", "scripts", "renderer", "test"].flatMap((folder) => filesUnder(join(ROOT, folder)))) {
    const file = relative(ROOT, path).replaceAll("\\", "/");
    if (!isFast(file)) continue;
    const hash = closureHash(path, read);
    if (passed[file] === hash && !readsEverything(file)) unchanged.push(file);
    else toRun.set(file, hash);
  }
  return { unchanged, toRun };
}

/** Remembers which of the files run passed. @param report vitest's JSON report */
export function remember(report: string, ran: ReadonlyMap<string, string>): void {
  if (!existsSync(report)) return;
  const passed = memory();
  for (const { name, status } of VitestReport.parse(JSON.parse(readFileSync(report, "utf8"))).testResults) {
    const file = relative(ROOT, name).replaceAll("\\", "/");
    const hash = ran.get(file);
    if (hash === undefined) continue;
    if (status === "passed") passed[file] = hash;
    else delete passed[file];
  }
  mkdirSync(dirname(MEMORY), { recursive: true });
  writeFileSync(MEMORY, JSON.stringify(passed));
}

function memory(): Record<string, string> {
  const parsed = existsSync(MEMORY) ? Memory.safeParse(JSON.parse(readFileSync(MEMORY, "utf8"))) : undefined;
  return parsed?.success === true ? parsed.data : {};
}
