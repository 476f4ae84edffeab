import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: processes and calendars at the desk (no Chromium on this machine)");
const YEAR_2030 = readFileSync(join(import.meta.dirname, "../kit/lich-2030.csv"), "utf8");

describe.skipIf(CHROMIUM === undefined)("processes and calendars at the desk", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    await room.flood("street-dap-da");
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.lead.id, room.lead.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });
  const panel = () => desk.getByRole("region", { name: "Quy trình và lịch" });
  const shots = async (name: string): Promise<void> => {
    await shoot(desk, `${name}-1920`);
    await desk.setViewportSize({ width: 1366, height: 768 });
    await shoot(desk, `${name}-1366`);
    await desk.setViewportSize({ width: 1920, height: 1080 });
  };

  test("K-9.7 the law's process is read and copied; a copy without its document, or with a step nobody reaches, is not saved", async () => {
    await desk.keyboard.press("Shift+F7");
    await panel().getByRole("button", { name: /Quy trình 05 bước/ }).click();
    await panel().getByText("không sửa được").waitFor();
    await shots("law-process");
    await panel().getByRole("button", { name: "Sao chép thành quy trình riêng" }).click();
    await panel().getByLabel("Tên", { exact: true }).first().fill("Xử lý ngập của ngành thoát nước");
    await panel().getByRole("button", { name: "Lưu" }).click();
    await panel().getByText("chỗ chưa đúng").waitFor();
    await panel().getByLabel("Văn bản làm căn cứ").fill("Quyết định 45/QĐ-SXD ngày 02/11/2026");
    await panel().locator("summary[aria-label^='Áp dụng cho lĩnh vực']").click();
    const fields = panel().locator("details[open] label", { hasText: /flood|drainage/ });
    for (const field of await fields.all()) await field.click();
    // The way to the false alarm's end is taken out: the step stands alone, and the form says so at its row.
    await panel().getByRole("group", { name: /^Chuyển bước/ }).getByRole("button", { name: "Bỏ dòng 2" }).click();
    await panel().getByText("Không có đường nào tới bước “dismissed”").waitFor();
    await shots("law-process-fault");
    await panel().getByRole("group", { name: /^Các bước/ }).getByRole("button", { name: "Bỏ dòng 7" }).click();
    await panel().getByRole("group", { name: /^Chuyển bước/ }).getByText("Không có bước “dismissed”").waitFor();
    await panel().locator("summary[aria-label^='Từ 8']").click();
    await panel().locator("details[open] label", { hasText: "dismissed" }).click();
    await panel().locator("summary[aria-label^='Kết thúc khi 1:']").click();
    await panel().locator("details[open] label", { hasText: "Cảnh báo giả" }).click();
    await panel().getByRole("button", { name: "Lưu" }).click();
    await panel().getByRole("button", { name: /Xử lý ngập của ngành.*phiên bản 1/ }).waitFor();
    const { templates } = valueOf(await room.lead.ask("process:list", {}));
    expect(templates.find(({ id }) => id === "hue-five-steps-1")).toMatchObject({ version: 1, regulation: "Quyết định 45/QĐ-SXD ngày 02/11/2026" });
    await shots("law-process-own");
  });

  test("K-II.4 a year's days are imported with preview and bad lines named, and the calendar goes on until its end; Tết 2030 is 2 February", async () => {
    await panel().getByRole("tab", { name: "Lịch làm việc" }).click();
    await panel().getByRole("button", { name: /Giờ hành chính Việt Nam/ }).click();
    await shots("law-calendar");
    await panel().getByRole("button", { name: "Nhập CSV" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Nhập CSV" }).fill(`${YEAR_2030}2030-02-30,nghỉ,Sai,Sai\n`);
    await dialog.getByText("Dòng 14").waitFor();
    expect(await dialog.getByRole("button", { name: "Đưa vào lịch" }).isDisabled()).toBe(true);
    await dialog.getByRole("textbox", { name: "Nhập CSV" }).fill(YEAR_2030);
    await dialog.getByText("hiệu lực đến 31/12/2030").waitFor();
    await shoot(desk, "law-calendar-import");
    await dialog.getByRole("button", { name: "Đưa vào lịch" }).click();
    await panel().getByLabel("Văn bản làm căn cứ").fill("Thông báo lịch nghỉ 2030");
    await panel().getByRole("button", { name: "Lưu" }).click();
    await until(async () => valueOf(await room.lead.ask("calendar:list", {})).calendars.some(({ to, days }) => to === "2030-12-31" && days.some(({ day, is }) => day === "2030-02-02" && is === "off")));
  });

  test("H-11.3 a scenario reads as its order would of the newest alarm it fits; an agency is edited; all in English too", async () => {
    await panel().getByRole("tab", { name: "Cơ quan" }).click();
    await panel().locator("ul[aria-label='Cơ quan'] button").first().click();
    await shots("law-agencies");
    await panel().getByRole("tab", { name: "Kịch bản" }).click();
    await panel().getByRole("button", { name: /Đường ngập sâu/ }).click();
    await panel().getByRole("region", { name: "Xem thử với cảnh báo mới nhất phù hợp" }).waitFor();
    await shots("law-scenarios");
    await desk.getByRole("button", { name: "Ngôn ngữ" }).click();
    const english = desk.getByRole("region", { name: "Processes and calendars" });
    await english.getByRole("tab", { name: "Processes" }).click();
    await english.getByRole("button", { name: /Five steps/ }).first().click();
    await shoot(desk, "law-process-en-1920");
    await english.getByRole("tab", { name: "Calendars" }).click();
    await english.locator("ul[aria-label='Calendars'] button").first().click();
    await shoot(desk, "law-calendar-en-1920");
    expect(complaints).toEqual([]);
  });
});
