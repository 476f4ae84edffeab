import { run, type Outcome, type Stage } from "./stages.ts";
import { failedFiles, passedIn } from "./tally.ts";

/** More files than these that fail are no accident of a busy machine. */
const FEW = 3;

/** A test that failed in the whole run and passed with its file run alone. */
export interface Unsteady {
  file: string;
  titles: readonly string[];
}

/**
 * A stage of real windows and servers on a shared machine: where few of its files failed, those are run once more, whole and alone.
 * What passes then counts as passed and is told as unsteady, by name; what fails again has failed.
 *
 * @returns the outcome to count, and what was unsteady
 */
export async function runSteady(stage: Stage, live: boolean): Promise<{ outcome: Outcome; unsteady: readonly Unsteady[] }> {
  const first = await run(stage, { live });
  const { report } = stage;
  if (first.failed === 0 || report === undefined) return { outcome: first, unsteady: [] };
  const files = failedFiles(report);
  if (files.size === 0 || files.size > FEW) return { outcome: first, unsteady: [] };
  const kept = first.passed - passedIn(report, new Set(files.keys()));
  for (const [file, titles] of files) console.log(`once more: ${file}${titles.map((title) => `\n  ${title}`).join("")}`);
  const beside = report.replace(/\.json$/, "-again.json");
  const again = await run({ ...stage, report: beside, args: [...stage.args.map((arg) => arg.replace(report, beside)), ...files.keys()] }, { live });
  const outcome = { ...first, passed: kept + again.passed, failed: again.failed, ms: first.ms + again.ms, output: `${first.output}${again.output}` };
  const note = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped.length} skipped`;
  if (again.failed > 0) return { outcome: { ...outcome, note }, unsteady: [] };
  return { outcome: { ...outcome, note: `${note}, ${files.size} of its files only when run again` }, unsteady: [...files].map(([file, titles]) => ({ file, titles })) };
}
