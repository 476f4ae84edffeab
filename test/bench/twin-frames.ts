/** The whole twin, all layers on, while its view moves: JavaScript of a frame, and frames beside the map library alone with the same base style. */
import type { Page } from "playwright-core";
import { buildStale } from "../../scripts/build.ts";
import { launchChromium } from "../kit/chromium.ts";
import { buildPlainMap } from "../kit/plain-map.ts";
import { probeOf } from "../kit/twin-probe.ts";
import { openTwinRoom } from "../kit/twin-room.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { countOf, drawnFrames, PLACES, scriptOfFrames, SOFTWARE } from "./twin-drive.ts";

/** Frames at each place and turn. */
const FRAMES = countOf("KYDAI_BENCH_FRAMES", 30);
const ROUNDS = countOf("KYDAI_BENCH_ROUNDS", 3);
/** Of `PLACES`: the city, houses near by, and the whole province. */
const LOOKED_AT = PLACES.slice(0, 4);

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const [room, plain] = await Promise.all([openTwinRoom(), buildPlainMap()]);
  const browser = await launchChromium();
  try {
    const twin = await room.open(browser);
    await probeOf(twin).idle();
    const size = await twin.evaluate(() => {
      const { clientWidth = 0, clientHeight = 0 } = document.querySelector(".maplibregl-map") ?? {};
      return { w: clientWidth, h: clientHeight };
    });
    const alone = await twin.context().newPage();
    await alone.goto(`${room.backend.address}${await plain.offer(alone)}?probe&w=${size.w}&h=${size.h}`);
    const pages = { twin, alone };
    /** In turns, so that whatever else the machine does falls on both. @returns twin ÷ alone, place by place */
    const beside = async (): Promise<{ ratios: number[]; twin: number[]; alone: number[] }> => {
      const drawn: { ratios: number[]; twin: number[]; alone: number[] } = { ratios: [], twin: [], alone: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const place of LOOKED_AT) {
          const medians = { twin: 0, alone: 0 };
          for (const which of ["alone", "twin"] as const) {
            await show(pages[which], place);
            const took = await drawnFrames(pages[which], place, FRAMES);
            medians[which] = median(took);
            drawn[which].push(...took);
          }
          drawn.ratios.push(medians.twin / medians.alone);
        }
      }
      return drawn;
    };
    const usual = await beside();
    await probeOf(twin).layers("all", "rain-rate");
    const all = await beside();
    const scripts: number[] = [];
    for (const place of LOOKED_AT) {
      await show(twin, place);
      scripts.push(...await scriptOfFrames(twin, place, FRAMES * ROUNDS));
    }
    const note = `${SOFTWARE}; map of ${size.w} × ${size.h}`;
    const told = (one: typeof usual): string => `${note}; ${median(one.twin).toFixed(0)} and ${median(one.alone).toFixed(0)} ms, by place ${one.ratios.map((each) => each.toFixed(1)).join(" ")}`;
    return [
      { name: "twin with all layers, view moving: JavaScript per frame", value: median(scripts), unit: "ms (p50)", target: { op: "<=", value: 16 }, note: `${note}, n=${scripts.length}` },
      { name: "the same, slowest but few", value: quantile(scripts, 0.95), unit: "ms (p95)", target: { op: "<=", value: 33 } },
      { name: "frame of the twin ÷ frame of the base map alone", value: median(usual.ratios), unit: "× (p50)", target: { op: "<=", value: 3 }, note: told(usual) },
      { name: "the same with every layer there is, the ground in relief too", value: median(all.ratios), unit: "× (p50)", note: told(all) },
    ];
  } finally {
    await browser.close();
    plain.remove();
    await room.close();
  }
}

async function show(page: Page, place: readonly [number, number, number]): Promise<void> {
  await page.bringToFront();
  await probeOf(page).jump([place[0], place[1]], place[2]);
  await probeOf(page).idle();
}
