/** What the page's own thread pays for an update of the map: 100,000 stations at once beside the map library's own way in the same run, and 10,000 vehicles at one position a second. */
import type { Page } from "playwright-core";
import { launchChromium } from "../kit/chromium.ts";
import { serveTwinPage } from "../kit/twin-page.ts";
import type { Spec } from "../kit/twin-page/page.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { countOf } from "./twin-drive.ts";

const STATIONS = 100_000;
const VEHICLES = 10_000;
/** Readings of one frame off the wire. */
const FRAME = 10_000;
const ROUNDS = countOf("KYDAI_BENCH_ROUNDS", 40);
/** Seconds in which vehicles report. */
const DRIVE = 10;

declare global {
  interface Window {
    /** ms spent in the vehicles' own steps and in timers. */
    spent?: { steps: number; timers: number };
  }
}

export async function bench(): Promise<BenchRow[]> {
  const served = await serveTwinPage();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 960, height: 540 } });
    await page.addInitScript(countSpent);
    await open(page, `${served.address}/`);
    await page.evaluate((n) => window.twin!.flood(n), STATIONS);
    const wire = await page.evaluate(([n, rounds]) => window.twin!.wireCost(n, rounds), [FRAME, 4 * ROUNDS] as const);
    const { ours, groups, objects, decode } = await page.evaluate((rounds) => window.twin!.updateCost(rounds), ROUNDS);
    await open(page, `${served.address}/`);
    const driven = await drive(page);
    return [
      { name: "100,000 stations all changing: CPU per update in the page", value: median(ours), unit: "ms (p50)", target: { op: "<=", value: 0.5 }, note: `p95 ${quantile(ours, 0.95).toFixed(2)}, n=${ours.length}` },
      { name: "states of all 100,000, for groups, at most every 300 ms", value: median(groups), unit: "ms (p50)", note: `p95 ${quantile(groups, 0.95).toFixed(2)}` },
      { name: "the same as objects in a layer of the library", value: median(objects), unit: "ms (p50)", note: `n=${objects.length}` },
      { name: "library with objects ÷ ours", value: median(objects) / median(ours), unit: "×", target: { op: ">=", value: 20 } },
      { name: "100,000 values read off the wire", value: median(decode), unit: "ms (p50)", note: "binary columns, on the page's thread" },
      { name: "a frame of 10,000 values: reading its bytes", value: median(wire.decode), unit: "ms (p50)", note: `n=${wire.decode.length}` },
      { name: "the same: taking them in, which stays with the page", value: median(wire.apply), unit: "ms (p50)" },
      { name: "the same, already read, handed over by a worker", value: median(wire.hop), unit: "ms (p50)", note: "typed arrays transferred" },
      { name: "10,000 vehicles, one position a second each: CPU per second", value: driven.ms, unit: "ms/s", note: `${driven.pictures.toFixed(1)} pictures/s in software` },
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => window.twin !== undefined);
}

/** Runs in the page before all else: adds up what the vehicles' steps and all timers cost. */
function countSpent(): void {
  const spent = { steps: 0, timers: 0 };
  window.spent = spent;
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (task) => frame((at) => {
    const from = performance.now();
    task(at);
    if (task.name.startsWith("animate")) spent.steps += performance.now() - from;
  });
  const timer = window.setTimeout.bind(window);
  window.setTimeout = ((task: () => void, ms?: number) => timer(() => {
    const from = performance.now();
    task();
    spent.timers += performance.now() - from;
  }, ms)) as typeof window.setTimeout;
}

async function drive(page: Page): Promise<{ ms: number; pictures: number }> {
  const specs = Array.from({ length: VEHICLES }, (_, i): Spec => ({ id: `v${i}`, kind: "vehicle", at: [107.58, 16.46], streams: [{ property: "longitude", v: 107.5 + (i % 100) / 700 }, { property: "latitude", v: 16.42 + Math.floor(i / 100) / 1400 }, { property: "course", v: i % 360 }] }));
  await page.evaluate((given) => window.twin!.put(given), specs);
  return page.evaluate(async (seconds) => {
    const { room, map } = window.twin!;
    let pictures = 0;
    map.on("render", () => (pictures += 1));
    const spent = window.spent!;
    const [steps, timers] = [spent.steps, spent.timers];
    let told = 0;
    for (let i = 0; i < seconds; i++) {
      room.now = room.at() + 1000;
      const { v, t } = room.values();
      for (let row = 0; row < v.length; row++) {
        if (row % 3 < 2) v[row]! += 0.0001;
        t[row] = room.at();
      }
      const from = performance.now();
      room.tellAll();
      told += performance.now() - from;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    return { ms: (spent.steps - steps + spent.timers - timers + told) / seconds, pictures: pictures / seconds };
  }, DRIVE);
}
