import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { isEntry } from "./entry.ts";
import { filesUnder, isTest, ROOT } from "./fingerprint.ts";

// npm run trace: which tests prove which requirement. Exit 1 when one that is called finished has no test.

/** `H-6.3`, `H-13.1`, `H-V.2`, `H-V.§4`, `H-6.2b`, `H-IV`, `K-II.3`, `K-5.1e`, and `invariant 7`. */
const ID = /\b(?:[HK]-(?:\d+(?:\.\d+)?[a-e]?|[IVX]+(?:\.(?:\d+|§\d+))?)(?![\w-])|invariant \d+)/g;
/** The title of a test or of a group of tests, in whatever quotes. */
const TITLE = /\b(?:test|it|describe)(?:\.\w+)*(?:<[^()]*>)?\s*\(\s*(["'`])((?:\\.|(?!\1).)*)\1|^\s*\]\)\s*\(\s*(["'`])((?:\\.|(?!\3).)*)\3/gm;

/** A test that names a requirement. */
export interface Proof {
  id: string;
  file: string;
  title: string;
}

/** @returns each requirement id in each test title of a file's text */
export function proofs(text: string, file: string): Proof[] {
  return [...text.matchAll(TITLE)].flatMap((match) => {
    const title = match[2] ?? match[4] ?? "";
    return [...title.matchAll(ID)].map(([id]) => ({ id, file, title }));
  });
}

/** Ids in the order people count: H before K before invariants, numbers by value. */
export function byId(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** @returns the proofs in all tests of the repository */
export function allProofs(): Proof[] {
  return ["backend", "renderer", "main", "scripts", "test"]
    .flatMap((folder) => filesUnder(join(ROOT, folder)))
    .filter(isTest)
    .flatMap((file) => proofs(readFileSync(file, "utf8"), relative(ROOT, file)));
}

/** @returns the ids that test/finished.json calls finished */
export function finishedIds(): string[] {
  return z.array(z.string()).parse(JSON.parse(readFileSync(join(ROOT, "test/finished.json"), "utf8")));
}

if (isEntry(import.meta.url)) {
  const found = allProofs();
  const finished = new Set(finishedIds());
  const ids = [...new Set([...found.map((proof) => proof.id), ...finished])].sort(byId);
  for (const id of ids) {
    console.log(`${id}${finished.has(id) ? "  ✓" : ""}`);
    for (const { file, title } of found.filter((proof) => proof.id === id)) console.log(`    ${file}  ${title}`);
  }
  const missing = ids.filter((id) => finished.has(id) && !found.some((proof) => proof.id === id));
  console.log(`\n${ids.length} ids, ${finished.size} finished, ${missing.length} finished without a test`);
  for (const id of missing) console.error(`no test names ${id}`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
