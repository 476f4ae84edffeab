import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { ADMINISTRATOR, administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, logIn, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: an officer is invited (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("an agency's officer is invited", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend({ args: ["--pack", "city/hue"] }), launchChromium()]);
    await administrator(backend);
    desk = await openPage(browser, backend, "/", complaints, { width: 1366, height: 768 });
    await logIn(desk, ADMINISTRATOR.id, ADMINISTRATOR.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  test("K-16.2 the administrator sees which agencies lack somebody, and makes a link; by it the officer chooses a password and is in", async () => {
    await desk.keyboard.press("F7");
    const agencies = desk.getByRole("region", { name: "Đầu mối các cơ quan" });
    await agencies.getByText(/\d+ trong \d+ cơ quan chưa đủ người/).waitFor();
    const lacking = agencies.locator("[data-lacks~=officer]");
    const before = await lacking.count();
    expect(before).toBeGreaterThan(0);
    await shoot(desk, "agencies-lack-1366");
    const row = lacking.filter({ hasText: "Công ty Môi trường" });
    await row.getByRole("button").click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Họ và tên").fill("Nguyễn Thị Mới");
    await dialog.getByLabel("Mã đăng nhập").fill("nguyen-thi-moi");
    await dialog.getByRole("button", { name: "Tạo lời mời" }).click();
    const link = await desk.locator("[data-invitation]").innerText();
    await shoot(desk, "invitation-1366");
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", hasTouch: true });
    const phone = listen(await context.newPage(), complaints);
    await phone.goto(link);
    await phone.getByText("Nguyễn Thị Mới, mã đăng nhập của bạn là nguyen-thi-moi").waitFor();
    expect(await axeOf(phone)).toEqual([]);
    await shoot(phone, "invited-390");
    await phone.locator("input[name=password]").fill("mật khẩu của riêng tôi");
    await phone.locator("input[name=password-again]").fill("mật khẩu của riêng tôi");
    await phone.keyboard.press("Enter");
    await phone.getByText("Không có lệnh nào đang chờ cơ quan bạn").waitFor();
    expect(new URL(phone.url()).hash).toBe("");
    await desk.getByRole("dialog").getByRole("button", { name: "Đóng" }).click();
    await expect.poll(() => lacking.count()).toBe(before - 1);
    // What lacks has its own instant, and what was used says so.
    await agencies.locator("[data-lacks] [data-staffing=lacks]").filter({ hasText: "K-16.2" }).first().waitFor();
    await desk.locator("[data-invited=used]").filter({ hasText: "Nguyễn Thị Mới" }).waitFor();
  });

  test("K-16.2 an invitation that went to the wrong person is taken back, and whoever holds it is told", async () => {
    await desk.locator("[data-lacks~=officer]").filter({ hasText: "Công ty Điện lực" }).getByRole("button").click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Họ và tên").fill("Trần Nhầm");
    await dialog.getByLabel("Mã đăng nhập").fill("tran-nham");
    await dialog.getByRole("button", { name: "Tạo lời mời" }).click();
    const link = await desk.locator("[data-invitation]").innerText();
    await dialog.getByRole("button", { name: "Đóng" }).click();
    await desk.getByRole("button", { name: "Thu hồi: Trần Nhầm" }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Thu hồi" }).click();
    await desk.locator("[data-invited=revoked]").filter({ hasText: "Trần Nhầm" }).waitFor();
    await desk.locator("[data-invited=revoked]").scrollIntoViewIfNeeded();
    await shoot(desk, "invitations-1366");
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", hasTouch: true });
    const phone = await context.newPage();
    await phone.goto(link);
    await phone.locator("input[name=password]").fill("mật khẩu của riêng tôi");
    await phone.locator("input[name=password-again]").fill("mật khẩu của riêng tôi");
    await phone.keyboard.press("Enter");
    await phone.getByText("Lời mời đã bị thu hồi").waitFor();
    expect(await desk.locator("[data-invited=open]").count()).toBe(0);
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
