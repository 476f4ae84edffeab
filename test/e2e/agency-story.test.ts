import type { Browser, BrowserContext, Page } from "playwright-core";
import { Transformer } from "@napi-rs/image";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hash } from "node:crypto";
import { buildStale } from "../../scripts/build.ts";
import { DRAINAGE, openCaseRoom, PHOTO, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, contact, giveContacts, mailChannel, smsChannel } from "../kit/channels.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { withExif } from "../kit/exif.ts";
import { startMailServer, textOf, type MailServer } from "../kit/mail-server.ts";
import { listen, logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: an order out and its evidence back (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("an order goes out, and its receipts and evidence come back", () => {
  const complaints: Complaints = [];
  let mail: MailServer;
  let sms: SmsGateway;
  let config: ReturnType<typeof channelConfig>;
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let context: BrowserContext;
  let phone: Page;

  beforeAll(async () => {
    await buildStale();
    [mail, sms] = await Promise.all([startMailServer(), startSmsGateway()]);
    config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}${smsChannel(sms.port)}notify: { chains: { emergency: [thu, sms], routine: [thu, sms] } }\n`);
    [room, browser] = await Promise.all([openCaseRoom({ env: config.env }), launchChromium()]);
    await giveContacts(room, DRAINAGE, [contact()]);
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.operator.id, room.operator.password);
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", hasTouch: true });
    context.setDefaultTimeout(45_000);
    phone = listen(await context.newPage(), complaints);
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    await Promise.all([mail?.stop(), sms?.stop()]);
    config?.remove();
  });

  const page = () => desk.getByRole("article", { name: "Hồ sơ vụ việc" });
  /** By the keys of the duty loop: from the alarm to the issued order. */
  async function orderFrom(street: string, urgency?: "emergency"): Promise<string> {
    const alarmId = await room.flood(street);
    await desk.keyboard.press("F1");
    await desk.locator(`[role=row][data-alarm="${alarmId}"]`).click();
    await desk.keyboard.press("v");
    const dialog = desk.getByRole("dialog", { name: "Mở vụ việc" });
    await dialog.getByText("Xác thực cảnh báo").waitFor();
    if (urgency !== undefined) await dialog.locator("select", { has: desk.locator("option[value=emergency]") }).first().selectOption(urgency);
    await desk.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "hidden" });
    await page().getByRole("region", { name: "Lệnh điều hành" }).waitFor();
    return (await page().getAttribute("data-case-page")) ?? "";
  }

  test("H-11.3 H-11.4 the order is on the phone by itself; photographed without a link, the picture comes once, with its hash, time and place", async () => {
    const caseId = await orderFrom("street-dap-da");
    const card = phone.locator(`[data-case="${caseId}"]`);
    await card.getByRole("button", { name: "Đã nhận lệnh" }).waitFor();
    await until(() => mail.mails.some((one) => textOf(one).includes("Đập Đá")), 20_000);
    await phone.evaluate(async () => void (await navigator.serviceWorker.ready));
    await context.setOffline(true);
    const taken = new Date(Date.now() + 7 * 3_600_000 - 60_000).toISOString().slice(0, 19).replace("T", " ").replaceAll("-", ":");
    const photo = withExif(await new Transformer(Buffer.from(PHOTO)).jpeg(80), { at: taken, offset: "+07:00", position: [107.5955, 16.4724] });
    await card.getByLabel("Viết cho Trung tâm…").fill("Nước ngang đầu gối");
    await card.getByLabel("Gửi kèm tệp").setInputFiles({ name: "dap-da.jpg", mimeType: "image/jpeg", buffer: photo });
    await card.getByText("✓ dap-da.jpg").waitFor();
    await card.getByRole("button", { name: "Gửi", exact: true }).tap();
    await phone.locator("[data-waiting]").waitFor();
    await shoot(phone, "story-waiting-390");
    expect(await page().locator("[data-evidence]").count()).toBe(0);
    await context.setOffline(false);
    const piece = page().locator("[data-evidence]").first();
    await piece.waitFor();
    await until(async () => (await phone.locator("[data-waiting]").count()) === 0);
    expect(await piece.innerText()).toContain(`SHA-256 ${hash("sha256", photo, "hex").slice(0, 12)}`);
    expect(await piece.locator("[data-taken=fits]").innerText()).toMatch(/chụp .+ trước khi gửi.* · cách vụ việc \d+ m/);
    expect((await room.facts()).filter((fact) => fact.kind === "evidence:added")).toHaveLength(1);
    await shoot(desk, "story-evidence-1920");
  });

  test("H-12.2 the e-mail dies: the SMS takes over, and its receipt is seen beside the agency", async () => {
    await mail.stop();
    const before = sms.texts().length;
    const caseId = await orderFrom("street-da-le", "emergency");
    await until(() => sms.texts().length > before, 30_000);
    expect(sms.texts().at(-1)?.text).toContain("KHẨN CẤP");
    const agency = page().locator(`[data-agency="${DRAINAGE}"]`);
    const arrived = agency.locator("[data-delivery=delivered]");
    await arrived.waitFor();
    expect(await arrived.innerText()).toMatch(/SMS.*Đã đến.*có báo nhận/s);
    await arrived.click();
    const way = agency.getByRole("list", { name: "Đường đi của tin" });
    await way.waitFor();
    expect((await way.getByRole("listitem").allInnerTexts()).map((step) => step.replace(/\s+/g, " "))).toEqual([expect.stringMatching(/E-mail.*: chưa gửi được/), expect.stringMatching(/SMS.*: kênh đã nhận/), expect.stringMatching(/SMS.*: có báo nhận/)]);
    await way.scrollIntoViewIfNeeded();
    await shoot(desk, "story-sms-1920");
    expect(await page().getAttribute("data-case-page")).toBe(caseId);
  });

  test("no window complained on its console", () => expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/.test(one))).toEqual([]));
});
