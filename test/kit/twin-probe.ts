import type { Page } from "playwright-core";

/** What the scene's probe answers, as a test sees it from outside the page. */
interface Probe {
  idle(): Promise<void>;
  pick(lon: number, lat: number, by?: readonly [number, number]): { is: string; thingId?: string } | undefined;
  project(lon: number, lat: number): readonly [x: number, y: number];
  pixel(lon: number, lat: number): Promise<readonly [number, number, number]>;
  depth(lon: number, lat: number): { depth: number; level: number } | undefined;
  jump(lon: number, lat: number, zoom: number, lean?: { pitch: number; bearing: number }): void;
  tilt(on: boolean): void;
  layers(on: readonly string[] | "all", field?: string): Promise<void>;
  lose(): void;
  stats(): { frames: readonly number[]; maps: number };
  refused(): readonly { id: string; why: string }[];
}

declare global {
  interface Window {
    __scene?: Probe;
  }
}

type Point = readonly [lon: number, lat: number];

/** The newest map of a page opened with `?probe`. */
export function probeOf(page: Page) {
  const there = async (): Promise<void> => void (await page.waitForFunction(() => window.__scene !== undefined, undefined, { timeout: 40_000 }));
  return {
    there,
    async idle(): Promise<void> {
      await there();
      await page.evaluate(() => window.__scene?.idle());
    },
    /** Waits for the n-th map of this window. */
    remade: async (n: number): Promise<void> => void (await page.waitForFunction((count) => window.__scene?.stats().maps === count, n, { timeout: 60_000 })),
    pick: (at: Point) => page.evaluate(([lon, lat]) => window.__scene?.pick(lon, lat), at),
    pixel: (at: Point) => page.evaluate(([lon, lat]) => window.__scene?.pixel(lon, lat) ?? ([-1, -1, -1] as const), at),
    depth: (at: Point) => page.evaluate(([lon, lat]) => window.__scene?.depth(lon, lat)?.depth, at),
    jump: (at: Point, zoom: number, lean?: { pitch: number; bearing: number }) => page.evaluate(([lon, lat, to, how]) => window.__scene?.jump(lon, lat, to, how), [at[0], at[1], zoom, lean] as const),
    tilt: (on: boolean) => page.evaluate((is) => window.__scene?.tilt(is), on),
    layers: (on: readonly string[] | "all", field?: string) => page.evaluate(([which, property]) => window.__scene?.layers(which, property), [on, field] as const),
    lose: () => page.evaluate(() => window.__scene?.lose()),
    maps: () => page.evaluate(() => window.__scene?.stats().maps ?? 0),
    frames: () => page.evaluate(() => [...(window.__scene?.stats().frames ?? [])]),
    refused: () => page.evaluate(() => (window.__scene?.refused() ?? []).map(({ id, why }) => `${id}: ${why}`)),
  };
}
