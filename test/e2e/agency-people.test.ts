import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, logIn, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: an agency's people (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("an agency's people, on their phone and at the console", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let context: BrowserContext;
  let phone: Page;
  let desk: Page;
  let id: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    ({ id } = await room.open({ position: [107.5994, 16.4711] }));
    for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm, chặn đường" } as const, ordered({ lead: DRAINAGE, support: [] })]) valueOf(await room.act(room.operator, id, event));
    valueOf(await request(room.backend(), room.admin(), "account:save", { account: { id: room.drainage.id, name: "Lê Thị Đầu Mối", roles: ["focal-officer"], agencyId: DRAINAGE, leads: true } }));
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", hasTouch: true, serviceWorkers: "block", permissions: ["geolocation"], geolocation: { longitude: 107.5868, latitude: 16.4637, accuracy: 12 } });
    context.setDefaultTimeout(45_000);
    phone = listen(await context.newPage(), complaints);
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await phone.locator(`[data-case="${id}"]`).waitFor();
    desk = await openPage(browser, room.backend(), "/", complaints, { width: 1366, height: 768 });
    desk.setDefaultTimeout(45_000);
    await logIn(desk, room.operator.id, room.operator.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const openCase = async (): Promise<void> => {
    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[role=row][data-case="${id}"]`).first().click();
    await desk.locator(`[data-agency="${DRAINAGE}"]`).waitFor();
  };

  test("K-16.2 the case page warns where nobody is on duty, and names who is as soon as the agency's leader has written the roster on the phone", async () => {
    await openCase();
    await desk.locator(`[data-agency="${DRAINAGE}"] [data-nobody]`).waitFor();
    await shoot(desk, "case-nobody-on-duty-1366");
    await phone.getByText("Chưa có lịch trực").waitFor();
    await phone.getByRole("button", { name: "Lịch trực", exact: true }).tap();
    await phone.getByRole("button", { name: "Thêm ca" }).tap();
    for (const day of ["T7", "CN"]) await phone.getByRole("button", { name: day, exact: true }).tap();
    await phone.getByLabel("Từ").fill("00:00");
    await phone.getByLabel("Đến").fill("00:00");
    expect(await axeOf(phone)).toEqual([]);
    await shoot(phone, "agency-roster-390");
    await phone.getByRole("button", { name: "Lưu lịch trực" }).tap();
    await phone.getByText("Đang trực: Lê Thị Đầu Mối").waitFor();
    await desk.locator(`[data-agency="${DRAINAGE}"] [data-on-duty]`).filter({ hasText: "Lê Thị Đầu Mối" }).waitFor();
    await shoot(desk, "case-on-duty-1366");
  });

  test("K-16.2 a change of persons reported on the phone is a task of the centre's", async () => {
    await phone.getByRole("button", { name: "Báo thay đổi nhân sự" }).tap();
    await phone.getByLabel("Báo thay đổi nhân sự").fill("Từ thứ Hai anh Trần Văn Nam thay tôi, ĐT 0905 000 001");
    await phone.getByRole("button", { name: "Gửi báo cáo" }).tap();
    await phone.getByText("báo thay đổi: Từ thứ Hai").waitFor();
    await shoot(phone, "agency-staffing-390");
    expect(valueOf(await room.lead.ask("agency:staffing", {})).tasks).toContainEqual(expect.objectContaining({ agencyId: DRAINAGE, cause: "reported", owner: "centre" }));
  });

  test("the place is shared by a switch, seen on the console's map, in sight on the phone, and ended by one tap", async () => {
    const card = phone.locator(`[data-case="${id}"]`);
    await card.getByRole("switch", { name: "Chia sẻ vị trí với Trung tâm" }).tap();
    await phone.locator("[data-sharing-strip]").waitFor();
    await expect.poll(async () => valueOf(await room.operator.ask("agency:positions", {})).officers[0]?.seen?.at, { timeout: 30_000 }).toEqual([107.5868, 16.4637]);
    await shoot(phone, "agency-sharing-390");
    expect(await axeOf(phone)).toEqual([]);
    await desk.keyboard.press("F2");
    await desk.locator(`[data-officer="${room.drainage.id}"]`).waitFor();
    await shoot(desk, "map-officer-1366");
    await phone.locator("[data-sharing-strip]").getByRole("button", { name: "Tắt" }).tap();
    await phone.locator("[data-sharing-strip]").waitFor({ state: "detached" });
    expect(valueOf(await room.operator.ask("agency:positions", {})).officers).toEqual([]);
    await desk.locator(`[data-officer="${room.drainage.id}"]`).waitFor({ state: "detached" });
  });

  test("the way to the case goes round a flooded street, on the phone's still map, from the phone's place and from a tapped one", async () => {
    await room.flood("street-hung-vuong");
    const way = phone.locator(`[data-case="${id}"] [data-way]`);
    await way.locator("summary").tap();
    await way.getByRole("button", { name: "Tìm lối từ chỗ tôi" }).tap();
    await way.locator("[data-reaches]").waitFor();
    await way.locator("path[data-line]").waitFor();
    await way.scrollIntoViewIfNeeded();
    await shoot(phone, "agency-way-390");
    expect(await axeOf(phone)).toEqual([]);
    const line = () => way.locator("path[data-line]").getAttribute("d", { timeout: 1000 }).catch(() => null);
    const first = await line();
    await way.getByRole("button", { name: "Chọn nơi xuất phát trên bản đồ" }).tap({ position: { x: 60, y: 60 } });
    await expect.poll(async () => (await line()) ?? first, { timeout: 15_000 }).not.toBe(first);
  });

  test("H-11.4 what is typed and not sent survives a reload of the page", async () => {
    await phone.locator(`[data-case="${id}"]`).getByLabel("Viết cho Trung tâm…").fill("Nước đã rút một nửa");
    await expect.poll(() => phone.evaluate(async () => (await indexedDB.databases()).some(({ name, version }) => name === "kydai-agency" && version === 2))).toBe(true);
    await phone.reload();
    await expect.poll(() => phone.locator(`[data-case="${id}"]`).getByLabel("Viết cho Trung tâm…").inputValue(), { timeout: 30_000 }).toBe("Nước đã rút một nửa");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
