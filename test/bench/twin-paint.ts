/** From the page being opened to the first frame with the whole base map, in windows that have nothing in their cache. */
import { buildStale } from "../../scripts/build.ts";
import { launchChromium } from "../kit/chromium.ts";
import { openTwinRoom } from "../kit/twin-room.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { countOf, SOFTWARE } from "./twin-drive.ts";

const PAGES = countOf("KYDAI_BENCH_PAGES", 10);

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const room = await openTwinRoom();
  const browser = await launchChromium();
  try {
    const took: number[] = [];
    for (let i = 0; i < PAGES; i++) {
      const page = await room.open(browser); // a context of its own: no cache, no compiled code
      await page.waitForFunction(() => performance.getEntriesByName("map-painted").length > 0, undefined, { timeout: 60_000 });
      took.push(await page.evaluate(() => performance.getEntriesByName("map-painted")[0]?.startTime ?? NaN));
      await page.context().close();
    }
    const note = `${SOFTWARE}; cold pages, n=${took.length}: ${took.map((ms) => (ms / 1000).toFixed(1)).join(", ")} s`;
    return [
      { name: "console opened → first map painted, whole base map, flood day", value: median(took) / 1000, unit: "s (p50)", target: { op: "<=", value: 4 }, note },
      { name: "the same, slowest but few", value: quantile(took, 0.95) / 1000, unit: "s (p95)", target: { op: "<=", value: 6 } },
    ];
  } finally {
    await browser.close();
    await room.close();
  }
}
