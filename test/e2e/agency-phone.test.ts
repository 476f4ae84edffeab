import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: an officer's phone (no Chromium on this machine)");

/** Bytes over the line until the page stands with its orders, without what the room says. */
const MOST = 200_000;
/** 3G as browsers' own tools mean it: bytes a second, and ms. */
const G3 = { offline: false, downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150 };

describe.skipIf(CHROMIUM === undefined)("an officer's phone", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let context: BrowserContext;
  let phone: Page;
  let first: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    first = await order("Ngập sâu tại Đập Đá");
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", hasTouch: true, serviceWorkers: "block" });
    context.setDefaultTimeout(45_000);
    phone = listen(await context.newPage(), complaints);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  async function order(title: string): Promise<IncidentId> {
    const { id } = await room.open({ title, position: [107.5994, 16.4711] });
    valueOf(await room.act(room.operator, id, { is: "verified" }));
    valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Bơm, chặn đường" }));
    valueOf(await room.act(room.operator, id, ordered()));
    return id;
  }

  test("the first load is at most 200 kB over the line, and the orders stand at 3G speed", async () => {
    const cdp = await context.newCDPSession(phone);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", G3);
    const sizes = new Map<string, number>();
    const urls = new Map<string, string>();
    cdp.on("Network.requestWillBeSent", ({ requestId, request }) => void urls.set(requestId, request.url));
    // As they come over the line, without the headers of each answer (0.8 kB).
    cdp.on("Network.dataReceived", ({ requestId, encodedDataLength }) => void sizes.set(requestId, (sizes.get(requestId) ?? 0) + encodedDataLength));
    const since = performance.now();
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    const door = performance.now() - since;
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await phone.locator(`[data-case="${first}"]`).waitFor();
    const own = [...sizes].filter(([id]) => /\/agency$|\/assets\//.test(urls.get(id) ?? ""));
    const bytes = own.reduce((sum, [, size]) => sum + size, 0);
    console.log(`agency page over 3G: ${(bytes / 1000).toFixed(1)} kB in ${own.length} files; door after ${(door / 1000).toFixed(1)} s, orders after ${((performance.now() - since) / 1000).toFixed(1)} s with log-in`);
    expect(own.length).toBeGreaterThan(8);
    expect(bytes).toBeLessThanOrEqual(MOST);
    await cdp.send("Network.emulateNetworkConditions", { ...G3, downloadThroughput: -1, uploadThroughput: -1, latency: 0 });
  });

  test("H-11.4 an order is on the phone at once, and rings until it is confirmed or silenced", async () => {
    const took: number[] = [];
    for (let i = 0; i < 10; i++) {
      const since = performance.now();
      const id = await order(`Ngập tại đường số ${i + 1}`);
      const issued = performance.now();
      await phone.locator(`[data-case="${id}"]`).waitFor();
      took.push(performance.now() - issued);
      expect(performance.now()).toBeGreaterThan(since);
    }
    took.sort((a, b) => a - b);
    console.log(`order answered to the console → shown on the phone, 10 orders: median ${took[5]!.toFixed(0)} ms, longest ${took[9]!.toFixed(0)} ms`);
    await phone.locator("[data-ringing=emergency]").waitFor();
    await shoot(phone, "agency-ringing-390");
    await phone.getByRole("button", { name: "Tắt chuông" }).tap();
    await phone.locator("[data-ringing]").waitFor({ state: "detached" });
  });

  test("no serious finding on the page, with an order open and an answer being written, in both languages", async () => {
    const card = phone.locator(`[data-case="${first}"]`);
    await card.locator("button[aria-expanded]").first().tap();
    expect(await axeOf(phone)).toEqual([]);
    await shoot(phone, "agency-order-390");
    await card.getByRole("button", { name: "Đã triển khai lực lượng" }).tap();
    expect(await axeOf(phone)).toEqual([]);
    await phone.getByRole("button", { name: "EN", exact: true }).tap();
    expect(await axeOf(phone)).toEqual([]);
    await shoot(phone, "agency-order-en-390");
    await phone.getByRole("button", { name: "VI", exact: true }).tap();
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
