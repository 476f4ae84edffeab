import { runSteady, type Unsteady } from "./again.ts";
import { buildStale } from "./build.ts";
import { chromium, program } from "./machine.ts";
import { run, stagesOf, type Outcome, type StageName } from "./stages.ts";

// npm test [STAGE …]: everything, or the named stages. The last line counts; the exit code is 1 when anything failed.
const ALL: readonly StageName[] = ["types", "lint", "unit", "heavy", "integration", "chaos", "browser", "desktop"];
const BUILT: readonly StageName[] = ["integration", "chaos", "browser", "desktop"];

const asked = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
const unknown = asked.filter((name) => !ALL.some((stage) => stage === name));
if (unknown.length > 0) {
  console.error(`unknown stage ${unknown.join(", ")}; there are: ${ALL.join(", ")}`);
  process.exit(2);
}
const names = ALL.filter((name) => asked.length === 0 || asked.includes(name));

if (program("mosquitto") === undefined) console.log("note: no mosquitto on this machine, tests against it are skipped");
if (chromium() === undefined) console.log("note: no Chromium on this machine, browser tests are skipped");

const outcomes: Outcome[] = [];
const unsteady: Unsteady[] = [];
const started = performance.now();

async function all(): Promise<void> {
  const [types, lint] = [names.includes("types"), names.includes("lint")];
  const first = names.filter((name) => (name === "types" && types) || (name === "lint" && lint));
  for (const outcome of await Promise.all(stagesOf(first).map((stage) => run(stage)))) {
    if (outcome.failed > 0) console.log(outcome.output);
    report(outcome);
  }
  if (names.some((name) => BUILT.includes(name))) await buildStale();
  for (const stage of stagesOf(names.filter((name) => name !== "types" && name !== "lint"))) {
    console.log(`\n── ${stage.name}`);
    const { outcome, unsteady: shaken } = BUILT.includes(stage.name) ? await runSteady(stage, true) : { outcome: await run(stage, { live: true }), unsteady: [] };
    unsteady.push(...shaken);
    if (outcome.failed > 0 && outcome.output !== "") console.log(outcome.output);
    report(outcome);
  }
}

function report(outcome: Outcome): void {
  outcomes.push(outcome);
  console.log(`${outcome.failed > 0 ? "✗" : "✓"} ${outcome.name}  ${outcome.note}  ${(outcome.ms / 1000).toFixed(1)} s`);
  for (const { title, reason } of outcome.skipped) console.log(`  skipped: ${title} (${reason})`);
}

let broken = 0;
try {
  await all();
} catch (error) {
  // The build or the runner itself: counted, so that the last line is always the last line.
  console.error(error);
  broken = 1;
}
const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
const failed = sum((outcome) => outcome.failed) + broken;
for (const { file, titles } of unsteady) console.log(`unsteady: ${file} passed only when run again, alone${titles.map((title) => `\n  ${title}`).join("")}`);
console.log(`\n${((performance.now() - started) / 60_000).toFixed(1)} min`);
console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed, ${sum((outcome) => outcome.skipped.length)} skipped`);
process.exit(failed > 0 ? 1 : 0);
