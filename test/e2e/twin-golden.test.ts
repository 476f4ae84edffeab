import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { differenceOf, matchGolden, pictureOf, TOLERANCE } from "../kit/golden.ts";
import { openTwinRoom, type TwinRoom } from "../kit/twin-room.ts";
import { showScene, takeScene, TWIN_SCENES } from "../kit/twin-scenes.ts";

if (CHROMIUM === undefined) console.log("skipped: pictures of the twin (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("the twin looks as it did, in Chromium", () => {
  let room: TwinRoom;
  let browser: Browser;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openTwinRoom(), launchChromium()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.close();
  });

  test.each(TWIN_SCENES)("$name", async (scene) => {
    const page = await room.open(browser);
    await showScene(page, scene);
    expect(await matchGolden(`${scene.name}-chromium`, () => takeScene(page))).toBeLessThanOrEqual(TOLERANCE);
    if (scene.name === "city") {
      // Proof that the comparison sees what is missing: the alarms' signs.
      const whole = pictureOf(await takeScene(page));
      await page.evaluate(() => window.__scene?.layers(["buildings", "water-surface", "wards", "names", "models", "sensors", "gauges", "rain", "wind", "tide", "cameras"]));
      await expect.poll(async () => differenceOf(whole, pictureOf(await takeScene(page))).share, { timeout: 30_000 }).toBeGreaterThan(5 * TOLERANCE);
    }
    await page.context().close();
  }, 400_000);
});
