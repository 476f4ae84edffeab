import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, POWER, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: cases among each other (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("cases among each other, by keyboard", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.operator.id, room.operator.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const page = () => desk.getByRole("article", { name: "Hồ sơ vụ việc" });
  const dialog = () => desk.getByRole("dialog");
  const type = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await desk.keyboard.press(key);
  };
  async function inField(title: string, lead: typeof DRAINAGE, alarms: Parameters<CaseRoom["open"]>[0] = {}) {
    const { id } = await room.open({ title, ...alarms });
    valueOf(await room.act(room.operator, id, { is: "verified" }));
    valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Bơm" }));
    return valueOf(await room.act(room.operator, id, ordered({ lead, support: [] })));
  }
  async function open(id: string): Promise<void> {
    await type("Shift+F3");
    await desk.locator(`[role=row][data-case="${id}"]`).first().click();
    await desk.locator(`[data-case-page="${id}"]`).waitFor();
  }

  test("H-11.5 two cases of one flood become one: N, the other by a part of its name, a reason, Ctrl+Enter", async () => {
    const from = await inField("Cột điện nghiêng tại Đập Đá", POWER, { alarmIds: [await room.flood()] });
    const into = await inField("Ngập sâu tại Đập Đá", DRAINAGE, { alarmIds: [await room.flood("street-hung-vuong")] });
    await open(from.id);
    await type("n");
    await dialog().getByText("Nhập vụ việc này vào vụ việc kia").waitFor();
    await dialog().getByRole("combobox").focus();
    await desk.keyboard.type("ngap sau");
    await desk.getByRole("option", { name: /Ngập sâu tại Đập Đá/ }).waitFor();
    await shoot(desk, "case-merge-1920");
    await type("ArrowDown", "Enter");
    await dialog().getByLabel("Lý do").fill("Cùng một điểm ngập");
    await type("Control+Enter");
    await desk.locator(`[data-case-page="${into.id}"]`).waitFor();
    await page().getByText(/Nhận gộp vụ việc “Cột điện nghiêng tại Đập Đá”, thêm .+ phối hợp: Cùng một điểm ngập/).waitFor();
    await page().getByText("[“Cột điện nghiêng tại Đập Đá”]").first().waitFor();
    await shoot(desk, "case-took-in-1920");
    await page().getByRole("button", { name: /Mở vụ việc Cột điện nghiêng/ }).click();
    await desk.locator(`[data-case-page="${from.id}"]`).waitFor();
    await page().getByText(/Gộp vào vụ việc “Ngập sâu tại Đập Đá” và kết thúc tại đây/).waitFor();
    await shoot(desk, "case-merged-1920");
    await type("n");
    expect(await dialog().count()).toBe(0);
  });

  test("H-11.5 its alarms are taken apart again, and the new case is put under a parent", async () => {
    const { incidents } = valueOf(await room.operator.ask("incident:page", { which: "open" }));
    const into = incidents.find(({ merged }) => merged === 1)!;
    await open(into.id);
    await type("n");
    await dialog().getByText("Tách cảnh báo thành vụ việc mới").click();
    await dialog().locator("input[type=checkbox]").first().check({ force: true });
    await dialog().getByLabel("Tên vụ việc mới").fill("Ngập Hùng Vương");
    await dialog().getByLabel("Lý do").fill("Hai nơi khác nhau");
    await shoot(desk, "case-split-1920");
    await type("Control+Enter");
    await page().getByRole("button", { name: "Mở vụ việc Ngập Hùng Vương" }).click();
    await page().getByRole("heading", { name: "Ngập Hùng Vương" }).waitFor();
    await type("n");
    await dialog().getByText("Đặt dưới một vụ việc mẹ").click();
    await dialog().getByRole("combobox").focus();
    await desk.keyboard.type("ngap sau");
    await desk.getByRole("option", { name: /Ngập sâu tại Đập Đá/ }).waitFor();
    await type("ArrowDown", "Enter");
    await dialog().getByLabel("Lý do").fill("Cùng một đợt mưa");
    await type("Control+Enter");
    await page().getByText("Vụ việc mẹ", { exact: true }).waitFor();
    expect(valueOf(await room.operator.ask("incident:get", { incidentId: into.id })).head).toMatchObject({ children: 1, merged: 1 });
    await type("Shift+F3");
    await desk.locator("[role=row][data-case]").getByText("1 vụ việc con").waitFor();
    await desk.locator("[role=row][data-case]").getByText("Vụ việc con của Ngập sâu tại Đập Đá").waitFor();
    await shoot(desk, "cases-related-1920");
    await desk.setViewportSize({ width: 1366, height: 768 });
    await shoot(desk, "cases-related-1366");
    await open(into.id);
    await shoot(desk, "case-parent-1366");
    await desk.setViewportSize({ width: 1920, height: 1080 });
  });

  test("K-9.6 EEMUA 191 who has too much is offered to hand cases to who has room; the other is told", async () => {
    valueOf(await room.operator.ask("shift:begin", {}));
    valueOf(await room.lead.ask("shift:begin", {}));
    for (let i = 0; i < 11; i++) await room.open({ title: `Ngập đường số ${i + 1}` });
    const other = await openPage(browser, room.backend(), "/", complaints);
    await logIn(other, room.lead.id, room.lead.password);
    await type("Shift+F5");
    const shift = desk.getByRole("region", { name: "Ca trực" });
    await shift.getByRole("button", { name: "Chuyển bớt việc…" }).waitFor();
    await shoot(desk, "shift-offer-1920");
    await shift.getByRole("button", { name: "Chuyển bớt việc…" }).click();
    await dialog().getByText("Ngập đường số 11").waitFor();
    await shoot(desk, "shift-move-1920");
    await dialog().getByRole("button", { name: /^Chuyển \d+ vụ việc/ }).click();
    await other.getByText(/Bạn được giao theo dõi \d+ vụ việc/).waitFor();
    await until(async () => valueOf(await room.operator.ask("shift:state", {})).on.every(({ open: n }) => n > 4));
    await shift.getByText("QUÁ TẢI").waitFor({ state: "detached" });
    expect(await shift.getByRole("button", { name: "Chuyển bớt việc…" }).count()).toBe(0);
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
