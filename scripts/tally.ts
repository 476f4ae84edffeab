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
