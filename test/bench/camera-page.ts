/** A page of Chromium on the wall's monitor whose `<video>`s are looked at: what the peers of our own player share. */
import { chromium } from "playwright-core";
import { z } from "zod";
import { CHROMIUM } from "../kit/chromium.ts";
import type { XServer } from "../kit/x-server.ts";
import { fieldsIn, type FilmKind } from "./camera-film.ts";
import { watchNumbers, type Numbers } from "./camera-numbers.ts";
import { pictureIn } from "./camera-wall.ts";
import { openEye } from "./wall-eye.ts";

export interface PageLook {
  url: string;
  args?: readonly string[];
  kind: FilmKind;
  tiles: number;
  seconds: number;
  /** ms. */
  settle: number;
}

/** @throws where the page has not as many elements as tiles were asked for */
export async function lookAtVideos(server: XServer, { url, args = [], kind, tiles, seconds, settle }: PageLook): Promise<Numbers> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? "", headless: false, env: { ...process.env, DISPLAY: server.display }, args: [...args, "--no-sandbox", "--no-first-run", "--kiosk", "--window-position=0,0", "--window-size=1920,1080", "--autoplay-policy=no-user-gesture-required"] });
  const eye = openEye(server.display);
  try {
    const page = await browser.newPage({ viewport: null });
    await page.goto(url);
    await page.waitForFunction((wanted) => [...document.querySelectorAll("video")].filter((one) => one.currentTime > 0).length === wanted, tiles, { timeout: 60_000 }).catch(() => undefined);
    await new Promise((next) => setTimeout(next, settle));
    const boxes = z.array(z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })).parse(await page.evaluate(() => [...document.querySelectorAll("video")].map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      const bar = outerHeight - innerHeight;
      return { x: Math.round(screenX + left), y: Math.round(screenY + bar + top), w: Math.round(width), h: Math.round(height) };
    })));
    if (boxes.length !== tiles) throw new Error(`${boxes.length} of ${tiles} elements on the page`);
    await eye.look(boxes.map((box) => fieldsIn(pictureIn(box))));
    return await watchNumbers(eye, { cameraAt: boxes.map((_box, i) => i), kind, tiles, seconds });
  } finally {
    eye.close();
    await browser.close();
  }
}
