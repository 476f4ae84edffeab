import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { addSource, ADMINISTRATOR, administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { pastFolder } from "../kit/past-folder.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: a forecast's alarm at the desk (no Chromium on this machine)");

vi.setConfig({ testTimeout: 240_000 });
const PACK = new URL("../../assets/city/hue", import.meta.url).pathname;
const MINUTE = 60_000;
const DAYS = 20;
/** A river that rises and falls between 0.3 and 2.5 m in thirty hours, never quite the same; `minute` 0 is when the story is told, at 1.2 m and rising. */
const level = (minute: number): number => Math.round((1.4 + (1.1 + 0.1 * Math.sin(minute / 1700)) * Math.sin((2 * Math.PI * minute) / 1800 - 0.18)) * 100) / 100;

describe.skipIf(CHROMIUM === undefined)("a river is forecast to pass alarm level II: the alarm comes before the water, and its card leads to the chart (H-3.5)", () => {
  const complaints: Complaints = [];
  const began = Date.now();
  let backend: TestBackend;
  let browser: Browser;
  let desk: Page;
  let secret: string;

  /** What the gauge reads now. */
  async function read(): Promise<void> {
    const answer = await fetch(`${backend.address}/sta/v1.1/Datastreams(kim-long.water-level)/Observations`, { method: "POST", body: JSON.stringify({ result: level((Date.now() - began) / MINUTE) }), headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` } });
    if (answer.status !== 201) throw new Error(`observation refused: ${answer.status}`);
  }

  beforeAll(async () => {
    await buildStale();
    const past = await pastFolder({ pack: PACK, now: began, hours: DAYS * 24, values: (minute) => level(minute - DAYS * 24 * 60) });
    [backend, browser] = await Promise.all([startBackend({ folder: past.folder }), launchChromium()]);
    secret = await addSource(backend, await administrator(backend), "tram");
    await read();
    desk = await openPage(browser, backend, "/", complaints);
    desk.setDefaultTimeout(120_000);
    await logIn(desk, ADMINISTRATOR.id, ADMINISTRATOR.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    if (backend !== undefined) removeFolder(backend.folder);
  });

  const alarm = () => desk.locator('[role=row][data-alarm^="river-will-pass"]').first();

  test("the alarm says when, within what, and how surely", async () => {
    // The gauge goes on reporting while its model learns.
    await until(async () => {
      if ((await alarm().count()) > 0) return true;
      await read();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return false;
    }, 200_000, backend.log);
    expect(await alarm().innerText()).toMatch(/Sông Hương tại Kim Long: dự báo vượt BĐ II \(2,00 m\) lúc \d\d:\d\d/);
    await alarm().click();
    const card = desk.locator("#panel article");
    await card.getByText(/lúc \d\d:\d\d (± \d+ (phút|giờ)|\(sớm hơn tới)/).first().waitFor();
    await card.locator("[data-forecast=own]").getByText("sai số đã qua").waitFor();
    await card.locator("figure [data-ahead]").waitFor();
    await shoot(desk, "forecast-card-1920");
  });

  test("its card leads to the chart: past errors first, then the band and the levels", async () => {
    await desk.getByRole("button", { name: "Xem dự báo và sai số đã qua" }).click();
    const panel = desk.locator("#panel");
    await panel.locator('[data-gauge="kim-long.water-level"][data-open]').waitFor();
    await panel.locator("[data-lead]").first().waitFor();
    await panel.locator("figure [data-ahead]").getByText("Dự báo, khoảng 90 %").waitFor();
    await panel.locator("figure").getByText("BĐ II: 2,00 m").waitFor();
    // In sight on a desk's screen, without a turn of the wheel.
    const box = await panel.locator("figure").boundingBox();
    expect(box === null ? Infinity : box.y + 260).toBeLessThan(1080);
    await shoot(desk, "forecast-chart-1920");
    await desk.setViewportSize({ width: 1366, height: 768 });
    await panel.locator("figure canvas").waitFor();
    await shoot(desk, "forecast-chart-1366");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
