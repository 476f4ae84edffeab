import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { distance, type Point } from "../../renderer/geo/measure.ts";
import { MERIDIANS, parsePlace } from "../../renderer/geo/vn2000.ts";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { probeOf } from "../kit/twin-probe.ts";

if (CHROMIUM === undefined) console.log("skipped: the map's tools in the browser (no Chromium on this machine)");

const AT = { meridian: MERIDIANS.hue, near: [107.58, 16.46] as const };
/** The quarter's middle in the built-in city. */
const KIM_LONG: Point = [107.56, 16.461];
const TRUONG_TIEN: Point = [107.5885, 16.4685];

describe.skipIf(CHROMIUM === undefined)("a person works on the console's map", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let page: Page;
  let probe: ReturnType<typeof probeOf>;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "vi-VN", acceptDownloads: true });
    const [name = "", value = ""] = (await administrator(backend)).split("=");
    await context.addCookies([{ name, value, url: backend.address, httpOnly: true, sameSite: "Strict" }]);
    context.setDefaultTimeout(45_000);
    page = listen(await context.newPage(), complaints);
    await page.goto(`${backend.address}/?probe`);
    probe = probeOf(page);
    await probe.idle();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    if (backend !== undefined) removeFolder(backend.folder);
  });

  const tool = (name: string) => page.getByRole("toolbar", { name: "Công cụ bản đồ" }).getByRole("button", { name });
  /** The map's box on the page, px. */
  async function box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const found = await page.locator("section#map canvas").first().boundingBox();
    if (found === null) throw new Error("no map on the page");
    return found;
  }
  /** What stands under a pixel, by the map's own words. */
  async function told(x: number, y: number): Promise<Point> {
    await page.mouse.move(x, y);
    const words = page.getByLabel("Con trỏ", { exact: true }).locator("[data-wgs84]");
    await words.waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const at = parsePlace(await words.innerText(), AT);
    if (at === undefined) throw new Error(`no place: ${await words.innerText()}`);
    return at;
  }
  async function middle(): Promise<Point> {
    const { x, y, width, height } = await box();
    return told(x + width / 2, y + height / 2);
  }

  test("\"kim long\", typed without marks, finds Kim Long; Enter flies there and marks it", async () => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Tìm địa điểm" });
    await field.fill("kim long");
    const first = page.getByRole("listbox", { name: "Kết quả tìm" }).getByRole("option").first();
    await first.getByText("Kim Long", { exact: true }).waitFor();
    await shoot(page, "map-search");
    await field.press("Enter");
    await probe.idle();
    expect(distance(await middle(), KIM_LONG)).toBeLessThan(10);
    await page.locator('[data-pin="Kim Long"]').waitFor();
    await shoot(page, "map-found");
  });

  test("a place typed in VN-2000, as a document gives it, is gone to", async () => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Tìm địa điểm" });
    await field.fill("X 1821568 Y 562871");
    await field.press("Enter");
    await probe.idle();
    const wanted = parsePlace("X 1821568 Y 562871", AT);
    expect(distance(await middle(), wanted ?? [0, 0])).toBeLessThan(10);
  });

  test("measured between two pixels is the distance of what stands under them; Backspace and Escape take back and end", async () => {
    await probe.jump(TRUONG_TIEN, 14);
    await probe.idle();
    await tool("Đo khoảng cách").click();
    const { x, y, width, height } = await box();
    // A click is told in whole pixels.
    const [a, b] = [{ x: Math.round(x + width / 2), y: Math.round(y + height * 0.4) }, { x: Math.round(x + width * 0.8), y: Math.round(y + height * 0.7) }];
    const [from, to] = [await told(a.x, a.y), await told(b.x, b.y)];
    await page.mouse.click(a.x, a.y);
    await page.mouse.click(b.x, b.y);
    const figure = page.locator("[data-metres]");
    expect(Math.abs(Number(await figure.getAttribute("data-metres")) - distance(from, to))).toBeLessThan(0.5);
    await shoot(page, "map-measure");
    // Drawn where it was pressed.
    const drawn = await page.locator("[data-measure] circle").last().boundingBox();
    expect(Math.hypot((drawn?.x ?? 0) + (drawn?.width ?? 0) / 2 - b.x, (drawn?.y ?? 0) + (drawn?.height ?? 0) / 2 - b.y)).toBeLessThan(2);
    await page.keyboard.press("Backspace");
    await figure.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.locator("[data-measure]").waitFor({ state: "detached" });
  });

  test("the map takes the room of the panel too, and gives it back", async () => {
    const before = await box();
    await page.keyboard.press("Shift+F2");
    await expect.poll(async () => (await box()).width).toBeGreaterThan(2 * before.width);
    await probe.jump(KIM_LONG, 14.5);
    await probe.idle();
    await shoot(page, "map-large");
    // What is chosen there opens beside, and goes away again.
    const tab = page.getByRole("tab", { name: "Thẻ cảnh báo" });
    expect(await tab.isVisible()).toBe(false);
    await page.keyboard.press("F3");
    await tab.waitFor({ state: "visible" });
    await shoot(page, "map-beside");
    await page.locator("section", { has: tab }).getByRole("button", { name: "Đóng", exact: true }).first().click();
    await tab.waitFor({ state: "hidden" });
  });

  test("cameras that see a point are named, and what they see is drawn", async () => {
    await probe.jump(TRUONG_TIEN, 15);
    await probe.idle();
    await tool("Camera nào thấy?").click();
    const { x, y, width, height } = await box();
    await page.mouse.click(x + width / 2, y + height / 2);
    const answer = page.locator("[data-seen-by]");
    await answer.waitFor();
    await shoot(page, "map-sight");
    expect(Number(await answer.getAttribute("data-seen-by"))).toBeGreaterThanOrEqual(1);
    expect(await page.locator('[data-sight] path[data-sees="yes"]').count()).toBe(Number(await answer.getAttribute("data-seen-by")));
    await page.keyboard.press("Escape");
  });

  test("a loop around the city holds its stations; showing only these filters the map", async () => {
    await tool("Toàn thành phố").click();
    await probe.idle();
    await tool("Khoanh vùng").click();
    const { x, y, width, height } = await box();
    const corners = [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7]] as const;
    for (const [i, [dx, dy]] of corners.entries()) {
      await page.mouse.move(x + width * dx, y + height * dy, { steps: 4 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
    const found = page.locator("[data-inside]");
    await found.waitFor();
    await shoot(page, "map-lasso");
    const inside = Number(await found.getAttribute("data-inside"));
    expect(inside).toBeGreaterThan(10);
    await page.getByRole("button", { name: "Chỉ hiện các trạm này" }).click();
    await page.keyboard.press("Escape");
    await tool("Lớp và bộ lọc").click();
    await page.getByText(`Đang lọc: ${inside}/`).waitFor();
    await shoot(page, "map-layers");
    await page.getByRole("button", { name: "Bỏ bộ lọc" }).click();
    await page.getByText("Đang lọc").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.getByText("Loại trạm").waitFor({ state: "detached" });
  });

  async function printed(as: string): Promise<{ bytes: Buffer; name: string; said: string }> {
    if ((await page.getByRole("button", { name: "Lưu tệp" }).count()) === 0) await tool("In bản đồ").click();
    await page.getByRole("button", { name: "Dạng tệp" }).click();
    await page.getByRole("option", { name: as }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Lưu tệp" }).click()]);
    const name = download.suggestedFilename();
    const note = page.getByText(`Đã lưu ${name}`);
    await note.waitFor();
    return { bytes: readFileSync(await download.path()), name, said: await note.innerText() };
  }

  test("a PNG of the stated size is printed, named after place and time", async () => {
    const { bytes, name, said } = await printed("Ảnh PNG");
    expect(name).toMatch(/^ban-do-hue-\d{4}-\d\d-\d\d-\d\d-\d\d\.png$/);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    const [, width, height] = /\((\d+) × (\d+)/.exec(said) ?? [];
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([Number(width), Number(height)]);
    expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1100);
  });

  test("a PDF of one A4 page is printed", async () => {
    const { bytes, name } = await printed("PDF khổ A4 ngang");
    expect(name).toMatch(/\.pdf$/);
    const text = bytes.toString("latin1");
    expect(text.startsWith("%PDF-")).toBe(true);
    expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
    expect([Math.round((Number(width) * 25.4) / 72), Math.round((Number(height) * 25.4) / 72)]).toEqual([297, 210]);
  });

  test("on a small screen everything is still there", async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.keyboard.press("Shift+F2");
    await probe.idle();
    await shoot(page, "map-small");
    const bar = await page.getByRole("toolbar", { name: "Công cụ bản đồ" }).boundingBox();
    const map = await box();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThan(map.y + map.height);
    expect(complaints).toEqual([]);
  });
});
