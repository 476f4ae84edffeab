/** What the window keeps in memory over many views and many lost graphics contexts: nothing. */
import type { CDPSession } from "playwright-core";
import { z } from "zod";
import { buildStale } from "../../scripts/build.ts";
import { launchChromium } from "../kit/chromium.ts";
import { probeOf } from "../kit/twin-probe.ts";
import { openTwinRoom } from "../kit/twin-room.ts";
import type { BenchRow } from "./row.ts";
import { countOf, PLACES, SOFTWARE } from "./twin-drive.ts";

const VIEWS = countOf("KYDAI_BENCH_VIEWS", 50);
const LOSSES = countOf("KYDAI_BENCH_LOSSES", 20);
/** The heap after so many is what later ones are held against: all code has come by then. */
const WARM = 5;
const MB = 2 ** 20;
const Usage = z.object({ usedSize: z.number() });

/** Memory in use after everything nobody needs was thrown away, MB. */
async function heapOf(devtools: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
  return Usage.parse(await devtools.send("Runtime.getHeapUsage")).usedSize / MB;
}

/** Losses within five minutes lead to simpler maps: this window's clock goes six minutes ahead before each. */
const SKIP = () => {
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  addEventListener("skip-minutes", () => (ahead += 6 * 60_000));
};

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const room = await openTwinRoom();
  const browser = await launchChromium();
  try {
    const page = await room.open(browser, { width: 1280, height: 720 });
    await page.addInitScript(SKIP);
    await page.reload();
    const probe = probeOf(page);
    const devtools = await page.context().newCDPSession(page);
    await probe.idle();
    const views = await flat(devtools, VIEWS, async (i) => {
      const [lon, lat, zoom] = PLACES[i % PLACES.length] ?? [107.58, 16.46, 12];
      const isLeaning = i % PLACES.length === 1;
      await probe.tilt(isLeaning);
      await probe.jump([lon, lat], zoom);
      await probe.idle();
    });
    const losses = await flat(devtools, LOSSES, async () => {
      const maps = await probe.maps();
      await page.evaluate(() => dispatchEvent(new Event("skip-minutes")));
      await probe.lose();
      await probe.remade(maps + 1);
      await probe.idle();
    });
    const row = (name: string, { after, ratio }: Flat): BenchRow => ({ name, value: ratio, unit: `× after ${WARM}`, target: { op: "<=", value: 1.1 }, note: `${SOFTWARE}; MB after garbage collection: ${after.map((mb) => mb.toFixed(1)).join(", ")}` });
    return [row(`heap of the page after ${VIEWS} views`, views), row(`heap of the page after ${LOSSES} lost graphics contexts`, losses)];
  } finally {
    await browser.close();
    await room.close();
  }
}

interface Flat {
  /** MB, after the fifth and then each fifth part of the rest. */
  after: number[];
  /** The last of them by the first. */
  ratio: number;
}

async function flat(devtools: CDPSession, times: number, act: (i: number) => Promise<void>): Promise<Flat> {
  const after: number[] = [];
  for (let i = 0; i < times; i++) {
    await act(i);
    if (i + 1 === Math.min(WARM, times) || i + 1 === times || (i + 1) % Math.ceil(times / 5) === 0 && i + 1 > WARM) after.push(await heapOf(devtools));
  }
  return { after, ratio: (after.at(-1) ?? NaN) / (after[0] ?? NaN) };
}
