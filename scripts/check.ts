import { run, stagesOf, type StageName } from "./stages.ts";

// npm run check: types, lint and unit tests, side by side; the fast loop while working.
const names: StageName[] = ["types", "lint", "unit"];
const outcomes = await Promise.all(stagesOf(names).map((stage) => run(stage)));
const failed = outcomes.filter((outcome) => outcome.failed > 0);
for (const outcome of outcomes) console.log(`${outcome.failed > 0 ? "✗" : "✓"} ${outcome.name}  ${outcome.note}  ${(outcome.ms / 1000).toFixed(1)} s`);
for (const outcome of failed) console.log(`\n── ${outcome.name}\n${outcome.output}`);
process.exitCode = failed.length > 0 ? 1 : 0;
