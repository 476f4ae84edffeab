import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { axeOf } from "../kit/axe.ts";
import { answered, DRAINAGE, openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, logIn, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: windows for everybody (no Chromium on this machine)");

type Look = { language: "vi" | "en"; shift: "day" | "night"; size: { width: number; height: number } };
/** Both languages, both shifts, both sizes of desk. */
const LOOKS: readonly Look[] = [
  { language: "vi", shift: "day", size: { width: 1920, height: 1080 } },
  { language: "en", shift: "night", size: { width: 1366, height: 768 } },
  { language: "vi", shift: "night", size: { width: 1366, height: 768 } },
];

describe.skipIf(CHROMIUM === undefined)("WCAG 2.2 AA: axe finds nothing serious", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let alarmId: string;
  let caseId: IncidentId;
  let late: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    alarmId = await room.flood("street-da-le");
    const alarm = await room.flood("street-dap-da");
    ({ id: caseId } = await room.open({ alarmIds: [alarm] }));
    const order = ordered({ due: Date.now() + 90_000 });
    for (const event of [{ is: "verified" as const }, { is: "proposed" as const, plan: "Chặn đường, bơm nước" }, order]) valueOf(await room.act(room.operator, caseId, event));
    for (const seat of [room.drainage, room.traffic]) valueOf(await seat.ask("agency:act", { incidentId: caseId, event: { is: "received" } }));
    valueOf(await room.drainage.ask("agency:act", { incidentId: caseId, event: { is: "extension-asked", state: "Đang bơm", obstacles: "Nước lên", expectedEnd: Date.now() + 9 * 3_600_000 } }));
    valueOf(await room.traffic.ask("agency:act", { incidentId: caseId, event: { is: "beyond-scenario", note: "Cây đổ chắn đường" } }));
    const photo = valueOf(await room.evidence(room.operator, caseId));
    valueOf(await room.operator.ask("incident:note", { incidentId: caseId, text: "Ảnh và khung bản đồ", kind: "message", evidence: [photo.id], view: { centre: [107.59, 16.46], zoom: 15 } }));
    ({ id: late } = await room.open({ title: "Ngập tại Đà Lê" }));
    const done = await room.open({ title: "Cành cây gãy", urgency: "routine" });
    for (const event of [{ is: "verified" as const }, { is: "proposed" as const, plan: "Dọn" }, ordered({ support: [] })]) valueOf(await room.act(room.operator, done.id, event));
    const proof = valueOf(await room.evidence(room.drainage, done.id));
    const { is, result, evidence } = { ...answered(DRAINAGE, [proof.id]), is: "answered" as const, result: "xong", evidence: [proof.id] };
    valueOf(await room.drainage.ask("agency:act", { incidentId: done.id, event: { is, result, evidence } }));
    valueOf(await room.operator.ask("shift:begin", {}));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const contextOf = ({ language, size }: Look): Promise<BrowserContext> => browser.newContext({ viewport: size, locale: language === "vi" ? "vi-VN" : "en-GB", timezoneId: "Asia/Ho_Chi_Minh" });
  async function open(look: Look, path: string): Promise<Page> {
    const context = await contextOf(look);
    context.setDefaultTimeout(45_000);
    await context.addInitScript(`localStorage.setItem("kydai-language", ${JSON.stringify(look.language)}); localStorage.setItem("kydai-shift", ${JSON.stringify(look.shift)});`);
    const page = listen(await context.newPage(), complaints);
    await page.goto(room.backend().address + path);
    return page;
  }
  /** Everything this window shows, one after the other. */
  async function check(page: Page, look: Look, found: string[], name: string, settled?: string): Promise<void> {
    if (settled !== undefined) await page.locator(settled).first().waitFor();
    await shoot(page, `a11y-${name}-${look.language}-${look.shift}-${look.size.width}`);
    for (const { rule, impact, help, at } of await axeOf(page)) found.push(`${name}: ${impact} ${rule} (${help}):\n    ${at.slice(0, 6).join("\n    ")}${at.length > 6 ? `\n    … ${at.length}` : ""}`);
  }

  test.each(LOOKS)("door, console and all it shows of cases: $language, $shift, $size.width", async (look) => {
    const found: string[] = [];
    const desk = await open(look, "/");
    await check(desk, look, found, "door", "input[name=username]");
    await logIn(desk, room.lead.id, room.lead.password);
    await check(desk, look, found, "queue");
    await desk.locator(`[role=row][data-alarm="${alarmId}"]`).click();
    await check(desk, look, found, "alarm-card", "#panel figure, #panel dl");
    await desk.keyboard.press("v");
    await check(desk, look, found, "opener", "[role=dialog] select");
    await desk.keyboard.press("Escape");
    await desk.keyboard.press("Shift+F3");
    await check(desk, look, found, "cases", "[role=row][data-case]");
    await desk.getByRole("tab").nth(3).waitFor();
    await desk.locator("#panel [role=tab]").nth(3).click();
    await check(desk, look, found, "violations", "#panel [role=radio]");
    await desk.keyboard.press("Shift+F5");
    await check(desk, look, found, "shift", "#panel section");
    await desk.keyboard.press("Shift+F6");
    await desk.locator(`#panel [data-case="${caseId}"] b`).first().click();
    await check(desk, look, found, "case", `[data-case-page="${caseId}"] svg`);
    await desk.locator("[data-clock]").first().click();
    await check(desk, look, found, "clause", "[role=dialog] dl");
    await desk.context().close();
    expect(found.join("\n")).toBe("");
  }, 240_000);

  test.each(LOOKS)("forecasts and what-if studies: $language, $shift, $size.width", async (look) => {
    const found: string[] = [];
    const desk = await open(look, "/");
    await desk.locator("input[name=username]").fill(room.lead.id);
    await desk.locator("input[name=password]").fill(room.lead.password);
    await desk.keyboard.press("Enter");
    await desk.locator("[data-link=connected] [role=grid]").first().waitFor();
    await desk.keyboard.press("Shift+F10");
    await check(desk, look, found, "forecast", "#panel [data-gauge]");
    await desk.keyboard.press("Shift+F12");
    await check(desk, look, found, "studies", "[data-template=release]");
    await desk.locator("[data-template=release]").click();
    await check(desk, look, found, "study", "[data-study-desk] [data-option]");
    await desk.context().close();
    expect(found.join("\n")).toBe("");
  }, 400_000);

  test.each(LOOKS)("the leader's view, a decision and an order: $language, $shift, $size.width", async (look) => {
    const found: string[] = [];
    const desk = await open(look, "/");
    await desk.locator("input[name=username]").fill(room.leader.id);
    await desk.locator("input[name=password]").fill(room.leader.password);
    await desk.keyboard.press("Enter");
    await check(desk, look, found, "leader", `#panel [role=row][data-case="${late}"]`);
    await room.open({ title: `Cháy chợ ${look.language} ${look.size.width}` });
    // The gravest call stands first: another case may have become late meanwhile.
    await check(desk, look, found, "leader-call", "[data-grave-call]");
    await desk.locator("[data-grave-call] button").first().click();
    await check(desk, look, found, "leader-case", "[data-case-page]");
    await desk.keyboard.press("1");
    await check(desk, look, found, "decide", "[role=dialog] select");
    await desk.context().close();
    expect(found.join("\n")).toBe("");
  }, 120_000);

  test.each(LOOKS)("an agency's page: $language, $shift, $size.width", async (look) => {
    const found: string[] = [];
    const phone = await open({ ...look, size: look.language === "vi" ? { width: 390, height: 844 } : look.size }, "/agency");
    await check(phone, look, found, "agency-door", "input[name=username]");
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await check(phone, look, found, "agency", `[data-case="${caseId}"]`);
    if (await phone.locator(`[data-case="${caseId}"] [aria-expanded=true]`).count() === 0) await phone.locator(`[data-case="${caseId}"] button`).first().click();
    await phone.locator("details summary").last().click();
    await check(phone, look, found, "agency-case", `[data-case="${caseId}"] svg`);
    await phone.context().close();
    expect(found.join("\n")).toBe("");
  }, 120_000);

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
