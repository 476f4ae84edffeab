import type { Page } from "playwright-core";
import { probeOf } from "./twin-probe.ts";

/** What goldens are taken of, all at the same moment of the flood day. */
export const TWIN_SCENES: readonly TwinScene[] = [
  { name: "city", at: [107.585, 16.468], zoom: 12.2 },
  { name: "citadel", at: [107.5785, 16.4695], zoom: 15.2, lean: { pitch: 55, bearing: -20 }, layers: ["buildings", "wards", "names", "models", "sensors", "cameras", "alarms"] },
  { name: "flood", at: [107.566, 16.458], zoom: 13.8, layers: ["buildings", "wards", "names", "models", "water-surface", "gauges", "alarms"] },
];

export interface TwinScene {
  name: string;
  at: readonly [lon: number, lat: number];
  zoom: number;
  lean?: { pitch: number; bearing: number };
  /** Absent: those that are on by themselves. */
  layers?: readonly string[];
}

/** Size of the pictures, px. */
const SIZE = { width: 960, height: 540 };

/** Shows a scene on a page opened with `?probe`: the map alone, of a size of its own, whatever the console around it looks like. */
export async function showScene(page: Page, { at, zoom, lean, layers }: TwinScene): Promise<void> {
  await probeOf(page).idle();
  await page.evaluate(({ width, height }) => {
    const sheet = new CSSStyleSheet(); // a style element would be against the page's policy
    sheet.replaceSync(`
      * { visibility: hidden !important; transition: none !important }
      .maplibregl-map, .maplibregl-map * { visibility: visible !important }
      .maplibregl-map { position: fixed !important; inset: 0 auto auto 0 !important; width: ${width}px !important; height: ${height}px !important; z-index: 9999 }
      :has(.maplibregl-map) { contain: none !important; transform: none !important; overflow: visible !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, SIZE);
  const probe = probeOf(page);
  await page.waitForFunction(({ width }) => document.querySelector(".maplibregl-canvas")?.clientWidth === width, SIZE);
  if (layers !== undefined) await probe.layers(layers);
  await probe.tilt(lean !== undefined);
  await probe.jump(at, zoom, lean);
  await probe.idle();
}

/** The map as it is now, without what flashes. */
export function takeScene(page: Page): Promise<Uint8Array> {
  return page.screenshot({ clip: { x: 0, y: 0, ...SIZE }, animations: "disabled", scale: "css", timeout: 60_000 });
}
