import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AlarmId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { valueOf } from "../kit/backend.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { probeOf } from "../kit/twin-probe.ts";

if (CHROMIUM === undefined) console.log("skipped: cases and agencies on the map (no Chromium on this machine)");

const DAP_DA = [107.595, 16.4724] as const;
/** From a place to its case's card, px. */
const BESIDE = { x: -25, y: -19 };

describe.skipIf(CHROMIUM === undefined)("cases and their agencies on the console's map", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let page: Page;
  let probe: ReturnType<typeof probeOf>;
  let alarmId: AlarmId;
  let title: string;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    alarmId = await room.flood();
    const plan = valueOf(await room.operator.ask("incident:plan", { alarmId }));
    title = plan.title;
    const opened = await room.open({ alarmIds: [alarmId], title });
    for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Chặn đường, bơm" } as const, ordered()]) valueOf(await room.act(room.operator, opened.id, event));
    await room.open({ title: "Thử điều xe cứu hộ", drill: true, position: [107.602, 16.4664] });
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "vi-VN" });
    const [name = "", value = ""] = room.operator.cookie.split("=");
    await context.addCookies([{ name, value, url: room.backend().address, httpOnly: true, sameSite: "Strict" }]);
    context.setDefaultTimeout(45_000);
    page = listen(await context.newPage(), complaints);
    await page.goto(`${room.backend().address}/?probe`);
    probe = probeOf(page);
    await probe.idle();
    await probe.jump(DAP_DA, 14.5);
    await probe.idle();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  /** Where on the page a place of the map lies, moved by so many px. */
  async function pixelOf([lon, lat]: readonly [number, number], by = { x: 0, y: 0 }): Promise<{ x: number; y: number }> {
    const box = await page.locator("section#map canvas").first().boundingBox();
    const at = await page.evaluate(([x, y]) => window.__scene?.project(x!, y!), [lon, lat]);
    if (box === null || at === undefined) throw new Error("no map");
    return { x: box.x + at[0] + by.x, y: box.y + at[1] + by.y };
  }
  const hover = (of: Page) => of.locator("[data-hover]");

  test("a scenario's title names the place, not its sensor", () => expect(title).toBe("Ngập sâu tại Đập Đá"));

  test("an open case stands beside its alarm; pointed at, it tells step, urgency and agencies; a drill says so", async () => {
    const card = await pixelOf(DAP_DA, BESIDE);
    await expect.poll(async () => {
      await page.mouse.move(card.x + 1, card.y);
      await page.mouse.move(card.x, card.y);
      return hover(page).innerText();
    }, { timeout: 30_000 }).toContain(title);
    const words = await hover(page).innerText();
    expect(words).toContain("Khẩn cấp");
    expect(words).toMatch(/Chủ trì: Công ty Môi trường và Công trình đô thị/);
    expect(words).toMatch(/Phối hợp: Phòng Cảnh sát giao thông/);
    expect(words).not.toContain("DIỄN TẬP");
    await shoot(page, "map-case-hover");
    const drill = await pixelOf([107.602, 16.4664], BESIDE);
    await page.mouse.move(drill.x, drill.y);
    await expect.poll(() => hover(page).innerText()).toContain("DIỄN TẬP – Thử điều xe cứu hộ");
    await shoot(page, "map-case-drill");
  });

  test("filtered to another agency, the map hides the alarm and the case and says so; to the one that leads, the case is back; the filter is taken off where it is told", async () => {
    const tool = page.getByRole("toolbar", { name: "Công cụ bản đồ" }).getByRole("button", { name: "Lớp và bộ lọc" });
    await tool.click();
    const choose = async (label: string, text: string): Promise<void> => {
      const field = page.getByRole("combobox", { name: label });
      await field.fill(text);
      await page.getByRole("option", { name: text }).first().click();
    };
    await choose("Cơ quan phụ trách", "Công ty Điện lực");
    const told = page.locator("[data-left-out]");
    await told.waitFor();
    expect(await told.innerText()).toMatch(/Đang lọc: 8\/\d+ trạm · Bộ lọc đang ẩn 1 cảnh báo · .*ẩn 2 vụ việc/s);
    await page.keyboard.press("Escape");
    await shoot(page, "map-filter-agency");
    const at = await pixelOf(DAP_DA, BESIDE);
    await expect.poll(() => probe.pick(DAP_DA)).toBeUndefined();
    await tool.click();
    await choose("Cơ quan phụ trách", "Công ty Môi trường");
    await expect.poll(() => told.getAttribute("data-left-out")).toBe("0");
    await choose("Dịch vụ", "Thoát nước");
    await shoot(page, "map-filter-service");
    await page.keyboard.press("Escape");
    await told.waitFor();
    expect((await probe.pick(DAP_DA))?.thingId).toBe("street-dap-da");
    await page.mouse.move(at.x, at.y);
    await expect.poll(() => hover(page).innerText()).toContain(title);
    await page.mouse.move(5, 5);
    await hover(page).waitFor({ state: "hidden" });
    await told.getByRole("button", { name: "Bỏ bộ lọc" }).click();
    await told.waitFor({ state: "detached" });
  });

  test("looked back at, no case of the present is drawn; back in the present it is", async () => {
    const kind = () => page.evaluate(([lon, lat, dx, dy]) => window.__scene?.pick(lon!, lat!, [dx!, dy!])?.is, [...DAP_DA, BESIDE.x, BESIDE.y]);
    expect(await kind()).toBe("incident");
    await page.keyboard.press("F10");
    await page.getByRole("slider").first().focus();
    await page.keyboard.press("PageDown");
    await expect.poll(kind, { timeout: 30_000 }).not.toBe("incident");
    await page.keyboard.press("Escape");
    await expect.poll(kind, { timeout: 30_000 }).toBe("incident");
  });

  test("pressed, a case opens its page", async () => {
    const opened = page.getByRole("article", { name: "Hồ sơ vụ việc" });
    // The map may still be moving back from the past: pressed again where the case stands then.
    await expect.poll(async () => {
      const at = await pixelOf(DAP_DA, BESIDE);
      await page.mouse.click(at.x, at.y);
      return opened.getByText(title).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
    }, { timeout: 60_000 }).toBe(true);
    expect(await opened.innerText()).toContain("Công ty Môi trường");
    await shoot(page, "map-case-open");
    await page.keyboard.press("F3");
  });

  test("on a small screen in English the map says the same; neither coordinates nor credits lie on the map, and a notice lies on neither", async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByRole("button", { name: "Ngôn ngữ" }).click();
    await page.getByRole("toolbar", { name: "Map tools" }).waitFor();
    await probe.idle();
    const card = await pixelOf(DAP_DA, BESIDE);
    await page.mouse.move(card.x + 2, card.y);
    await page.mouse.move(card.x, card.y);
    await expect.poll(() => hover(page).innerText()).toContain("Lead: Urban Environment and Works Company");
    await shoot(page, "map-case-1366-en");
    const map = await page.locator("section#map canvas").first().boundingBox();
    for (const what of [page.getByLabel("Pointer", { exact: true }), page.getByLabel("Map data")]) expect((await what.boundingBox())?.y).toBeGreaterThanOrEqual((map?.y ?? 0) + (map?.height ?? 0) - 1);
    expect(await page.getByLabel("Map data").innerText()).toContain("Ward names and rough outlines");
    await page.getByRole("toolbar", { name: "Map tools" }).getByRole("button", { name: "Print the map" }).click();
    await page.getByRole("combobox", { name: "File" }).or(page.getByLabel("File")).first().waitFor();
    await page.getByRole("button", { name: "Save file" }).click();
    const notice = page.locator("[data-tone]").filter({ hasText: "Saved" });
    await notice.waitFor();
    await shoot(page, "map-notice-1366-en");
    const [toast, told] = [await notice.boundingBox(), await page.locator("[data-wgs84]").boundingBox()];
    expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(told?.y ?? 0);
    expect(complaints).toEqual([]);
  });
});
