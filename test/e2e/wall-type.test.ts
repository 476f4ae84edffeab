import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import type { MonitorId } from "#contract/ids";
import { PANEL_KINDS } from "#contract/wall-panels";
import { WallPanel } from "#contract/wall";
import { removeFolder, request, valueOf } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { measureText } from "../kit/legible.ts";
import { openPage, redeemTicket, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";
import { openLegibleRoom, type LegibleRoom } from "../kit/legible-room.ts";

if (CHROMIUM === undefined) console.log("skipped: the wall's letters (no Chromium on this machine)");

/** The list of panels, as text: importing it would need a document. */
const OFFERED = readFileSync(new URL("../../renderer/panels/wall.ts", import.meta.url), "utf8");
const SIZE = { width: 1920, height: 1080 };
/** 19 mm of capitals (0.7 em) at 4 m, on a monitor 685 mm high. */
const WALL_PX = (19 / 0.7 / 685) * SIZE.height;
const CONSOLE_PX = 14;
const LONG = "Từ 14 giờ 30 chiều nay hồ Tả Trạch điều tiết qua tràn với lưu lượng tăng dần từ 300 đến 800 m³/s. Các phường ven sông Hương theo dõi mực nước, sẵn sàng sơ tán người già và trẻ em; lực lượng trực tại các điểm ngầm tràn cấm người và xe qua lại. ".repeat(3);
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Two empty pages; readers rebuild the table of objects that is left out. */
const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n";
/** A file the backend does not have: the one complaint that is wanted. */
const MISSING = "0".repeat(64);

type Place = readonly [number, number, number, number];
const GRIDS: Readonly<Record<string, readonly Place[]>> = {
  full: [[0, 0, 60, 60]],
  halves: [[0, 0, 30, 60], [30, 0, 30, 60]],
  "halves, lying": [[0, 0, 60, 30], [0, 30, 60, 30]],
  quarters: [[0, 0, 30, 30], [30, 0, 30, 30], [0, 30, 30, 30], [30, 30, 30, 30]],
  ninths: [0, 20, 40].flatMap((y) => [0, 20, 40].map((x): Place => [x, y, 20, 20])),
};

describe.skipIf(CHROMIUM === undefined)("what is written on the wall is read from where it is read", () => {
  const complaints: Complaints = [];
  let room: LegibleRoom;
  let browser: Browser;
  let page: Page;
  let monitorId: MonitorId;
  let panels: WallPanel[];

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openLegibleRoom(), launchChromium()]);
    page = await openPage(browser, room.backend, "/wall", complaints, SIZE);
    // Without WebGL the map is drawn as SVG: its names are text like any other then, and can be measured.
    await page.addInitScript(() => {
      const own = HTMLCanvasElement.prototype.getContext;
      Object.defineProperty(HTMLCanvasElement.prototype, "getContext", { value: function (this: HTMLCanvasElement, kind: string, options?: unknown) { return kind.startsWith("webgl") ? null : Reflect.apply(own, this, [kind, options]); } });
    });
    await page.reload();
    await redeemTicket(page, valueOf(await request(room.backend, room.cookie, "display:ticket", { name: "Tường video" })).ticket);
    await until(async () => (await room.wall()).monitors.length > 0, 20_000, () => "the screen was given no monitor");
    monitorId = (await room.wall()).monitors[0]!;
    await page.locator("[data-cell][data-phase=on]").first().waitFor();
    await shoot(page, "type-begin");
    const picture = await room.upload(PNG);
    const document = await room.upload(Buffer.from(PDF));
    const panel = (kind: string, settings: object = {}) => WallPanel.parse({ kind, settings });
    panels = [
      panel("map"), panel("map", { thingId: "kim-long", zoom: 14 }), panel("alarm-board"), panel("alarm-board", { priorities: ["routine"] }), panel("alarm-card"), panel("key-figures"), panel("key-figures", { thingIds: ["kim-long", "bao-vinh", "rain-hue"] }),
      panel("chart", { datastreamIds: ["kim-long.water-level"] }), panel("chart", { datastreamIds: ["kim-long.water-level", "phu-oc.water-level", "rain-hue.rain-rate", "bao-vinh.water-level", "rain-a-luoi.rain-rate", "sinh.water-level"], hours: 24 }),
      panel("clock"), panel("clock", { deadlines: false }), panel("text", { text: "Họp giao ban 7 giờ 30" }), panel("text", { text: LONG, tone: "notice" }), panel("text", { text: "Sơ tán khẩn cấp phường Kim Long", tone: "urgent" }),
      panel("picture", { fileId: picture }), panel("picture", { fileId: MISSING }), panel("web", { url: `${room.page.allowed}/` }), panel("web", { url: `${room.page.refused}/` }), panel("web", { url: `${room.page.allowed}/khong-khung` }), panel("camera", { cameraIds: [await room.camera("cau-truong-tien", "Cầu Trường Tiền, phía bờ nam nhìn về chợ Đông Ba")] }), panel("camera", { cameraIds: ["da-xoa"] }), panel("study", { studyId: "da-xoa" }), panel("grave-cases"), panel("event-log"), panel("event-log", { wallOnly: true }), panel("pdf", { fileId: document, turnEvery: 1 }), panel("pdf", { fileId: MISSING }),
    ];
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.backend.stop();
    room?.page.stop();
    if (room !== undefined) removeFolder(room.backend.folder);
  });

  /** Shows the panels and waits until each has drawn what it has to say. */
  async function show(places: readonly Place[], shown: readonly WallPanel[]): Promise<void> {
    await tokens("wall", "day");
    await room.fill(monitorId, shown.map((panel, at) => ({ place: places[at]!, panels: [panel] })));
    let seen: string[] = [];
    await until(async () => {
      seen = await page.locator("[data-cell]").evaluateAll((cells) => cells.map((cell) => `${cell.getAttribute("data-kind")} ${cell.getAttribute("data-phase")}`));
      // Panels seen before may rest unseen; what is on has to be what was asked for, and nothing on its way out.
      const on = seen.filter((each) => !/ (coming|resting)$/.test(each));
      return on.every((each) => each.endsWith(" on")) && on.sort().join() === shown.map(({ kind }) => `${kind} on`).sort().join();
    }, 20_000, () => `not on: ${seen.join(", ")}`);
    await until(async () => (await page.locator("[data-phase=on] [data-panel] [data-state=loading]").count()) === 0, 20_000, () => "still loading");
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
  }
  async function tokens(role: "wall" | "console", shift: "day" | "night"): Promise<void> {
    await page.evaluate(([nextRole, nextShift]) => Object.assign(document.documentElement.dataset, { role: nextRole, shift: nextShift }), [role, shift] as const);
    // Boxes are measured again after a change of letters as after one of size.
    await page.setViewportSize({ ...SIZE, width: SIZE.width - (role === "wall" ? 0 : 2) });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  test("every kind of panel that a cell can show is tried", () => {
    const offered = PANEL_KINDS.filter((kind) => OFFERED.includes(`  "${kind}": {`) || OFFERED.includes(`  ${kind}: {`));
    expect(offered.length).toBeGreaterThanOrEqual(10);
    expect(offered.filter((kind) => !panels.some((panel) => panel.kind === kind))).toEqual([]);
  });

  test.each(Object.keys(GRIDS))("%s: letters for the distance, contrast, and nothing cut off", async (grid) => {
    const places = GRIDS[grid] ?? [];
    const wrong: string[] = [];
    let texts = 0;
    for (let first = 0; first < panels.length; first += places.length) {
      await show(places, panels.slice(first, first + places.length));
      for (const [role, shift, least] of [["wall", "day", WALL_PX], ["wall", "night", WALL_PX], ["console", "day", CONSOLE_PX], ["console", "night", CONSOLE_PX]] as const) {
        // The night changes colours and no size: each panel is seen in it once.
        if (shift === "night" && grid !== "quarters") continue;
        await tokens(role, shift);
        const measured = await page.evaluate(measureText, { least, smallPrint: CONSOLE_PX, contrast: 4.5, alarmContrast: 7 });
        wrong.push(...measured.wrong.map((each) => `${role}, ${shift}: ${each}`));
        texts += measured.texts;
        if (shift === "day") await shoot(page, `type-${grid.replaceAll(/\W+/g, "-")}-${first}-${role}`);
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect(texts).toBeGreaterThan(100);
  }, 400_000);

  test("sixteen cameras without a signal: why is read to its end, and half of each cell is left to its last picture", async () => {
    const [lost] = panels.filter(({ kind }) => kind === "camera");
    await show([0, 15, 30, 45].flatMap((y) => [0, 15, 30, 45].map((x): Place => [x, y, 15, 15])), Array.from({ length: 16 }, () => lost!));
    await until(async () => (await page.locator("[data-phase=on] figure[data-condition=lost] [role=status]").count()) === 16, 60_000, () => "not lost");
    const badges = await page.locator("[data-phase=on] figure[data-condition=lost] [role=status]").evaluateAll((all) => all.map((badge) => {
      const cut = [badge, ...badge.querySelectorAll("b, b + span")].filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
      return { text: (badge as HTMLElement).innerText, cut: cut.length, part: badge.clientHeight / (badge.parentElement?.clientHeight ?? 1) };
    }));
    await shoot(page, "type-sixteen-lost");
    expect(badges.filter(({ text, cut, part }) => !/không nối được|không trả lời/.test(text) || cut > 0 || part > 0.5)).toEqual([]);
  }, 120_000);

  test("a page that does not let itself be framed says so in its cell", async () => {
    await show(GRIDS["full"] ?? [], [WallPanel.parse({ kind: "web", settings: { url: `${room.page.allowed}/khong-khung` } })]);
    const cell = page.locator("[data-phase=on] [data-panel]", { hasText: "không cho phép hiện trong khung" });
    await cell.waitFor();
    expect(await cell.locator("iframe").count()).toBe(0);
  });

  test("no window complained on its console", () => expect(complaints.filter((each) => !each.includes(`/api/wall/file/${MISSING}`) && !each.includes("in a frame because it set 'X-Frame-Options'"))).toEqual([]));
});
