import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, contact, delivery, giveContacts, mailChannel, openChannelRoom, order, smsChannel } from "../kit/channels.ts";
import { axeOf } from "../kit/axe.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { startMailServer, type MailServer } from "../kit/mail-server.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";

if (CHROMIUM === undefined) console.log("skipped: the desk of channels (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("the desk of channels, and what an order's sending looks like", () => {
  const complaints: Complaints = [];
  let mail: MailServer;
  let sms: SmsGateway;
  let config: ReturnType<typeof channelConfig>;
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let id: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [mail, sms] = await Promise.all([startMailServer(), startSmsGateway()]);
    config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}${smsChannel(sms.port)}notify: { chains: { emergency: [thu, sms], routine: [thu, sms] }, quietHours: { from: "22:00", to: "05:30" } }\n`);
    [room, browser] = await Promise.all([openChannelRoom(config.env, [contact()], DRAINAGE), launchChromium()]);
    await giveContacts(room, TRAFFIC, [contact({ id: "doi-1", name: "Đội CSGT số 1", mobile: "+84905000111", email: "doi1@csgt.example" })]);
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.lead.id, room.lead.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    await Promise.all([mail?.stop(), sms?.stop()]);
    config?.remove();
  });
  const page = () => desk.locator(`[data-case-page="${id}"]`);

  test("H-12.2 beside each agency stands how its order went: the e-mail died, the SMS took over, its receipt came", async () => {
    await mail.stop();
    id = await order(room);
    await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered");
    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[data-case="${id}"] b`).first().click();
    const part = page().locator(`[data-agency="${DRAINAGE}"]`);
    const line = part.locator("[data-delivery=delivered]");
    await line.waitFor();
    expect(await line.innerText()).toMatch(/Trực ban thoát nước · SMS\s+Đã đến\s+có báo nhận/);
    await line.click();
    expect(await part.getByRole("list", { name: "Đường đi của tin" }).innerText()).toMatch(/E-mail: chưa gửi được[\s\S]*SMS: kênh đã nhận[\s\S]*SMS: có báo nhận/);
    await desk.getByText(/KÊNH GỬI “thu” không dùng được từ/).waitFor();
    await part.scrollIntoViewIfNeeded();
    await shoot(desk, "channels-case-1920");
  });

  test("K-3.5 the desk shows each channel, what waits, each message's way; a test goes to a contact by name", async () => {
    await desk.keyboard.press("Shift+F9");
    const region = desk.getByRole("region", { name: "Kênh gửi" });
    await region.waitFor();
    const row = region.locator("[data-channel=sms]");
    await row.getByText("Hoạt động").waitFor();
    await region.getByText("Khẩn cấp: E-mail → SMS").waitFor();
    await region.getByText("Giờ yên tĩnh 22:00–05:30").waitFor();
    await row.getByRole("button", { name: "Gửi thử" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByText("Gửi thử qua SMS").waitFor();
    await shoot(desk, "channels-test-1920");
    const before = sms.texts().length;
    await dialog.getByRole("button", { name: "Gửi", exact: true }).click();
    await expect.poll(() => sms.texts().slice(before).map(({ text }) => text)).toEqual([expect.stringContaining("Tin thử")]);
    await region.locator("[data-message] button").first().click();
    await region.getByRole("list", { name: "Đường đi của tin" }).first().waitFor();
    await region.locator("[data-message] button").nth(1).click();
    await shoot(desk, "channels-desk-1920");
    await desk.setViewportSize({ width: 1366, height: 768 });
    await region.getByRole("button", { name: "Thống kê theo ngày" }).click();
    await region.locator("[data-stats=sms]").waitFor();
    expect((await region.locator("[data-stats=sms] td").allInnerTexts()).slice(1, 3)).toEqual(["SMS", "3"]);
    await shoot(desk, "channels-desk-1366");
    expect(await axeOf(desk)).toEqual([]);
    await desk.getByRole("button", { name: /^EN/ }).click();
    await desk.getByRole("region", { name: "Channels" }).getByText("Quiet hours").waitFor();
    await shoot(desk, "channels-desk-en-1366");
    await desk.getByRole("button", { name: /^VI/ }).click();
    await desk.setViewportSize({ width: 1920, height: 1080 });
  });

  test("H-10.4 H-13.4 K-7.1 a leader approves a service, publishes the month's places, and reads the day's report", async () => {
    const page = await openPage(browser, room.backend(), "/", complaints, { width: 1366, height: 768 });
    await logIn(page, room.leader.id, room.leader.password);
    await page.keyboard.press("Shift+F1");
    const region = page.getByRole("region", { name: "Công bố và báo cáo" });
    const row = region.locator("[data-service=cyber]");
    await row.getByRole("button", { name: /Thôi phê duyệt/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ghi" }).click();
    await dialog.getByText("Cần lý do và ngày").waitFor();
    await dialog.getByLabel("Căn cứ, lý do (số quyết định)").fill("Chờ quy chế mới");
    await shoot(page, "publication-decide");
    await dialog.getByRole("button", { name: "Ghi" }).click();
    await row.getByText("CHƯA PHÊ DUYỆT").waitFor();
    await shoot(page, "publication-services");
    expect(await axeOf(page)).toEqual([]);
    await region.getByRole("tab", { name: "Xếp hạng đơn vị" }).click();
    await region.getByRole("button", { name: "Tính và công bố" }).click();
    await region.locator(`[data-month] [data-agency="${DRAINAGE}"]`).waitFor();
    await shoot(page, "publication-figures");
    expect(await axeOf(page)).toEqual([]);
    await region.getByRole("tab", { name: "Báo cáo" }).click();
    await region.getByRole("button", { name: "Lập báo cáo" }).click();
    const report = region.getByRole("article", { name: /Báo cáo hoạt động từ/ });
    await report.waitFor();
    await shoot(page, "publication-report");
    expect(await axeOf(page)).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent("download"), report.getByRole("button", { name: "Tệp CSV" }).click()]);
    expect(file.suggestedFilename()).toMatch(/^ky-dai-[\d-]+\.csv$/);
    await page.context().close();
  });

  test("K-16.2 an agency's contacts are written at the desk of processes, a mobile number as people write it", async () => {
    await desk.keyboard.press("Shift+F7");
    await desk.getByRole("tab", { name: "Cơ quan" }).click();
    await desk.getByRole("region", { name: "Quy trình và lịch" }).getByRole("button", { name: /Công ty Môi trường/ }).click();
    const row = desk.getByRole("group", { name: /Đầu mối nhận lệnh/ });
    await row.getByRole("textbox", { name: "Di động 1" }).fill("0905 999 888");
    await row.getByRole("textbox", { name: "Họ tên, chức danh 1" }).scrollIntoViewIfNeeded();
    await shoot(desk, "channels-agencies-1920");
    await desk.getByRole("region", { name: "Quy trình và lịch" }).getByRole("button", { name: "Lưu" }).click();
    await expect.poll(async () => valueOf(await room.lead.ask("agency:list", {})).agencies.find((one) => one.id === DRAINAGE)?.contacts).toEqual([contact({ mobile: "+84905999888" })]);
    expect(complaints).toEqual([]);
  });
});
