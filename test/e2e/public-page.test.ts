import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AlertRecord } from "#contract/alert";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, mailChannel } from "../kit/channels.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { startMailServer, textOf, type MailServer } from "../kit/mail-server.ts";
import { until } from "../kit/until.ts";
import { startPushService, type PushService } from "../kit/push-service.ts";
import { listen, logIn, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: the public page (no Chromium on this machine)");
const ADDRESS = "https://canhbao.example";
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1366, height: 768 };

describe.skipIf(CHROMIUM === undefined)("the page for citizens", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let alert: AlertRecord;
  let mail: MailServer;
  let push: PushService;
  let config: ReturnType<typeof channelConfig>;

  async function publish(street: string): Promise<AlertRecord> {
    const alarmId = await room.flood(street);
    const of = { incidentId: (await room.open({ alarmIds: [alarmId] })).id };
    return valueOf(await room.lead.ask("alert:publish", { of, draft: valueOf(await room.lead.ask("alert:draft", { of })) }));
  }
  beforeAll(async () => {
    await buildStale();
    mail = await startMailServer();
    push = await startPushService();
    config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}  - { id: may, kind: web-push, subject: "mailto:ioc@hue.example", hosts: ["${push.host}"] }\npublic: { address: "${ADDRESS}" }\n`);
    [room, browser] = await Promise.all([openCaseRoom({ env: config.env }), launchChromium()]);
    alert = await publish("street-dap-da");
    const brief = await publish("street-da-le");
    valueOf(await room.lead.ask("alert:cancel", { alertId: brief.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    await Promise.all([mail?.stop(), push?.stop()]);
    config?.remove();
  });

  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", ...options });
    context.setDefaultTimeout(20_000);
    const page = listen(await context.newPage(), complaints);
    await page.goto(room.backend().address + path);
    return page;
  }

  test.each([["vi", "/public", PHONE, "light"], ["vi", "/public", DESK, "dark"], ["en", "/public/en", PHONE, "dark"], ["en", "/public/en", DESK, "light"]] as const)("H-10.4 %s, %s: axe finds nothing serious, nothing runs out of the screen (%o, %s)", async (language, path, viewport, colorScheme) => {
    const page = await open(path, { viewport, colorScheme });
    await page.getByRole("heading", { level: 3, name: alert.texts[language].headline }).waitFor();
    await page.locator(".zoom").waitFor();
    await shoot(page, `public-${language}-${viewport.width}-${colorScheme}`);
    expect(await axeOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.context().close();
  });

  test("H-10.4 without a script the list, the map, the figures and the choice by service are all there", async () => {
    const page = await open("/public", { viewport: PHONE, javaScriptEnabled: false });
    await page.getByRole("heading", { level: 3, name: alert.texts.vi.headline }).waitFor();
    expect(await page.locator("svg.map a").count()).toBe(1);
    await page.getByRole("link", { name: "Giao thông" }).click();
    await page.getByText("Hiện không có cảnh báo nào đang có hiệu lực thuộc loại này.").waitFor();
    expect(await page.locator("svg.map a").count()).toBe(0);
    await page.context().close();
  });

  test("a change is on an open page by itself, and said to who listens; no cookie is kept", async () => {
    const page = await open("/public", { viewport: DESK });
    await page.locator(".zoom").waitFor();
    valueOf(await room.lead.ask("alert:update", { alertId: alert.id, draft: { ...alert, texts: { ...alert.texts, vi: { ...alert.texts.vi, headline: "Nước đã lên 60 cm" } } } }));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByRole("heading", { level: 3, name: "Nước đã lên 60 cm" }).waitFor();
    await page.getByRole("status").filter({ hasText: "Thông tin vừa được cập nhật." }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  test("H-10.4 at the case a shift lead writes a warning, reads it as citizens will, publishes it, and withdraws it", async () => {
    const { id } = await room.open({ title: "Cây đổ chắn đường Lê Lợi" });
    const desk = await openPage(browser, room.backend(), "/", complaints, DESK);
    await logIn(desk, room.lead.id, room.lead.password);
    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[data-case="${id}"] b`).first().click();
    const section = desk.locator(`[data-case-page="${id}"]`).getByRole("region", { name: "Cảnh báo ra công chúng" });
    await section.getByRole("button", { name: "Phát cảnh báo…" }).click();
    const dialog = desk.getByRole("dialog");
    const headline = dialog.getByRole("group", { name: "Tiếng Việt" }).getByLabel("Tiêu đề");
    await headline.fill("");
    await dialog.getByRole("button", { name: "Xem trước" }).click();
    await dialog.getByText("Cần điền").waitFor();
    await headline.fill("Cây đổ chắn đường Lê Lợi");
    await shoot(desk, "warn-form");
    await dialog.getByRole("button", { name: "Xem trước" }).click();
    await dialog.locator("[data-preview=vi]").getByRole("heading", { name: "Cây đổ chắn đường Lê Lợi" }).waitFor();
    await shoot(desk, "warn-preview");
    expect(await axeOf(desk)).toEqual([]);
    expect((await (await fetch(`${room.backend().address}/public`)).text())).not.toContain("Cây đổ chắn đường Lê Lợi");
    await dialog.getByRole("button", { name: "Phát cho mọi người" }).click();
    await section.locator("[data-alert=in-force]").waitFor();
    await shoot(desk, "warn-case");
    expect((await (await fetch(`${room.backend().address}/public`)).text())).toContain("Cây đổ chắn đường Lê Lợi");
    await section.getByRole("button", { name: "Hủy cảnh báo…" }).click();
    await dialog.getByLabel("Lý do (tiếng Việt)").fill("Đã dọn xong");
    await dialog.getByLabel("Lý do (tiếng Anh)").fill("It was cleared");
    await dialog.getByRole("button", { name: "Hủy cảnh báo" }).click();
    await section.locator("[data-alert=withdrawal]").waitFor();
    await desk.context().close();
  });

  test("H-10.4 K-7.1 from an alarm's own card, without a case, a shift lead warns citizens", async () => {
    const alarmId = await room.flood("street-hung-vuong");
    const desk = await openPage(browser, room.backend(), "/", complaints, DESK);
    await logIn(desk, room.lead.id, room.lead.password);
    await desk.locator(`[data-alarm="${alarmId}"]`).first().click();
    const section = desk.getByRole("article", { name: "Thẻ cảnh báo" }).getByRole("region", { name: "Cảnh báo ra công chúng" });
    await section.getByRole("button", { name: "Phát cảnh báo…" }).click();
    const dialog = desk.getByRole("dialog");
    expect(await dialog.getByRole("group", { name: "Tiếng Việt" }).getByLabel("Tiêu đề").inputValue()).not.toBe("");
    await dialog.getByRole("button", { name: "Xem trước" }).click();
    const said = await dialog.locator("[data-preview=vi]").getByRole("heading", { level: 3 }).innerText();
    await dialog.getByRole("button", { name: "Phát cho mọi người" }).click();
    await section.locator("[data-alert=in-force]").waitFor();
    await shoot(desk, "warn-alarm");
    expect((await (await fetch(`${room.backend().address}/public`)).text())).toContain(said);
    await desk.context().close();
  });

  test("H-10.5 on a phone without a script somebody subscribes, confirms by the mail's link, and leaves by one press", async () => {
    const page = await open("/public", { viewport: PHONE, javaScriptEnabled: false });
    await page.getByLabel("Giao thông").uncheck();
    await page.getByLabel("Địa chỉ thư điện tử").fill("an@dan.example");
    await page.getByRole("button", { name: "Đăng ký" }).click();
    await page.getByRole("heading", { name: "Xin xem hộp thư của bạn" }).waitFor();
    await shoot(page, "subscribe-asked");
    await until(() => mail.mails.length > 0, 20_000);
    const link = (path: string): string => (new RegExp(`${ADDRESS}/public/${path}\\?token=[\\w.-]+`).exec(textOf(mail.mails[0]!))?.[0] ?? "").replace(ADDRESS, room.backend().address);
    await page.goto(link("confirm"));
    await shoot(page, "subscribe-confirm");
    await page.getByRole("button", { name: "Xác nhận" }).click();
    await page.getByText("Đã xác nhận.").waitFor();
    expect(valueOf(await room.lead.ask("alert:list", {})).subscribers).toBe(1);
    await page.goto(link("leave"));
    await page.getByRole("button", { name: "Thôi nhận" }).click();
    await page.getByText("Địa chỉ của bạn đã được xóa.").waitFor();
    await shoot(page, "subscribe-left");
    expect(valueOf(await room.lead.ask("alert:list", {})).subscribers).toBe(0);
    await page.context().close();
  });

  test("H-10.5 the worker shows what is pushed, answers the test push by itself, and the open page says so", async () => {
    const address = room.backend().address;
    const page = await open("/public", { viewport: PHONE, permissions: ["notifications"] });
    const box = page.locator(".push");
    await box.getByRole("button", { name: "Nhận trên máy này" }).scrollIntoViewIfNeeded();
    await shoot(page, "public-push");
    await page.evaluate(() => navigator.serviceWorker.register("/public/worker.js").then(({ installing, waiting, active }) => new Promise<void>((done) => {
      const worker = installing ?? waiting ?? active;
      if (worker === null || worker.state === "activated") done();
      else worker.addEventListener("statechange", () => worker.state === "activated" && done());
    })));
    // Chromium has no push service here: a browser of the test's own is asked to confirm, and the page's worker is handed what it got.
    const browser_ = push.browser();
    expect((await fetch(`${address}/public/push`, { method: "POST", body: JSON.stringify({ phone: browser_.phone, services: ["flood"], areas: [], language: "vi" }) })).status).toBe(200);
    await until(() => browser_.got.length === 1, 20_000);
    const before = valueOf(await room.lead.ask("alert:list", {})).subscribers;
    const cdp = await page.context().newCDPSession(page);
    const registered = new Promise<string>((found) => cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => { for (const one of registrations) if (one.scopeURL.endsWith("/public/")) found(one.registrationId); }));
    await cdp.send("ServiceWorker.enable");
    await cdp.send("ServiceWorker.deliverPushMessage", { origin: `${address}/`, registrationId: await registered, data: JSON.stringify(browser_.got[0]) });
    await box.getByText("Tin thử đã đến. Máy này sẽ nhận cảnh báo.").waitFor();
    expect(valueOf(await room.lead.ask("alert:list", {})).subscribers).toBe(before + 1);
    expect(await page.evaluate(async () => (await (await navigator.serviceWorker.getRegistration("/public/"))?.getNotifications())?.map(({ title }) => title))).toEqual(["Đã đăng ký cảnh báo sớm"]);
    await fetch(`${address}/public/push`, { method: "POST", body: JSON.stringify({ leave: browser_.phone.endpoint }) });
    await page.context().close();
  });

  test("the page's own script and style are small: a phone on a bad link reads it", async () => {
    const sizes = await Promise.all(["/public", "/public/page.js", "/public/page.css", "/public/map.svg"].map(async (path) => gzipSync(Buffer.from(await (await fetch(room.backend().address + path)).arrayBuffer())).length));
    console.log(`public page, gzip bytes: page, script, style, map = ${sizes.join(", ")}`);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });

  test("nothing complained", () => expect(complaints).toEqual([]));
});
