/** What the benches of the twin share: a view that moves, and what each of its frames took. */
import type { Page } from "playwright-core";

/** Said with every figure of the twin: on a graphics card all of them are others. */
export const SOFTWARE = "software rendering, 2 cores";
/** [lon, lat, zoom] of what a shift looks at. */
export const PLACES: readonly (readonly [number, number, number])[] = [
  [107.58, 16.467, 12.5], [107.579, 16.47, 15.2], [107.5637, 16.4583, 14], [107.59, 16.46, 11], [107.64, 16.55, 13],
];

/** A positive whole number out of the environment. */
export function countOf(name: string, otherwise: number): number {
  const given = Number(process.env[name] ?? otherwise);
  return Number.isInteger(given) && given > 0 ? given : otherwise;
}

/**
 * Moves the map a little for each frame and waits until its pixels can be read: drawing is then over, on the processor too.
 *
 * @returns ms of each frame
 */
export function drawnFrames(page: Page, [lon, lat, zoom]: readonly [number, number, number], n: number): Promise<number[]> {
  return page.evaluate(async ({ at, frames }) => {
    const took: number[] = [];
    for (let i = 0; i < frames; i++) {
      const began = performance.now();
      window.__scene?.jump(at[0] + 0.0004 * Math.sin(i), at[1] + 0.0004 * Math.cos(i), at[2]);
      await window.__scene?.pixel(at[0], at[1]);
      took.push(performance.now() - began);
    }
    return took;
  }, { at: [lon, lat, zoom] as const, frames: n });
}

/** The same without reading anything back: what remains is the window's own work. @returns ms of JavaScript of each frame that was drawn */
export function scriptOfFrames(page: Page, [lon, lat, zoom]: readonly [number, number, number], n: number): Promise<number[]> {
  return page.evaluate(async ({ at, frames }) => {
    const scripts: number[] = [];
    for (let i = 0; i < frames; i++) {
      window.__scene?.jump(at[0] + 0.0004 * Math.sin(i), at[1] + 0.0004 * Math.cos(i), at[2]);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const last = window.__scene?.stats().frames.at(-1);
      if (last !== undefined) scripts.push(last);
    }
    return scripts;
  }, { at: [lon, lat, zoom] as const, frames: n });
}
