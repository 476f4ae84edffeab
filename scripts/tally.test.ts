import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runSteady } from "./again.ts";
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

describe("a stage that is run again", () => {
  /** A runner whose file passes from the nth run on, and writes which files it was given. */
  const stageThat = (name: string, passesFrom: number, files: readonly string[]) => {
    const [file, runner, count] = [join(folder, `${name}.json`), join(folder, `${name}.mjs`), join(folder, `${name}.count`)];
    writeFileSync(
      runner,
      `import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
appendFileSync(${JSON.stringify(count)}, process.argv.slice(3).join(" ") + "\\n");
const runs = readFileSync(${JSON.stringify(count)}, "utf8").split("\\n").length - 1;
const bad = runs < ${passesFrom} ? "failed" : "passed";
const asked = process.argv.slice(3);
const of = (name, bad) => ({ name, status: bad, assertionResults: [{ fullName: "steady", status: "passed" }, { fullName: "shaken", status: bad }] });
const all = asked.length > 0 ? asked.map((name) => of(name, bad)) : [of("good.test.ts", "passed"), ...${JSON.stringify(files)}.map((name) => of(name, bad))];
writeFileSync(process.argv[2], JSON.stringify({ testResults: all }));
process.exit(bad === "failed" ? 1 : 0);`,
    );
    return { stage: { name: "browser", args: [runner, file], report: file, limit: 60_000 } as const, runs: () => readFileSync(count, "utf8").trimEnd().split("\n") };
  };

  test("what passes alone passes, is counted once and told by name", async () => {
    const { stage, runs } = stageThat("shaken", 2, ["a.test.ts"]);
    const { outcome, unsteady } = await runSteady(stage, false);
    expect(outcome).toMatchObject({ passed: 4, failed: 0 });
    expect(unsteady).toEqual([{ file: "a.test.ts", titles: ["shaken"] }]);
    expect(runs()).toEqual(["", "a.test.ts"]);
  });

  test("what fails again has failed", async () => {
    const { outcome, unsteady } = await runSteady(stageThat("broken", 9, ["a.test.ts"]).stage, false);
    expect(outcome).toMatchObject({ passed: 3, failed: 1 });
    expect(unsteady).toEqual([]);
  });

  test("many files that fail are not run again", async () => {
    const { stage, runs } = stageThat("many", 2, ["a", "b", "c", "d"]);
    expect((await runSteady(stage, false)).outcome).toMatchObject({ passed: 6, failed: 4 });
    expect(runs()).toHaveLength(1);
  });
});
