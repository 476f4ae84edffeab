import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, administrator, removeFolder } from "../kit/backend.ts";
import { freePort, startDesktop, type Desktop } from "../kit/desktop.ts";
import { differenceOf, matchGolden, pictureOf, TOLERANCE } from "../kit/golden.ts";
import { logIn } from "../kit/person.ts";
import { AT_LEVEL_3, tellMoment } from "../kit/twin-room.ts";
import { showScene, takeScene, TWIN_SCENES } from "../kit/twin-scenes.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

describe("the twin looks as it did, in Electron", () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-golden-"));
  let server: XServer;
  let desktop: Desktop;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    await buildStale();
    server = await startXServer(1);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    desktop = await startDesktop({ display: server.display, data, port });
    [page] = (await desktop.pages("/", 1)) as [Page];
    const cookie = await administrator({ address, folder: data });
    await tellMoment({ address }, cookie, AT_LEVEL_3);
    await page.goto(`${address}/?probe`);
    await logIn(page, ADMINISTRATOR.id, ADMINISTRATOR.password);
  }, 300_000);
  afterAll(async () => {
    await desktop?.close();
    server?.stop();
    removeFolder(data);
  });

  test.each(TWIN_SCENES)("$name", async (scene) => {
    // The session stays: each scene begins on a page of its own.
    await page.goto(`${address}/?probe`);
    await showScene(page, scene);
    expect(await matchGolden(`${scene.name}-electron`, () => takeScene(page))).toBeLessThanOrEqual(TOLERANCE);
    if (scene.name === "city") {
      const whole = pictureOf(await takeScene(page));
      await page.evaluate(() => window.__scene?.layers(["buildings", "water-surface", "wards", "names", "models", "sensors", "gauges", "rain", "wind", "tide", "cameras"]));
      await expect.poll(async () => differenceOf(whole, pictureOf(await takeScene(page))).share, { timeout: 30_000 }).toBeGreaterThan(5 * TOLERANCE);
    }
  }, 400_000);
});
