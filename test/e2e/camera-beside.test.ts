import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, redeemTicket, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

const MISSING = CHROMIUM === undefined ? "no Chromium on this machine" : undefined;
if (MISSING !== undefined) console.log(`skipped: cameras beside an alarm (${MISSING})`);

const OPERATOR = { id: AccountId.parse("truc-ban"), name: "Trực ban", password: "mat-khau-truc-ban" };

describe.skipIf(MISSING !== undefined)("the right camera at the right moment, in a browser", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let admin: string;
  let browser: Browser;
  let desk: Page;
  let wall: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend({ args: ["--pack", "city/hue", "--feed", "built-in", "--day", "calm", "--speed", "1", "--vehicles", "0"] }), launchChromium()]);
    admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: OPERATOR.id, name: OPERATOR.name, roles: ["operator"], enabled: true }, password: OPERATOR.password }));
    await until(async () => {
      // Each look costs tokens of the administrator's rate.
      await new Promise((later) => setTimeout(later, 500));
      return valueOf(await request(backend, admin, "camera:list", {})).cameras.length === 8;
    }, 60_000, () => "the demonstration's cameras are not there");
    const secret = await addSource(backend, admin, "tay");
    const sent = await fetch(`${backend.address}/sta/v1.1/Datastreams(tram-thu.test-level)/Observations`, { method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tay:${secret}`).toString("base64")}` }, body: JSON.stringify({ result: 3.9 }) });
    if (sent.status !== 201) throw new Error(`the reading was answered with ${sent.status}`);
    desk = await openPage(browser, backend, "/", complaints);
    await logIn(desk, OPERATOR.id, OPERATOR.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    if (backend !== undefined) removeFolder(backend.folder);
  });

  const around = () => desk.locator("[data-best-cameras]");
  const covered = () => wall.locator("[data-kind=camera][data-phase=on] figure[data-camera]");

  test("H-11.2 the alarm's card offers the nearest cameras, with metres and why, and their pictures on demand", async () => {
    await desk.getByRole("row").filter({ hasText: "Trạm thử" }).first().click();
    await around().waitFor();
    const lines = around().locator("[data-offer]");
    expect(await lines.count()).toBeGreaterThanOrEqual(3);
    expect(await lines.first().innerText()).toMatch(/\d+ m/);
    const sights = await lines.evaluateAll((all) => all.map((line) => line.getAttribute("data-sight")));
    const order = ["sees", "unknown", "hidden", "away", "far"];
    expect(sights).toEqual(sights.toSorted((a, b) => order.indexOf(a ?? "") - order.indexOf(b ?? "")));
    expect(await desk.locator("figure[data-camera]").count()).toBe(0);
    await around().getByRole("button", { name: "Xem hình" }).click();
    await around().locator("figure[data-condition=live]").first().waitFor();
    await around().scrollIntoViewIfNeeded();
    await shoot(desk, "best-cameras-card");
    expect(await axeOf(desk)).toEqual([]);
    await around().getByRole("button", { name: "Cất hình" }).click();
    await until(async () => (await desk.locator("figure[data-camera]").count()) === 0, 10_000);
  }, 120_000);

  test("H-11.2 one key puts the best of them on the wall beside the alarm, live; the same key takes them away", async () => {
    wall = await openPage(browser, backend, "/wall", complaints);
    await redeemTicket(wall, valueOf(await request(backend, admin, "display:ticket", { name: "Tường" })).ticket);
    await wall.locator("[data-kind=key-figures][data-phase=on]").waitFor();
    await shoot(wall, "best-cameras-wall-before");
    await desk.keyboard.press("c");
    await covered().first().waitFor();
    const first = await around().locator("[data-offer]:not([data-dead])").first().getAttribute("data-offer");
    expect(await covered().first().getAttribute("data-camera")).toBe(first);
    await wall.locator("[data-kind=camera][data-phase=on] figure[data-condition=live]").first().waitFor();
    expect(await covered().count()).toBeLessThanOrEqual(4);
    await around().getByRole("button", { name: "Cất khỏi tường" }).waitFor();
    await shoot(wall, "best-cameras-wall");
    await desk.keyboard.press("c");
    await wall.locator("[data-kind=key-figures][data-phase=on]").waitFor();
    await until(async () => (await covered().count()) === 0, 20_000);
    await around().getByRole("button", { name: "Lên tường" }).waitFor();
  }, 240_000);

  test("layouts to 64 tiles, with a large one, page by page; every tile is live or says why not", async () => {
    await desk.keyboard.press("Shift+F11");
    await desk.getByRole("region", { name: "Camera", exact: true }).waitFor();
    const tiles = desk.locator("[data-place] figure[data-camera]");
    for (const [layout, count] of [["1+5", 6], ["1+7", 8], ["64", 8], ["4", 4]] as const) {
      await desk.getByRole("radio", { name: `${layout} ô`, exact: true }).press("Enter");
      await until(async () => (await tiles.count()) === count, 20_000);
      await until(async () => (await desk.locator("[data-place] figure[data-condition=live], [data-place] figure[data-condition=rationed]").count()) === count, 60_000, () => `not all of ${layout} are live`);
      await shoot(desk, `cameras-${layout}`);
    }
    const first = await tiles.first().getAttribute("data-camera");
    await desk.getByRole("button", { name: "Trang sau" }).press("Enter");
    await until(async () => (await tiles.first().getAttribute("data-camera")) !== first, 20_000);
    await desk.locator("[data-place] figure[data-condition=live]").first().waitFor();
    // A tile that comes into the large place goes on moving there.
    await desk.getByRole("radio", { name: "1+5 ô", exact: true }).press("Enter");
    const small = desk.locator("[data-place]:not([data-spot])").nth(2);
    const id = await small.getAttribute("data-place");
    await small.locator("[data-to-spot]").press("Enter");
    await desk.locator(`[data-spot][data-place="${id}"] figure[data-condition=live]`).waitFor();
    const at = (): Promise<number> => desk.locator("[data-spot] video").evaluate((video) => (video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : -1));
    const then = await at();
    await until(async () => (await at()) > then + 5, 20_000, () => "the picture stands still in the large tile");
    expect(await axeOf(desk)).toEqual([]);
  }, 240_000);

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
