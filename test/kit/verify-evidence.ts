import { spawnSync } from "node:child_process";

const PROGRAM = new URL("../../scripts/verify-evidence.mjs", import.meta.url).pathname;

/** Runs the verifier as people do. @returns its exit code and all it printed */
export function verifyEvidence(...args: string[]): { code: number | null; text: string } {
  const { INIT_CWD: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: "utf8", timeout: 60_000, env });
  return { code: run.status, text: run.stdout + run.stderr };
}
