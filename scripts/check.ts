import { run, stagesOf, type StageName } from "./stages.ts";
import { remember, split } from "./unchanged.ts";

// npm run check: types, lint and unit tests, side by side; the fast loop while working. Test files that passed and whose
// whole closure of files is unchanged since are not run again; `--all` runs them.
const names: StageName[] = ["types", "lint", "unit"];
const { unchanged, toRun } = process.argv.includes("--all") ? { unchanged: [], toRun: new Map([...split().toRun]) } : split();
const files = unchanged.length === 0 ? [] : [...toRun.keys()];
const stages = stagesOf(names).map((stage) => (stage.name === "unit" ? { ...stage, args: [...stage.args, ...files] } : stage));
const outcomes = await Promise.all(stages.map((stage) => run(stage)));
for (const stage of stages) if (stage.report !== undefined) remember(stage.report, toRun);
const failed = outcomes.filter((outcome) => outcome.failed > 0);
for (const outcome of outcomes) {
  const kept = outcome.name === "unit" && unchanged.length > 0 ? `, ${unchanged.length} files unchanged since they passed` : "";
  console.log(`${outcome.failed > 0 ? "✗" : "✓"} ${outcome.name}  ${outcome.note}${kept}  ${(outcome.ms / 1000).toFixed(1)} s`);
}
for (const outcome of failed) console.log(`\n── ${outcome.name}\n${outcome.output}`);
process.exitCode = failed.length > 0 ? 1 : 0;
