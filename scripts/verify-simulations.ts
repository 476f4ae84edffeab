import { existsSync } from "node:fs";
import { join } from "node:path";
import { isEntry } from "./entry.ts";
import { shown, type Case, type Row } from "./verify-simulations/case.ts";
import { dataFolder } from "./verify-simulations/ea4.ts";
import { CASES } from "./verify-simulations/index.ts";

/** What became of a case: its rows, or why there are none. */
export type Outcome = { rows: Row[] } | { skipped: string } | { broke: string };

/** @param data folder of the reference series */
export function verify(one: Case, data: string): Outcome {
  const absent = (one.needs ?? []).filter((name) => !existsSync(join(data, name)));
  if (absent.length > 0) return { skipped: `no ${absent.join(", ")} in ${data}` };
  try {
    return { rows: one.run({ data }) };
  } catch (error) {
    return { broke: error instanceof Error ? error.message : String(error) };
  }
}

/** npm run verify-simulations [-- ID …] [--quick]: each number as expected, got, allowed; exit code 1 where one does not stand. */
function main(args: readonly string[]): number {
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.filter((id) => !CASES.some((one) => one.id === id));
  if (unknown.length > 0) {
    console.error(`no such case: ${unknown.join(", ")}; there are ${CASES.map(({ id }) => id).join(", ")}`);
    return 64;
  }
  const data = dataFolder();
  let [passed, failed, skipped] = [0, 0, 0];
  for (const one of CASES.filter(({ id, quick }) => (named.length === 0 || named.includes(id)) && (quick || !args.includes("--quick")))) {
    const start = performance.now();
    console.log(`\n${one.id}  ${one.title}`);
    const outcome = verify(one, data);
    if ("skipped" in outcome) {
      skipped++;
      console.log(`  skipped: ${outcome.skipped}`);
      continue;
    }
    if ("broke" in outcome) {
      failed++;
      console.log(`  FAIL: ${outcome.broke}`);
      continue;
    }
    for (const { what, expected, got, allowed, pass } of outcome.rows) {
      if (pass) passed++;
      else failed++;
      console.log(`  ${what.padEnd(58)} expected ${expected.padStart(12)}  got ${shown(got).padStart(14)}  allowed ${allowed.padEnd(12)} ${pass ? "pass" : "FAIL"}`);
    }
    console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

if (isEntry(import.meta.url)) process.exitCode = main(process.argv.slice(2));
