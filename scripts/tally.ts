import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** What became of a stage's tests. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: { title: string; reason: string }[];
}

/** The part of vitest's JSON report that counts. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Counts a vitest JSON report. A file that failed without a failed test (it did not load, or its set-up threw) counts as
 * one failure, and so does a run that ended badly with every test green, without a report, or without
 * a single test: a stage that lost its tests proves nothing.
 *
 * @param code the run's exit code
 */
export function readTally(file: string, code: number): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const report = Report.parse(JSON.parse(readFileSync(file, "utf8")));
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  for (const result of report.testResults) {
    const before = tally.failed;
    for (const { fullName, status } of result.assertionResults) {
      if (status === "passed") tally.passed += 1;
      else if (status === "failed") tally.failed += 1;
      else tally.skipped.push({ title: fullName, reason: "the test says so" });
    }
    if (result.status === "failed" && tally.failed === before) tally.failed += 1;
  }
  const empty = tally.passed === 0 && tally.skipped.length === 0;
  if ((code !== 0 || empty) && tally.failed === 0) tally.failed = 1;
  return tally;
}

/** The files of a report in which something failed, each with the titles of its failed tests (none: it did not load, or its set-up threw). */
export function failedFiles(file: string): Map<string, string[]> {
  if (!existsSync(file)) return new Map();
  const bad = Report.parse(JSON.parse(readFileSync(file, "utf8"))).testResults.filter(({ status }) => status === "failed");
  return new Map(bad.map(({ name, assertionResults }) => [name, assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName)]));
}

/** How many tests of a file passed. */
export function passedIn(file: string, names: ReadonlySet<string>): number {
  const results = Report.parse(JSON.parse(readFileSync(file, "utf8"))).testResults.filter(({ name }) => names.has(name));
  return results.reduce((sum, { assertionResults }) => sum + assertionResults.filter(({ status }) => status === "passed").length, 0);
}
