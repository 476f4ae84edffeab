/** From the command to the first window painted, built: the backend and the browser window as `npm start` has them, without the desktop shell. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStale } from "../../scripts/build.ts";
import { ROOT } from "../../scripts/fingerprint.ts";
import { launchChromium } from "../kit/chromium.ts";
import { until } from "../kit/until.ts";
import { median } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const ROUNDS = 5;

/** @returns ms until the backend answers, and until the window has painted */
async function once(folder: string): Promise<{ up: number; painted: number }> {
  const browser = await launchChromium();
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, "dist/backend/main.js"), "--data", folder, "--port", "0", "--mqtt-port", "0", "--log", "warn"], { stdio: "ignore" });
  try {
    const place = join(folder, "backend.json");
    await until(() => existsSync(place), 30_000);
    const up = performance.now() - began;
    const { port }: { port: number } = JSON.parse(readFileSync(place, "utf8"));
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0 && document.querySelector("form, [role=grid]") !== null);
    return { up, painted: performance.now() - began };
  } finally {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await gone;
    await browser.close();
  }
}

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  try {
    const first = await once(folder);
    const rounds: { up: number; painted: number }[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await once(folder));
    return [
      { name: "cold start (built) → first window painted", value: median(rounds.map(({ painted }) => painted)) / 1000, unit: "s", target: { op: "<=", value: 3 }, note: `backend up after ${(median(rounds.map(({ up }) => up)) / 1000).toFixed(2)} s; very first start, with an empty data folder, ${(first.painted / 1000).toFixed(2)} s` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
