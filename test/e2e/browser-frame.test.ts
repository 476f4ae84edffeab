import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../renderer/design/texts/en.ts";
import { vi } from "../../renderer/design/texts/vi.ts";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, redeemTicket, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: frame, language and sizes in the browser (no Chromium on this machine)");

const PANELS = ["F3", "F4", "F5", "F6", "F7", "F8"] as const;
/** The smallest is what 150 % leaves of a 1080-line monitor. */
const SIZES = [{ width: 1280, height: 720 }, { width: 1366, height: 768 }, { width: 1920, height: 1080 }] as const;

/** Everything a window says or would say: texts, names for screen readers, hints. */
const words = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node.textContent?.trim() ?? "");
  for (const element of document.querySelectorAll("[aria-label],[title],[placeholder]")) {
    for (const name of ["aria-label", "title", "placeholder"]) found.push(element.getAttribute(name)?.trim() ?? "");
  }
  return found.filter((text) => text !== "");
});

/** What is wider than its place, hangs out of the window, or lies over its neighbour in the top bar. */
const misfits = (page: Page): Promise<string[]> => page.evaluate(() => {
  const wrong: string[] = [];
  const name = (element: Element) => `${element.tagName} ${element.className} “${element.textContent?.slice(0, 40) ?? ""}”`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`the document is ${root.scrollWidth} px wide in ${root.clientWidth}`);
  if (root.scrollHeight > root.clientHeight) wrong.push(`the document is ${root.scrollHeight} px high in ${root.clientHeight}`);
  for (const element of document.querySelectorAll("header, section, main, [role=tabpanel], [role=tablist], [role=toolbar], button, dl, ul")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || element.closest("[role=grid], [role=listbox], table") !== null) continue;
    if (box.left < -0.5 || box.right > innerWidth + 0.5) wrong.push(`out of the window: ${name(element)}`);
    const style = getComputedStyle(element);
    if (element.scrollWidth > element.clientWidth + 1 && style.overflowX !== "visible" && style.textOverflow !== "ellipsis" && style.display !== "inline") wrong.push(`cut by ${element.scrollWidth - element.clientWidth} px: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("div")) {
    if (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1) wrong.push(`has to be scrolled sideways by ${element.scrollWidth - element.clientWidth} px: ${name(element)}`);
  }
  const bar = [...(document.querySelector("header")?.children ?? [])].map((child) => ({ child, box: child.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  for (const [i, one] of bar.entries()) {
    for (const other of bar.slice(i + 1)) {
      if (Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1 && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 1) wrong.push(`one over the other: ${name(one.child)}, ${name(other.child)}`);
    }
    // An alarm's message may end in dots in the bar: the queue has all of it. Nothing else may.
    for (const text of one.child.querySelectorAll("span, time, p, button")) {
      if (text.closest("[data-top-alarm]") === null && text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).display !== "inline") wrong.push(`cut in the bar: ${name(text)}`);
    }
  }
  return wrong;
});

describe.skipIf(CHROMIUM === undefined)("language and sizes, in a room with alarms", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let room: Page;
  let wall: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    const cookie = await administrator(backend);
    const secret = await addSource(backend, cookie, "tram-do");
    room = await openPage(browser, backend, "/", complaints, SIZES[0]);
    wall = await openPage(browser, backend, "/wall", complaints, SIZES[0]);
    await logIn(room, ADMINISTRATOR.id, ADMINISTRATOR.password);
    await redeemTicket(wall, valueOf(await request(backend, cookie, "display:ticket", { name: "Tường video" })).ticket);
    const readings = { "kim-long.water-level": 3.7, "phu-oc.water-level": 4.6, "wind-thuan-an.wind-gust": 33, "rain-hue.rain-rate": 112, "rain-a-luoi.rain-rate": 71 };
    const arrays = Object.entries(readings).map(([id, value]) => ({ Datastream: { "@iot.id": id }, components: ["result"], dataArray: [[value]] }));
    const answer = await fetch(`${backend.address}/sta/v1.1/CreateObservations`, { method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram-do:${secret}`).toString("base64")}` }, body: JSON.stringify(arrays) });
    if (!answer.ok) throw new Error(`observations refused: ${answer.status}`);
    await until(async () => (await room.locator("[data-alarm]").count()) >= 4, 20_000, () => "no alarms to look at");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  const visit = async (page: Page, look: (key: string) => Promise<void>): Promise<void> => {
    for (const key of PANELS) {
      await page.keyboard.press(key);
      await page.getByRole("tab", { selected: true }).filter({ hasText: key }).waitFor();
      await until(async () => (await page.getByRole("tabpanel").getByText(/Đang tải…|Loading…/).count()) === 0);
      await look(key);
    }
  };

  test.each(SIZES)("nothing is cut or hangs out of the window at $width × $height", async (size) => {
    for (const page of [room, wall]) await page.setViewportSize(size);
    await room.locator("[data-alarm]").first().click();
    const wrong: string[] = [];
    await visit(room, async (key) => {
      wrong.push(...(await misfits(room)).map((each) => `${key}: ${each}`));
      await shoot(room, `size-${size.width}-${key}`);
    });
    await shoot(wall, `size-${size.width}-wall`);
    const scrolled = await wall.evaluate(() => [...document.querySelectorAll("*")].filter((each) => (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY)) || (each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX))).map((each) => String(each.className)));
    expect({ console: [...new Set(wrong)], wall: await misfits(wall), scrolled }).toEqual({ console: [], wall: [], scrolled: [] });
  });

  test("English is English everywhere, and Vietnamese comes back", async () => {
    await room.getByRole("button", { name: "Ngôn ngữ" }).click();
    await until(async () => (await room.evaluate(() => document.documentElement.lang)) === "en");
    const vietnamese = new Set<string>(Object.entries(vi).flatMap(([area, texts]) => Object.entries(texts).filter(([key, text]) => /[^\u0020-\u007e…—≤“”·↑]/.test(text) && Reflect.get(Reflect.get(en, area), key) !== text).map(([, text]) => text)));
    // Words of the panels' own texts.
    for (const text of ["Xác nhận", "Tạm gác", "Đang báo", "Mọi trạng thái", "Mọi khu vực", "Phím tắt", "Tắt tiếng", "Diễn biến (nhiều nhất 6 giờ)", "Điều kiện lúc báo", "Cần làm", "Lịch sử cảnh báo", "Thêm nguồn", "Tìm nguồn", "Nhận", "Từ chối", "Tìm quy tắc", "Thêm quy tắc", "Vượt ngưỡng", "Thêm tài khoản", "Vai trò", "Trực ban", "Trưởng ca", "Đổi mật khẩu", "Nhật ký sự kiện", "Người thực hiện", "máy chủ", "Chỉ số"]) vietnamese.add(text);
    const left: string[] = [];
    await visit(room, async (key) => {
      const found = await words(room);
      left.push(...found.filter((text) => vietnamese.has(text) || /^(shell|alarms|admin|faults)\.\w+$/.test(text) || text.includes("{{") || /giây trước|phút trước|phiên bản \d|\bundefined\b|\bNaN\b/.test(text)).map((text) => `${key}: ${text}`));
      await shoot(room, `english-${key}`);
    });
    expect([...new Set(left)]).toEqual([]);
    await room.getByRole("button", { name: "Language" }).click();
    await room.getByRole("button", { name: "Đăng xuất" }).waitFor();
    await room.reload();
    await room.getByRole("button", { name: "Đăng xuất" }).waitFor();
  });

  test("every panel was opened and no window complained on its console", () => expect(complaints).toEqual([]));
});

/** A file system of its own small enough to fill, where this process may make one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "kydai-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
const disk = CHROMIUM === undefined ? undefined : smallDisk();
if (CHROMIUM !== undefined && disk === undefined) console.log("skipped: a full disk in the browser (a small file system cannot be mounted here: needs root)");

test.skipIf(disk === undefined)("a full disk is said on every window, and an alarm of that moment is shown all the same", async () => {
  const folder = disk!;
  await buildStale();
  const complaints: Complaints = [];
  const [backend, browser] = await Promise.all([startBackend({ folder }), launchChromium()]);
  try {
    const cookie = await administrator(backend);
    const authorization = `Basic ${Buffer.from(`tram:${await addSource(backend, cookie, "tram")}`).toString("base64")}`;
    const post = async (result: number, t: number) => (await fetch(`${backend.address}/sta/v1.1/Datastreams(kim-long.water-level)/Observations`, { method: "POST", headers: { "content-type": "application/json", authorization }, body: JSON.stringify({ result, phenomenonTime: new Date(t).toISOString() }), signal: AbortSignal.timeout(20_000) })).status;
    const room = await openPage(browser, backend, "/", complaints);
    const wall = await openPage(browser, backend, "/wall", complaints);
    await logIn(room, ADMINISTRATOR.id, ADMINISTRATOR.password);
    await redeemTicket(wall, valueOf(await request(backend, cookie, "display:ticket", { name: "Tường video" })).ticket);
    const start = Date.now() - 60_000;
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, "filler"), new Uint8Array(Math.max(0, Number(bavail) * Number(bsize) - 4096)));
    // SQLite may still find room inside its own files: send until it says no.
    let refused = false;
    for (let n = 0; n < 3000 && !refused; n++) refused = (await post(0.5, start + n)) !== 201;
    expect(refused).toBe(true);
    await post(3.9, start + 30_000);
    await Promise.all([room, wall].map((page) => page.getByText(/^ĐĨA ĐẦY/).first().waitFor()));
    await Promise.all([room.locator('[data-alarm*="river-bd3"]').waitFor(), wall.locator("li[data-priority=emergency]").waitFor()]);
    await room.keyboard.press("F1");
    await room.keyboard.press("a");
    await room.getByText("Đĩa của máy chủ đã đầy, chưa ghi được").first().waitFor();
    await Promise.all([shoot(room, "disk-room"), shoot(wall, "disk-wall")]);
    rmSync(join(folder, "filler"));
    await Promise.all([room, wall].map((page) => page.getByText(/^ĐĨA ĐẦY/).waitFor({ state: "detached" })));
    await room.locator('[data-alarm*="river-bd3"]').waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    backend.child.kill("SIGKILL");
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});
