/** A change of one alarm's state among 10,000 and 100,000 open ones: from the wish to the changed row on the console's screen. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AlarmId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { addSource, administrator, openWindow, removeFolder, request, startBackend, valueOf } from "../kit/backend.ts";
import { browserOf, launchChromium } from "../kit/chromium.ts";
import { writePack } from "../kit/pack.ts";
import { until } from "../kit/until.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const GAUGES = 10_000;
const CHANGES = 15;

async function measure(rules: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  const backend = await startBackend({ args: ["--pack", writePack(join(folder, "pack"), GAUGES, rules), "--log", "warn"] });
  const browser = await launchChromium();
  try {
    const cookie = await administrator(backend);
    const secret = await addSource(backend, cookie, "tram");
    const arrays = Array.from({ length: GAUGES }, (_value, i) => ({ Datastream: { "@iot.id": `g${i}.level` }, components: ["result"], dataArray: [[5]] }));
    const answer = await fetch(`${backend.address}/sta/v1.1/CreateObservations`, {
      method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` }, body: JSON.stringify(arrays),
    });
    if (!answer.ok) throw new Error(`observations refused: ${answer.status}`);
    await until(async () => valueOf(await request(backend, cookie, "snapshot:get", {})).openAlarms === GAUGES * rules, 120_000);

    const page = await (await browserOf(browser, backend, cookie)).newPage();
    await page.goto(`${backend.address}/`);
    const row = page.locator('[role=row][data-state="unack"]');
    await row.first().waitFor({ timeout: 120_000 });
    await page.waitForFunction((n) => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") ?? 0) >= n, Math.min(1, GAUGES), { timeout: 120_000 });
    // What is measured is a change in a window that has loaded, not the loading of 100,000 alarms: two seconds without a long task.
    await page.evaluate(() => new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, 2000);
      new PerformanceObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, 2000);
      }).observe({ entryTypes: ["longtask"] });
      setTimeout(resolve, 60_000);
    }));
    const window = await openWindow(backend, cookie);
    const spent: number[] = [];
    for (let i = 0; i < CHANGES; i++) {
      const id = await row.nth(i % 5).getAttribute("id");
      const alarmId = await page.evaluate((rowId) => document.getElementById(rowId)?.getAttribute("data-alarm"), id ?? "");
      if (alarmId === null || alarmId === undefined) throw new Error("the row does not name its alarm");
      // Both clocks are this machine's.
      const seen = page.evaluate((wanted) => new Promise<number>((resolve) => {
        const look = (): void => {
          const found = document.querySelector(`[data-alarm="${wanted}"]`);
          if (found === null || found.getAttribute("data-state") !== "unack") requestAnimationFrame(() => resolve(Date.now()));
          else requestAnimationFrame(look);
        };
        look();
      }), alarmId);
      const began = Date.now();
      valueOf(await window.ask("alarm:acknowledge", { alarmIds: [AlarmId.parse(alarmId)] }));
      spent.push((await seen) - began);
    }
    window.close();
    return spent;
  } finally {
    await browser.close();
    await backend.stop();
    removeFolder(backend.folder);
    rmSync(folder, { recursive: true });
  }
}

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const rows: BenchRow[] = [];
  for (const rules of [1, 10]) {
    const spent = await measure(rules);
    rows.push({ name: `alarm queue with ${(GAUGES * rules).toLocaleString("en-US")} open alarms: status change on screen`, value: quantile(spent, 0.9), unit: "ms (p90)", target: { op: "<=", value: 500 }, note: `median ${median(spent)} ms, n=${spent.length}` });
  }
  return rows;
}
