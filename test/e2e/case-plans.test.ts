import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { IncidentId } from "#contract/incident";
import type { RequestInput } from "#contract/request";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: a case's plans on a console (no Chromium on this machine)");

const PATIENCE_MS = 120_000;
/** A quick run on two cores that others use too: patience, not a claim. */
const RUN_MS = 300_000;
vi.setConfig({ testTimeout: 400_000 });

const STUDY: RequestInput<"study:save">["draft"] = {
  name: "Ngập Đập Đá, bờ nam", shared: true, area: [107.558, 16.45, 107.606, 16.48], cell: 40, start: { from: "design", level: 1, inflow: 800 }, duration: 3600,
  options: [
    { id: "de-nguyen", name: "Để nguyên" },
    { id: "bao-cat", name: "Bao cát và bơm", measures: [
      { is: "sandbags", name: "kè Đập Đá", line: [[107.5955, 16.4700], [107.5975, 16.4690]], height: 0.8, readyAt: 1800 },
      { is: "pump", name: "Máy bơm Đập Đá", from: [107.5985, 16.4675], capacity: 2, start: 1200 },
    ] },
    { id: "chot", name: "Chốt đường, giảm xả", measures: [
      { is: "closure", name: "Bà Triệu", line: [[107.5990, 16.4660], [107.6010, 16.4650]], from: 600 },
      { is: "release", name: "hồ Bình Điền", at: { place: [107.592, 16.465] }, discharge: [[0, 0], [3600, -200]] },
    ] },
  ],
};

describe.skipIf(CHROMIUM === undefined)("a flood's case offers plans, and its order carries the chosen one (H-11.3, H-9.1, H-3.5)", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let caseId: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    valueOf(await room.lead.ask("shift:begin", {}));
    // It rains hard and the river is high: doing nothing costs something.
    for (const [id, value] of [["rain-hue.rain-rate", 90], ["kim-long.water-level", 2.2], ["an-cuu-river.water-level", 1.9], ["ta-trach.outflow", 900], ["thuan-an-tide.tide-level", 0.6]] as const) await room.measure(id, value);
    const alarmId = await room.flood();
    caseId = (await room.open({ alarmIds: [alarmId], scenarioId: "ngap-sau" as never, position: [107.5965, 16.4685, 2] })).id;
    for (const event of [{ is: "verified" }, { is: "proposed", plan: "Bơm, chốt đường" }] as const) valueOf(await room.act(room.operator, caseId, event));
    desk = await openPage(browser, room.backend(), "/", complaints);
    desk.setDefaultTimeout(PATIENCE_MS);
    await logIn(desk, room.operator.id, room.operator.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const plans = () => desk.locator("[data-plans]");

  test("H-11.3 without a study about the place it says so, and who can make one", async () => {
    await desk.keyboard.press("Shift+F3");
    await desk.getByText("Ngập sâu tại Đập Đá").first().click();
    await desk.keyboard.press("Shift+F4");
    await plans().waitFor();
    await expect.poll(() => plans().innerText(), { timeout: PATIENCE_MS }).toContain("chưa có nghiên cứu giả định dùng chung nào");
    await shoot(desk, "plans-none-1920");
  });

  test("H-9.1, H-3.5 the case opens with a quick run from what is measured, and ranks the plans by what they change", async () => {
    valueOf(await room.lead.ask("study:save", { draft: STUDY, revision: 0 }));
    await desk.keyboard.press("Shift+F3");
    await desk.keyboard.press("Shift+F4");
    await desk.locator("[data-plans=running], [data-plans=done]").waitFor();
    await shoot(desk, "plans-running-1920");
    await expect.poll(() => plans().getAttribute("data-plans"), { timeout: RUN_MS, interval: 1000 }).toBe("done");
    expect(await plans().locator("[data-plan]").count()).toBe(2);
    const text = (await plans().textContent()) ?? "";
    for (const words of ["MÔ PHỎNG", "Độ tin cậy", "Tính nhanh từ số đo lúc", "Xong sau", "Công ty Môi trường và Công trình đô thị", "Phòng Cảnh sát giao thông"]) expect(text).toContain(words);
    await plans().evaluate((section) => section.scrollIntoView({ block: "start" }));
    await shoot(desk, "plans-ranked-1920");
    await desk.setViewportSize({ width: 1366, height: 768 });
    await plans().evaluate((section) => section.scrollIntoView({ block: "start" }));
    await shoot(desk, "plans-ranked-1366");
    await desk.setViewportSize({ width: 1920, height: 1080 });
  }, RUN_MS + 120_000);

  test("H-11.3 one press chooses the plan and fills the order, agency by agency; the order goes out with the plan's reference", async () => {
    await plans().getByRole("button", { name: "Chọn phương án Bao cát và bơm" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel(/^3\. /).waitFor();
    const required = await dialog.getByLabel(/^3\. /).inputValue();
    expect(required).toContain("Xếp bao cát kè Đập Đá");
    expect(required).toContain("Công ty Môi trường và Công trình đô thị (mẫu):\n2) Bơm 2 m³/s: Máy bơm Đập Đá");
    expect(await dialog.innerText()).toContain("Theo phương án “Bao cát và bơm” (MÔ PHỎNG");
    await shoot(desk, "plans-order-1920");
    await dialog.getByRole("button", { name: /Phát lệnh/ }).click();
    await desk.locator("[data-plan-reference=bao-cat]").first().waitFor();
    const { incident } = valueOf(await room.operator.ask("incident:get", { incidentId: caseId }));
    expect(incident.order?.plan).toMatchObject({ optionId: "bao-cat", name: "Bao cát và bơm" });
    // In the order, at the choice and at the order's line of the timeline.
    await expect.poll(() => desk.locator("[data-plan-reference=bao-cat]").count(), { timeout: PATIENCE_MS }).toBe(3);
    await plans().locator("[data-chosen-plan=bao-cat]").waitFor();
    await shoot(desk, "plans-chosen-1920");
  });

  test("H-11.3 the order leads back to the study", async () => {
    await desk.locator("[data-plan-reference=bao-cat]").first().getByRole("button").click();
    const panel = desk.locator("[data-study-desk]");
    await panel.waitFor();
    expect(await panel.getByLabel("Tên nghiên cứu").inputValue()).toBe("Ngập Đập Đá, bờ nam");
    await shoot(desk, "plans-study-1920");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
