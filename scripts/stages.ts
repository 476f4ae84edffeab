import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./fingerprint.ts";
import { chromium, electronHere, hasDisplay, program, virtualWall } from "./machine.ts";
import { readTally, type Tally } from "./tally.ts";

export type StageName = "types" | "lint" | "unit" | "heavy" | "integration" | "chaos" | "browser" | "desktop";

/** One step of `npm test`. */
export interface Stage {
  name: StageName;
  /** The command's arguments, run by this Node. */
  args: readonly string[];
  /** Added to the environment. */
  env?: Readonly<Record<string, string>>;
  /** The JSON report vitest writes; absent: the command itself is the one test. */
  report?: string;
  /** Why this machine cannot run it; absent: it can. */
  missing?: string;
  /** Longest it may take, ms; then it is ended and counted as failed. Several times what it takes on a quiet machine: it ends what hangs, and is no target. */
  limit: number;
}

export interface Outcome extends Tally {
  name: StageName;
  ms: number;
  /** What it printed, where it was not printed at once. */
  output: string;
  /** One line for a summary. */
  note: string;
}

const bin = (path: string) => join(ROOT, "node_modules", path);
const MINUTE = 60_000;

/** Stages that start whole backends start the built one, as it is given away; test.ts has built it. */
const BUILT = { KYDAI_TEST_BACKEND: join(ROOT, "dist/backend/main.js") };
/** Each test file has its own backend on its own ports. What draws maps in software takes both cores of a small machine and runs alone, as Electron's windows do. */
const TWO_FILES = { ...BUILT, KYDAI_TEST_FILES: "2" };

function vitest(name: StageName, args: readonly string[], { limit, missing, env }: { limit: number; missing?: string | undefined; env?: Stage["env"] }): Stage {
  const report = join(ROOT, ".cache/test", `${name}.json`);
  const common = ["run", "--config", "test/vitest.config.ts", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  return { name, args: [bin("vitest/vitest.mjs"), ...common, ...args], report, limit, ...(missing !== undefined && { missing }), ...(env !== undefined && { env }) };
}

/** @returns why desktop windows cannot be driven here, or undefined when they can */
function noDesktop(): string | undefined {
  if (electronHere() === undefined) return "no Electron runtime (ELECTRON_OVERRIDE_DIST_PATH or `npx install-electron`)";
  if (virtualWall() === undefined && program("Xvfb") === undefined && !hasDisplay()) return "no X server (Xorg with the dummy driver, or Xvfb)";
  return undefined;
}

function stage(name: StageName): Stage {
  switch (name) {
    case "types":
      return { name, args: [bin("typescript/bin/tsc"), "-b", "--pretty", "false"], limit: 10 * MINUTE };
    case "lint":
      return { name, args: [bin("oxlint/bin/oxlint")], limit: 10 * MINUTE };
    case "unit":
      return vitest(name, ["--project", "unit", "--project", "dom"], { limit: 15 * MINUTE });
    case "heavy":
      return vitest(name, ["--project", "heavy"], { limit: 15 * MINUTE });
    case "integration":
      return vitest(name, ["--project", "integration"], { limit: 25 * MINUTE, env: TWO_FILES });
    case "chaos":
      return vitest(name, ["--project", "chaos"], { limit: 20 * MINUTE, env: TWO_FILES });
    case "browser":
      return vitest(name, ["--project", "e2e", "--exclude", "test/e2e/desktop*"], { limit: 40 * MINUTE, env: BUILT, missing: chromium() === undefined ? "no Chromium (install chromium or set CHROMIUM)" : undefined });
    case "desktop":
      return vitest(name, ["--project", "e2e", "test/e2e/desktop"], { limit: 20 * MINUTE, env: BUILT, missing: noDesktop() });
  }
}

export function stagesOf(names: readonly StageName[]): Stage[] {
  return names.map(stage);
}

/** Runs one stage to its end; shows its output as it comes when `live`, else keeps it. */
export async function run(stage: Stage, { live = false } = {}): Promise<Outcome> {
  const start = performance.now();
  if (stage.missing !== undefined) return skip(stage, stage.missing);
  if (stage.report !== undefined) {
    mkdirSync(join(stage.report, ".."), { recursive: true });
    rmSync(stage.report, { force: true });
  }
  const { code, output, late } = await command(stage.args, stage.limit, { live, env: stage.env });
  const ms = performance.now() - start;
  const tally = stage.report === undefined ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] } : readTally(stage.report, code);
  if (late) console.log(`${stage.name}: ended after ${stage.limit / MINUTE} min`);
  const note = stage.report === undefined ? "" : `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`;
  return { ...tally, name: stage.name, ms, output, note };
}

/** Counts the tests of a stage that cannot run, without running them. */
async function skip(stage: Stage, reason: string): Promise<Outcome> {
  const start = performance.now();
  const args = stage.args.filter((arg) => !arg.startsWith("--reporter") && !arg.startsWith("--outputFile"));
  const { code, output } = await command([args[0] ?? "", "list", ...args.slice(2)], stage.limit);
  const titles = output.split("\n").filter((line) => line.includes(" > "));
  const skipped = titles.map((title) => ({ title, reason }));
  // A file that does not even load is a failure on any machine.
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped, name: stage.name, ms: performance.now() - start, output, note: `skipped: ${reason}` };
}

interface Ended {
  code: number;
  output: string;
  late: boolean;
}

/** Runs one command of this Node in a process group of its own, so that its limit ends all it started. */
export function command(args: readonly string[], limit: number, { live = false, env = {} }: { live?: boolean; env?: Stage["env"] } = {}): Promise<Ended> {
  return new Promise((settle) => {
    const group = process.platform !== "win32";
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"], detached: group, env: { ...process.env, ...env } });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    let late = false;
    const end = (signal: NodeJS.Signals) => {
      try {
        if (group && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // Gone already.
      }
    };
    const timer = setTimeout(() => {
      late = true;
      end("SIGKILL");
    }, limit);
    const interrupt = (signal: NodeJS.Signals) => {
      end(signal);
      process.exitCode = 130;
    };
    process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
    const settleOnce = (code: number) => {
      clearTimeout(timer);
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
      settle({ code, output: Buffer.concat(chunks).toString("utf8"), late });
    };
    child.on("error", () => settleOnce(1));
    child.on("close", (code) => settleOnce(code ?? 1));
  });
}
