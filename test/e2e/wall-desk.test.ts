import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";
import { joinWallPc, type WallPc } from "../kit/wall-screens.ts";

if (CHROMIUM === undefined) console.log("skipped: the wall from the console (no Chromium on this machine)");

const PASSWORD = "mat-khau-cua-nguoi-khac";

describe.skipIf(CHROMIUM === undefined)("the wall, arranged from two consoles", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let pc: WallPc;
  let lead: Page;
  let second: Page;

  const cell = (page: Page, name: string, what = ""): Locator => page.locator(`[data-cell][aria-label^="Ô ${name}: ${what}"]`).first();
  const tab = (page: Page, name: string): Locator => page.getByLabel("Phần của bàn điều khiển tường").getByRole("tab", { name, exact: true });
  const seen = (there: Locator): Promise<boolean> => there.waitFor().then(() => true);
  const gone = (there: Locator): Promise<boolean> => there.waitFor({ state: "detached" }).then(() => true);
  const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name });

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    const cookie = await administrator(backend);
    for (const [id, name] of [["huong", "Trần Thị Hương"], ["lan", "Nguyễn Thị Lan"]] as const) valueOf(await request(backend, cookie, "account:save", { account: { id: AccountId.parse(id), name, roles: ["shift-lead"], enabled: true }, password: PASSWORD }));
    pc = await joinWallPc(backend, cookie, 4);
    lead = await openPage(browser, backend, "/", complaints);
    second = await openPage(browser, backend, "/", complaints, { width: 1366, height: 768 });
    await logIn(lead, "huong", PASSWORD);
    await logIn(second, "lan", PASSWORD);
    for (const page of [lead, second]) {
      await page.keyboard.press("F9");
      await cell(page, "4.1").waitFor();
    }
  }, 240_000);
  afterAll(async () => {
    pc?.close();
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  test("content is dragged onto a cell, and both consoles show it", async () => {
    await lead.getByLabel("Tìm trạm, camera, cảnh báo, chuỗi số liệu, bảng").fill("kim long");
    const offer = await lead.locator("button[data-kind=map]", { hasText: "Kim Long" }).first().boundingBox();
    const goal = await cell(lead, "2.1").boundingBox();
    if (offer === null || goal === null) throw new Error("nothing to drag");
    await lead.mouse.move(offer.x + 20, offer.y + 10);
    await lead.mouse.down();
    await lead.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2, { steps: 8 });
    await lead.getByText("thả: thay nội dung ô 2.1").waitFor();
    await shoot(lead, "wall-desk-drag");
    await lead.mouse.up();
    await cell(lead, "2.1", "Bản đồ · Sông Hương tại Kim Long").waitFor();
    expect(await seen(cell(second, "2.1", "Bản đồ · Sông Hương tại Kim Long"))).toBe(true);
  });

  test("a cell dragged onto another changes places with it", async () => {
    const from = await cell(lead, "1.2").boundingBox();
    const to = await cell(lead, "4.1").boundingBox();
    if (from === null || to === null) throw new Error("nothing to drag");
    await lead.mouse.move(from.x + 40, from.y + 40);
    await lead.mouse.down();
    await lead.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
    await lead.mouse.up();
    await cell(second, "4.1", "Cảnh báo").waitFor();
    expect(await seen(cell(second, "1.2", "Bản đồ"))).toBe(true);
  });

  test("by keys: W, the cell's number, what to show, Enter; Ctrl+Z takes it back", async () => {
    await lead.locator("[role=grid]").first().focus();
    await lead.keyboard.press("w");
    await lead.getByRole("combobox", { name: "Ô, ví dụ 2.3" }).waitFor();
    await lead.keyboard.type("1.3 dong ho");
    await lead.getByText("1.3 · đang có: Số liệu chính").waitFor();
    await lead.keyboard.press("Enter");
    await cell(second, "1.3", "Đồng hồ").waitFor();
    await lead.getByRole("dialog").waitFor({ state: "detached" });
    await lead.keyboard.press("Control+z");
    await cell(second, "1.3", "Số liệu chính").waitFor();
    await lead.keyboard.press("Control+Shift+Z");
    expect(await seen(cell(second, "1.3", "Đồng hồ"))).toBe(true);
  });

  test("a cell is reached, frozen, blanked and maximised without a mouse", async () => {
    await cell(lead, "1.1").focus();
    await lead.keyboard.press("ArrowRight");
    await lead.keyboard.press("f");
    await lead.locator("[data-cell][data-frozen]").waitFor();
    expect(await lead.locator("[data-cell][data-frozen]").getAttribute("aria-label")).toMatch(/^Ô 1\.[23]: /);
    await lead.keyboard.press("f");
    await lead.locator("[data-cell][data-frozen]").waitFor({ state: "detached" });
    await lead.keyboard.press("b");
    await second.locator("[data-cell][data-blank]").waitFor();
    // The key turns over what this console shows: the other one may be ahead of it.
    await lead.locator("[data-cell][data-blank]").waitFor();
    await lead.keyboard.press("b");
    await lead.locator("[data-cell][data-blank]").waitFor({ state: "detached" });
  });

  test("two scenes are saved, and cut to by their keys", async () => {
    const save = async (name: string, key: string): Promise<void> => {
      await tab(lead, "Cảnh").click();
      await button(lead, "Lưu cảnh mới").click();
      await lead.getByLabel("Tên cảnh").fill(name);
      await lead.getByRole("dialog").getByRole("button", { name: /Phím Alt/ }).click();
      await lead.getByRole("option", { name: key }).click();
      await lead.getByRole("dialog").getByRole("button", { name: "Lưu", exact: true }).click();
      await lead.getByRole("heading", { name, exact: false }).waitFor();
    };
    await save("Ngày thường", "Alt+1");
    await tab(lead, "Tường").click();
    await cell(lead, "2.1").click();
    await button(lead, /^3 × 2/).click();
    await cell(second, "2.6").waitFor();
    await save("Mưa lũ", "Alt+2");
    await shoot(lead, "wall-desk-scenes");
    await lead.keyboard.press("Alt+1");
    await cell(second, "2.6").waitFor({ state: "detached" });
    await second.keyboard.press("Alt+2");
    await cell(second, "2.6").waitFor();
    expect(await seen(lead.locator("li[data-on] h3", { hasText: "Mưa lũ" }))).toBe(true);
  });

  test("the privacy key says on every console that sensitive cells are hidden", async () => {
    await second.keyboard.press("Control+Shift+P");
    await lead.getByText("RIÊNG TƯ: ô nhạy cảm đang bị che").first().waitFor();
    await lead.keyboard.press("Control+Shift+P");
    expect(await gone(second.getByText("RIÊNG TƯ: ô nhạy cảm đang bị che").first())).toBe(true);
  });

  test("of two who change one cell, the later one is told who was quicker, and may do it on the new state", async () => {
    await tab(lead, "Tường").click();
    await cell(lead, "3.1").click();
    await button(lead, /^Sửa: Cảnh báo/).click();
    await lead.getByLabel("Tên riêng (không bắt buộc)").fill("Của Hương");
    await second.keyboard.press("g");
    await second.getByRole("combobox", { name: "Ô, ví dụ 2.3" }).waitFor();
    await second.keyboard.type("3.1 dong ho");
    await second.keyboard.press("Enter");
    await cell(second, "3.1", "Đồng hồ").waitFor();
    await lead.getByRole("dialog").getByRole("button", { name: "Lưu", exact: true }).click();
    await lead.getByText("lan vừa đổi ô 3.1 (đặt nội dung). Thay đổi của bạn chưa được ghi.").waitFor();
    await shoot(lead, "wall-desk-conflict");
    await cell(lead, "3.1", "Đồng hồ").waitFor();
    await button(lead, "Làm lại trên trạng thái mới").click();
    expect(await seen(cell(second, "3.1", "Của Hương"))).toBe(true);
  });

  test("a monitor that is pulled says so, and where its cells are now", async () => {
    await pc.keep(pc.screens.slice(0, 3));
    await lead.locator("[data-monitor][data-state=lost]", { hasText: /MẤT · .*ô đang ở màn hình 1/ }).waitFor();
    expect(await seen(cell(lead, "4.1").first())).toBe(true);
    await shoot(lead, "wall-desk-lost");
  });

  test("a past layout is looked at, step by step, and put back", async () => {
    await tab(lead, "Xem lại").click();
    await lead.getByText("QUÁ KHỨ").waitFor();
    const past = lead.locator("[data-past]");
    const sought = past.locator('[data-cell][aria-label^="Ô 2.1: Bản đồ · Sông Hương tại Kim Long"]');
    const shownAt = (): Promise<string | null> => lead.locator("[data-at]").getAttribute("data-at");
    const press = async (name: string | RegExp): Promise<void> => {
      const before = await shownAt();
      await button(lead, name).click();
      await until(async () => (await shownAt()) !== before, 20_000, () => `still at ${before}`);
    };
    // From now back, change by change, to the first one of this story.
    await press("+1 phút");
    for (let step = 0; step < 60; step++) {
      if ((await sought.isVisible()) && (await past.locator('[data-cell][aria-label^="Ô 1.2: Cảnh báo"]').isVisible())) break;
      await press(/Lần đổi trước/);
    }
    await past.locator('[data-cell][aria-label^="Ô 1.2: Cảnh báo"]').waitFor();
    await lead.getByText("Nhật ký quanh lúc đó").waitFor();
    await shoot(lead, "wall-desk-replay");
    await button(lead, /Khôi phục bố cục này/).click();
    await lead.getByRole("dialog").getByRole("button", { name: "Khôi phục bố cục này" }).click();
    await cell(second, "1.2", "Cảnh báo").waitFor();
    expect(await gone(cell(second, "2.6"))).toBe(true);
  });

  test("nothing was complained about", () => expect(complaints).toEqual([]));
});
