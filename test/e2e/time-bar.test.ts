import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { addSource, ADMINISTRATOR, administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { formatTime } from "../../renderer/design/format.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { pastFolder, type PastFolder } from "../kit/past-folder.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: the time bar in the browser (no Chromium on this machine)");

const PACK = new URL("../../assets/city/hue", import.meta.url).pathname;
const ZONE_MS = 7 * 3_600_000;
/** As a person types it: dd/mm/yyyy HH:MM in the city's zone. */
function typed(at: number): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d\d:\d\d)/.exec(new Date(at + ZONE_MS).toISOString())!;
  return `${day}/${month}/${year} ${time}`;
}

describe.skipIf(CHROMIUM === undefined)("back to the morning and to now again", () => {
  const complaints: Complaints = [];
  let past: PastFolder;
  let backend: TestBackend;
  let browser: Browser;
  let page: Page;
  let secret: string;

  beforeAll(async () => {
    await buildStale();
    // Six hours of running: the level rises to 3,70 m, the alarm is raised after one hour and over after two and a half.
    past = await pastFolder({ pack: PACK, now: Date.now(), hours: 6, values: (minute) => (minute >= 60 && minute < 150 ? 3.7 : 1.25) });
    backend = await startBackend({ folder: past.folder });
    browser = await launchChromium();
    secret = await addSource(backend, await administrator(backend), "tram-do");
    page = await openPage(browser, backend, "/", complaints);
    await logIn(page, ADMINISTRATOR.id, ADMINISTRATOR.password);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    if (past !== undefined) removeFolder(past.folder);
  });

  const frame = () => page.locator("[data-past]");
  const row = (state: string) => page.locator(`[role=row][data-alarm*="river-bd3"][data-state="${state}"]`);
  const slider = () => page.getByRole("slider", { name: "Thời điểm đang xem" });
  const goTo = async (at: number): Promise<void> => {
    const field = page.getByLabel("Tới thời điểm");
    await field.fill(typed(at));
    await field.press("Enter");
  };

  test("F10 opens one bar for the whole window; the alarms of the morning stand in it", async () => {
    await page.keyboard.press("F10");
    await slider().waitFor();
    await page.locator("[data-time-bar] rect[data-priority=emergency]").first().waitFor({ state: "attached" });
    expect(await frame().count()).toBe(0);
    await shoot(page, "time-now");
  });

  test("an instant typed is gone to: band, border and queue say QUÁ KHỨ, and the first alarm is there, unacknowledged (invariant 7)", async () => {
    await goTo(past.raised + 60_000);
    await frame().waitFor();
    await row("unack").waitFor();
    const band = page.locator("[data-past] [role=status]").first();
    expect(await band.innerText()).toContain("QUÁ KHỨ");
    expect(await row("unack").innerText()).toContain("3,70 m");
    await shoot(page, "time-past");
  });

  test("the first alarm is clicked: its card shows it as it was then, and nothing can be done to it", async () => {
    await row("unack").click();
    await page.keyboard.press("Enter");
    const card = page.getByRole("article", { name: "Thẻ cảnh báo" });
    await card.waitFor();
    await card.getByText("Đang xem QUÁ KHỨ").waitFor();
    expect(await card.getByRole("button", { name: "Xác nhận" }).count()).toBe(0);
    expect(await card.innerText()).not.toContain("truc-ban");
    await shoot(page, "time-card");
  });

  test("keys move the handle by minutes and hours, and each minute shows what it knew", async () => {
    await goTo(past.acknowledged - 30_000);
    await row("unack").waitFor();
    await slider().focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
    await row("ack").waitFor();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("PageUp");
    await row("ack").waitFor({ state: "detached" });
    await page.keyboard.press("Home");
    await page.locator(`[role=slider][aria-valuenow="${past.began}"]`).waitFor();
    await page.locator("[data-past] time", { hasText: formatTime(past.began, "time", "vi") }).waitFor();
    expect(await page.locator("[role=row][data-alarm]").count()).toBe(0);
    await shoot(page, "time-first");
  });

  test("ten times as fast: the instant shown goes on by itself, and stops when told", async () => {
    await goTo(past.raised - 120_000);
    await row("unack").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Phát 60 lần" }).click();
    await row("unack").waitFor();
    await page.getByRole("button", { name: "Dừng" }).click();
    await page.getByRole("button", { name: "Dừng" }).waitFor({ state: "detached" });
    const stands = await slider().getAttribute("aria-valuetext");
    await shoot(page, "time-stopped");
    expect(await slider().getAttribute("aria-valuetext")).toBe(stands);
  });

  test("an emergency of now is told while looking back, and leads to the present", async () => {
    expect(await frame().count()).toBe(1);
    await mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: "v1.1/Datastreams(phu-oc.water-level)/Observations", message: JSON.stringify({ result: 9 }) });
    const top = page.getByRole("banner").getByRole("button", { name: "Cảnh báo đầu bảng" });
    await top.getByText("Phú Ốc").waitFor();
    expect(await top.innerText()).toContain("Hiện tại:");
    await shoot(page, "time-announced");
    expect(await page.locator('[role=row][data-alarm*="phu-oc"]').count()).toBe(0);
    await top.click();
    await frame().waitFor({ state: "detached" });
    await page.locator('[role=row][data-alarm*="phu-oc"]').first().waitFor();
  });

  test("Escape leads back to now from wherever the focus is; a panel that cannot look back says so", async () => {
    await goTo(past.raised + 60_000);
    await frame().waitFor();
    await page.keyboard.press("F4");
    await page.getByText("HIỆN TẠI: bảng này không xem lại được").waitFor();
    await shoot(page, "time-present-panel");
    await page.keyboard.press("Escape");
    await frame().waitFor({ state: "detached" });
    expect(await page.locator('[role=row][data-alarm*="phu-oc"]').count()).toBeGreaterThan(0);
  });

  test("what cannot be is said beside the field: a wrong text, a time to come, a time before everything", async () => {
    const field = page.getByLabel("Tới thời điểm");
    for (const [text, says] of [["hôm qua", "Viết như"], [typed(Date.now() + 7_200_000), "chưa tới"], ["01/01/2001 00:00", "Chưa có dữ liệu"]] as const) {
      await field.fill(text);
      await field.press("Enter");
      await page.getByText(says).first().waitFor();
    }
    expect(await frame().count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
