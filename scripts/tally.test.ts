import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "./stages.ts";
import { readTally } from "./tally.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-tally-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const report = (testResults: unknown[]) => {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify({ testResults }));
  return file;
};
const ran = (status: string, ...tests: string[]) => ({ name: "a.test.ts", status, assertionResults: tests.map((each) => ({ fullName: "t", status: each })) });

test.each<[string, unknown[], number, [passed: number, failed: number, skipped: number]]>([
  ["all green", [ran("passed", "passed", "passed")], 0, [2, 0, 0]],
  ["one red", [ran("failed", "passed", "failed")], 1, [1, 1, 0]],
  ["a file that did not load", [ran("passed", "passed"), ran("failed")], 1, [1, 1, 0]],
  ["a bad end with every test green", [ran("passed", "passed")], 1, [1, 1, 0]],
  ["all skipped, each with its reason", [ran("passed", "skipped")], 0, [0, 0, 1]],
  ["no file at all", [], 0, [0, 1, 0]],
  ["files without a test", [ran("passed")], 0, [0, 1, 0]],
])("%s", (_what, results, code, [passed, failed, skipped]) => {
  const tally = readTally(report(results), code);
  expect([tally.passed, tally.failed, tally.skipped.length]).toEqual([passed, failed, skipped]);
});

test("no report is a failure", () => expect(readTally(join(folder, "none.json"), 0).failed).toBe(1));

test("a stage whose runner ends well and finds nothing fails; one that cannot run here is skipped with its reason", async () => {
  const file = join(folder, "empty.json");
  const runner = join(folder, "runner.mjs");
  writeFileSync(runner, `import { writeFileSync } from "node:fs";\nif (process.argv[2] === "run") writeFileSync(${JSON.stringify(file)}, '{"testResults":[]}');`);
  const stage = { name: "unit", args: [runner, "run"], report: file, limit: 60_000 } as const;
  expect(await run(stage)).toMatchObject({ passed: 0, failed: 1 });
  expect(await run({ ...stage, missing: "no Chromium" })).toMatchObject({ failed: 0, note: "skipped: no Chromium" });
});
