import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ExerciseId } from "#contract/drill";
import type { RequestInput } from "#contract/request";
import { buildStale } from "../../scripts/build.ts";
import { request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { injectOf } from "../kit/hand-drill.ts";
import { listen, logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";
import { textPanel } from "../kit/wall-world.ts";

if (CHROMIUM === undefined) console.log("skipped: an exercise on console, wall and phone (no Chromium on this machine)");

const NAME = "Lũ Kim Long thử";
const INJECTS = [
  injectOf("vuot-bd3", 0, { title: "Sông Hương vượt báo động III", place: "Trạm Kim Long", text: "Mực nước 3,62 m, lên 18 cm/giờ.", priority: "emergency", scenarioId: "ngap-sau" as never }),
  injectOf("tin-don", 1800, { title: "Tin đồn vỡ kè", expected: { verdict: "false", verdictWithin: 120, action: "Gọi phường" } }),
];

describe.skipIf(CHROMIUM === undefined)("an exercise on console, wall and an officer's phone (H-7.3, H-IV, invariant 6)", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let wall: Page;
  let phone: Page;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    valueOf(await room.lead.ask("shift:begin", {}));
    valueOf(await room.lead.ask("exercise:save", { exercise: { id: ExerciseId.parse("thu"), name: NAME, nameEn: "Flood at Kim Long, trial", situation: "Mưa lớn hai ngày ở thượng nguồn.", injects: INJECTS, participants: ["Trưởng ca"] }, version: 0 }));
    wall = await openPage(browser, room.backend(), "/wall", complaints);
    await wall.locator("input[name=ticket]").fill(valueOf(await request(room.backend(), room.admin(), "display:ticket", { name: "Tường" })).ticket);
    await wall.keyboard.press("Enter");
    await wall.locator("[data-cell]").first().waitFor();
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.lead.id, room.lead.password);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    context.setDefaultTimeout(45_000);
    phone = listen(await context.newPage(), complaints);
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await phone.locator("[data-agency-window]").waitFor();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const operate = async (...operations: RequestInput<"wall:operate">["operations"]): Promise<void> => void valueOf(await room.lead.ask("wall:operate", { operations }));
  const theWall = async () => valueOf(await room.lead.ask("snapshot:get", {})).wall;
  /** What lies on top at points along the strip and down its height, and what the strip lies over. */
  const look = (page: Page) => page.evaluate(() => {
    const sign = document.querySelector("[data-sign=drill]");
    if (sign === null) return { is: "gone" };
    const { left, right, top, bottom } = sign.getBoundingClientRect();
    const covered: string[] = [];
    for (const x of [left + 1, left + 40, (left + right) / 2, right - 40, right - 2]) for (const y of [top + 1, (top + bottom) / 2, bottom - 2]) {
      const over = document.elementFromPoint(x, y);
      if (over?.closest("[data-sign=drill]") !== sign) covered.push(`${Math.round(x)},${Math.round(y)}: ${over?.outerHTML.slice(0, 120) ?? "nothing"}`);
    }
    // Nothing of the window begins above the strip's lower edge.
    const beneath = [...(document.getElementById("root")?.children ?? [])].filter((child) => {
      const box = child.getBoundingClientRect();
      // Notices float, and below the strip: what is laid out must not begin under it.
      return !child.contains(sign) && getComputedStyle(child).position !== "fixed" && box.height > 0 && box.top + 0.5 < bottom;
    }).map((child) => child.outerHTML.slice(0, 160));
    return { is: "shown", covered, wide: right - left === innerWidth && top === 0, text: sign.textContent?.includes("DIỄN TẬP"), beneath, laidOut: [...(document.getElementById("root")?.children ?? [])].some((child) => !child.contains(sign) && child.getBoundingClientRect().height > innerHeight / 2) };
  });
  const UNCOVERED = { is: "shown", covered: [], wide: true, text: true, beneath: [], laidOut: true };
  const expectSign = async (...pages: Page[]): Promise<void> => {
    for (const page of pages) {
      await page.locator("[data-sign=drill]").waitFor();
      expect(await look(page)).toEqual(UNCOVERED);
    }
  };

  test("no window says DIỄN TẬP before; the shift leader starts it from the panel, and every window does", async () => {
    for (const page of [desk, wall, phone]) expect(await look(page)).toEqual({ is: "gone" });
    await desk.keyboard.press("Shift+F8");
    await desk.locator("[data-exercise=dien-tap-lu-kim-long]").waitFor();
    await shoot(desk, "drill-home-1920");
    await desk.locator("[data-exercise=thu]").getByRole("button", { name: "Bắt đầu diễn tập" }).click();
    const ask = desk.getByRole("dialog");
    await ask.getByText("Cảnh báo thật vẫn đến như thường").waitFor();
    await shoot(desk, "drill-start-1920");
    await ask.getByRole("button", { name: "Bắt đầu diễn tập" }).click();
    await expectSign(desk, wall, phone);
    expect(await desk.locator("[data-sign=drill]").innerText()).toContain(NAME);
    await shoot(wall, "drill-wall-1920");
  });

  test("nothing covers it: dialog, privacy, a blanked cell, a scene cut, the numbers over all, a monitor off the wall", async () => {
    await desk.getByRole("button", { name: "Kết thúc diễn tập" }).click();
    await desk.getByRole("dialog").waitFor();
    await expectSign(desk);
    await shoot(desk, "drill-dialog-1920");
    await desk.keyboard.press("Escape");
    await operate({ do: "privacy", on: true });
    const [cell] = (await theWall()).cells;
    if (cell === undefined) throw new Error("no cell");
    await operate({ do: "blank", cellId: cell.id, on: true });
    await wall.locator("[data-cell][data-blank]").waitFor();
    await desk.getByText("RIÊNG TƯ: ô nhạy cảm đang bị che").first().waitFor();
    await expectSign(desk, wall);
    await shoot(wall, "drill-wall-blank-1920");
    await operate({ do: "blank", cellId: cell.id, on: false }, { do: "privacy", on: false }, { do: "identify", seconds: 3 });
    await wall.locator("[data-identify]").waitFor();
    await expectSign(wall);
    const { monitors, cells } = await theWall();
    const scene = valueOf(await room.lead.ask("wall:scene-save", { name: "Ngày thường", monitors: monitors.map(({ id }) => id), version: 0 }));
    const first = cells[0]!;
    await operate({ do: "put", cellId: first.id, rev: first.rev, panels: [textPanel("khác")] });
    valueOf(await room.lead.ask("wall:cut", { sceneId: scene.id }));
    await expectSign(wall);
    const monitor = (await theWall()).monitors[0]!;
    valueOf(await room.lead.ask("wall:design", { designs: [{ do: "arrange", monitor: { ...monitor, role: "off" } }] }));
    await wall.locator("[data-off]").waitFor();
    await expectSign(wall);
    await shoot(wall, "drill-wall-off-1920");
    const off = (await theWall()).monitors[0]!;
    valueOf(await room.lead.ask("wall:design", { designs: [{ do: "arrange", monitor: { ...off, role: "wall" } }] }));
    await wall.locator("[data-cell]").first().waitFor();
  });

  test("nor does a cell's spotlight on the console", async () => {
    await desk.keyboard.press("F9");
    await desk.getByRole("button", { name: /^Ô 1\.1: / }).first().focus();
    await desk.keyboard.press("o");
    await desk.getByRole("dialog").waitFor();
    await expectSign(desk);
    await shoot(desk, "drill-spotlight-1920");
    await desk.keyboard.press("Escape");
  });

  test("an inject comes apart from the alarms; taken and judged true it opens a drill case, whose page says so", async () => {
    const strip = desk.locator("[data-drill-strip]");
    await strip.getByText("Sông Hương vượt báo động III").waitFor();
    expect(await desk.locator("[role=row]", { hasText: "Sông Hương vượt báo động III" }).count()).toBe(0);
    await strip.getByRole("button", { name: "Xử lý" }).click();
    const inject = desk.locator("[data-inject=vuot-bd3]");
    await inject.getByRole("button", { name: "Nhận" }).click();
    await inject.getByRole("button", { name: "ĐÚNG – mở vụ việc diễn tập" }).click();
    await inject.getByText("Cần ít nhất 3 ký tự").waitFor();
    await inject.getByLabel("Căn cứ").fill("Camera Kim Long thấy nước tràn");
    await shoot(desk, "drill-inject-1920");
    await desk.setViewportSize({ width: 1366, height: 768 });
    await shoot(desk, "drill-inject-1366");
    await desk.setViewportSize({ width: 1920, height: 1080 });
    await inject.getByRole("button", { name: "ĐÚNG – mở vụ việc diễn tập" }).click();
    const page = desk.getByRole("article", { name: "Hồ sơ vụ việc" });
    await page.getByRole("heading", { name: "DIỄN TẬP – Sông Hương vượt báo động III" }).waitFor();
    await expectSign(desk);
    await shoot(desk, "drill-case-1920");
  });

  test("the order of it reaches the officer's phone as DIỄN TẬP in title and text", async () => {
    const [incident] = valueOf(await room.lead.ask("incident:page", { which: "drill" })).incidents;
    if (incident === undefined) throw new Error("no drill case");
    valueOf(await room.act(room.lead, incident.id, { is: "proposed", plan: "Sơ tán" }));
    valueOf(await room.act(room.lead, incident.id, { is: "ordered", order: { happened: "Nước lên", where: "Kim Long", required: "Bơm tiêu", lead: DRAINAGE, support: [], due: Date.now() + 7_200_000 } }));
    const card = phone.locator(`[data-case="${incident.id}"]`);
    await card.getByText("DIỄN TẬP – Bơm tiêu").waitFor();
    await card.getByText("DIỄN TẬP – Sông Hương vượt báo động III").waitFor();
    await expectSign(phone);
    await shoot(phone, "drill-agency-390");
  });

  test("a real alarm stands first all the same: on top, uncovered, in its own colours and its own queue", async () => {
    const alarmId = await room.flood();
    await desk.locator(`[role=row][data-alarm="${alarmId}"]`).waitFor();
    for (const page of [desk, wall]) {
      const top = page.getByText("Ngập sâu").first();
      await top.waitFor();
      expect(await top.evaluate((element) => {
        const { left, right, top: y, bottom } = element.getBoundingClientRect();
        const over = document.elementFromPoint((left + right) / 2, (y + bottom) / 2);
        return over !== null && (element.contains(over) || over.contains(element));
      })).toBe(true);
    }
    await expectSign(desk, wall);
    await shoot(desk, "drill-real-alarm-1920");
    await shoot(wall, "drill-wall-real-alarm-1920");
  });

  test("the end shows the result, on paper too; then no window says DIỄN TẬP any more", async () => {
    await desk.keyboard.press("Shift+F8");
    await desk.getByRole("button", { name: "Kết thúc diễn tập" }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Kết thúc diễn tập" }).click();
    const report = desk.locator("[data-report]");
    await report.waitFor();
    expect(await report.innerText()).toContain("Kết luận đúng/sai chính xác");
    await shoot(desk, "drill-report-1920");
    // The exercise is over: what is read of it is marked on paper alone.
    for (const page of [desk, wall, phone]) await until(async () => !(await page.locator("[data-sign=drill]").isVisible()), 20_000);
    await desk.getByRole("button", { name: "Ngôn ngữ" }).click();
    await shoot(desk, "drill-report-en-1920");
    await desk.getByRole("button", { name: "Language" }).click();
    await desk.emulateMedia({ media: "print" });
    expect(await desk.locator("[data-sign=drill]").isVisible()).toBe(true);
    const pdf = await desk.pdf({ format: "A4" });
    expect(pdf.length).toBeGreaterThan(10_000);
    const shots = process.env["KYDAI_SHOTS"];
    if (shots !== undefined) writeFileSync(join(shots, "drill-report.pdf"), pdf);
    await shoot(desk, "drill-report-print");
    await desk.emulateMedia({ media: null });
    const saved = desk.waitForEvent("download");
    await desk.getByRole("button", { name: "Tải CSV" }).click();
    expect((await saved).suggestedFilename()).toMatch(/^dien-tap-.*\.csv$/);
    await report.getByRole("button", { name: "Quay lại" }).click();
    for (const page of [desk, wall, phone]) await until(async () => (await look(page)).is === "gone", 20_000);
    expect(valueOf(await room.lead.ask("violation:page", { from: 0, to: Date.now() })).violations).toEqual([]);
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
