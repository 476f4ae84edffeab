import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { logIn, openPage, redeemTicket, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";
import { AccountId } from "#contract/ids";

if (CHROMIUM === undefined) console.log("skipped: the main job in the browser (no Chromium on this machine)");

const OPERATOR = { id: "truc-ban", name: "Trần Thị Trực", password: "mat-khau-truc-ban" };
const MESSAGE = "Sông Hương tại Kim Long: mực nước 3,70 m, vượt BĐ III (3,50 m)";
const REASON = "Đang kiểm tra thước đo ở chân cầu";

describe.skipIf(CHROMIUM === undefined)("the main job, by keyboard alone", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let lead: Page;
  let operator: Page;
  let wall: Page;
  let secret: string;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    const cookie = await administrator(backend);
    secret = await addSource(backend, cookie, "tram-do");
    valueOf(await request(backend, cookie, "account:save", { account: { id: AccountId.parse(OPERATOR.id), name: OPERATOR.name, roles: ["operator"], enabled: true }, password: OPERATOR.password }));
    lead = await openPage(browser, backend, "/", complaints);
    operator = await openPage(browser, backend, "/", complaints, { width: 1366, height: 768 });
    wall = await openPage(browser, backend, "/wall", complaints);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  const publish = (datastream: string, result: number) => mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: `v1.1/Datastreams(${datastream})/Observations`, message: JSON.stringify({ result }) });
  const row = (page: Page, state: string) => page.locator(`[role=row][data-alarm*="river-bd3"][data-state="${state}"]`);
  const onBoard = () => wall.locator("li[data-priority=emergency]", { hasText: "Kim Long" });
  const states = (page: Page) => page.locator("[role=row][data-alarm]").evaluateAll((rows) => rows.map((each) => `${each.getAttribute("data-alarm")} ${each.getAttribute("data-state")}`).sort());
  const boardLines = () => wall.locator("li[data-priority]").evaluateAll((rows) => rows.map((each) => `${each.getAttribute("data-priority")} ${each.hasAttribute("data-owed")} ${each.querySelector("span span")?.textContent ?? ""}`).sort());

  test("a shift lead and an operator log in, and the lead gives the wall its ticket", async () => {
    await logIn(lead, ADMINISTRATOR.id, ADMINISTRATOR.password);
    await logIn(operator, OPERATOR.id, OPERATOR.password);
    await lead.keyboard.press("F7");
    await lead.getByLabel("Tên màn hình").fill("Tường video, ô 1");
    await lead.keyboard.press("Enter");
    const dialog = lead.getByRole("dialog");
    await dialog.getByText("Còn hiệu lực").waitFor();
    const ticket = /\b[A-Z0-9]{4}(?:[- ]?[A-Z0-9]{2,4})*\b/.exec((await dialog.locator("p").first().innerText()).trim())?.[0];
    expect(ticket).toBeDefined();
    await shoot(lead, "job-ticket");
    await lead.keyboard.press("Escape");
    await redeemTicket(wall, ticket ?? "");
    await wall.locator("[data-kind=alarm-board]").getByText("Không có cảnh báo").waitFor();
  });

  test("a sensor's message becomes an alarm on both consoles and on the wall", async () => {
    await publish("kim-long.water-level", 3.7);
    await Promise.all([row(lead, "unack").waitFor(), row(operator, "unack").waitFor(), onBoard().waitFor()]);
    for (const page of [lead, operator]) expect(await row(page, "unack").innerText()).toContain(MESSAGE);
    expect(await onBoard().innerText()).toContain(MESSAGE);
    expect(await onBoard().getAttribute("data-owed")).not.toBeNull();
    expect(await operator.getByRole("banner").innerText()).toContain(MESSAGE);
    await shoot(wall, "job-wall-unack");
    await shoot(lead, "job-lead-unack");
  });

  test("Enter opens the card: rule and version, conditions, values with age and source, and the chart", async () => {
    await operator.keyboard.press("F1");
    await operator.keyboard.press("Home");
    await operator.keyboard.press("ArrowDown");
    await operator.keyboard.press("ArrowUp");
    await operator.keyboard.press("Enter");
    const card = operator.getByRole("article", { name: "Thẻ cảnh báo" });
    await card.waitFor();
    await card.getByRole("heading", { name: MESSAGE }).waitFor();
    await card.locator("canvas").first().waitFor();
    const text = await card.innerText();
    expect(text).toContain("Mực nước sông vượt báo động III");
    expect(text).toContain("phiên bản 1");
    expect(text).toContain("Quyết định 05/2020/QĐ-TTg");
    expect(await card.locator("[data-held=held]").innerText()).toMatch(/Mực nước.*3,50? m/i);
    const value = card.locator("[data-quality=good][data-state=live]");
    expect(await value.innerText()).toMatch(/3,70\s*m[\s\S]*(giây|vừa xong|trước)[\s\S]* · nguồn: \S+/);
    await shoot(operator, "job-card");
  });

  test("A acknowledges: both consoles and the wall change, and the card says who did it", async () => {
    await operator.keyboard.press("a");
    await Promise.all([row(lead, "ack").waitFor(), row(operator, "ack").waitFor()]);
    await until(async () => (await onBoard().getAttribute("data-owed")) === null);
    const card = operator.getByRole("article");
    await card.filter({ hasText: `Xác nhận` }).getByText(OPERATOR.id).first().waitFor();
    expect(await lead.getByRole("banner").innerText()).toContain("Không có cảnh báo nào cần xử lý");
  });

  test("S shelves with a reason, and U brings it back", async () => {
    await operator.keyboard.press("s");
    const dialog = operator.getByRole("dialog", { name: "Tạm gác cảnh báo" });
    await dialog.waitFor();
    await operator.keyboard.type("x");
    await operator.keyboard.press("Control+Enter");
    await dialog.getByText("Cần ít nhất 3 ký tự").waitFor();
    await shoot(operator, "job-shelve");
    await operator.keyboard.press("Control+a");
    await operator.keyboard.type(REASON);
    await operator.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await Promise.all([row(lead, "ack").waitFor({ state: "detached" }), row(operator, "ack").waitFor({ state: "detached" }), onBoard().waitFor({ state: "detached" })]);
    for (const page of [lead, operator]) {
      await page.getByRole("tab", { name: /^Tạm gác/ }).focus();
      await page.keyboard.press("Enter");
      await row(page, "shelved").waitFor();
      expect(await row(page, "shelved").innerText()).toContain(REASON);
    }
    await shoot(lead, "job-shelved");
    await operator.keyboard.press("F1");
    await operator.keyboard.press("u");
    await onBoard().waitFor();
    for (const page of [lead, operator]) {
      await row(page, "shelved").waitFor({ state: "detached" });
      await page.getByRole("tab", { name: /^Đang báo/ }).focus();
      await page.keyboard.press("Enter");
      await page.locator('[role=row][data-alarm*="river-bd3"]').waitFor();
    }
  });

  test("the event log names who did what, and why", async () => {
    await lead.keyboard.press("F8");
    const log = lead.getByRole("region", { name: "Nhật ký sự kiện" });
    await log.locator("tr[data-kind='alarm:unshelved']").first().waitFor();
    for (const kind of ["alarm:acknowledged", "alarm:shelved", "alarm:unshelved"]) expect(await log.locator(`tr[data-kind='${kind}']`).first().innerText()).toContain(OPERATOR.name);
    expect(await log.locator("tr[data-kind='alarm:shelved']").first().innerText()).toContain(REASON);
    expect(await log.locator("tr[data-kind='alarm:raised']").filter({ hasText: MESSAGE }).count()).toBe(1);
    await shoot(lead, "job-log");
  });

  test("invariant 7 a killed backend is unmistakable on every window, and no value passes for new", async () => {
    await lead.keyboard.press("F1");
    await lead.keyboard.press("Enter");
    await lead.locator("[data-quality][data-state=live]").first().waitFor();
    await backend.kill();
    await Promise.all([lead, operator, wall].map((page) => page.locator("[data-link=connecting]").getByRole("alert").getByText("MẤT KẾT NỐI").waitFor({ timeout: 20_000 })));
    for (const page of [lead, operator, wall]) {
      expect(await page.getByText("Số liệu trên màn hình là số liệu cũ").isVisible()).toBe(true);
      await until(async () => (await page.locator("[data-quality][data-state=live]").count()) === 0);
      expect(await page.locator("[data-quality][data-state=stale]").first().innerText()).toContain("cũ");
    }
    await Promise.all([shoot(lead, "cut-lead"), shoot(operator, "cut-operator"), shoot(wall, "cut-wall")]);
  });

  test("what is tried without a link is refused in words, not lost in silence", async () => {
    await operator.keyboard.press("F1");
    await operator.keyboard.press("s");
    await operator.getByRole("dialog").waitFor();
    await operator.keyboard.type("thử khi mất kết nối");
    await operator.keyboard.press("Control+Enter");
    await operator.getByText("chưa kết nối").first().waitFor();
    expect(await states(operator)).toContain("river-bd3::kim-long.water-level unack");
    await shoot(operator, "cut-refused");
  });

  test("started again on the same port, every window comes back by itself with the same alarms in the same states", async () => {
    const before = await Promise.all([states(lead), states(operator), boardLines()]);
    expect(before[0].length).toBeGreaterThan(0);
    backend = await startBackend({ folder: backend.folder, args: ["--port", String(backend.port), "--mqtt-port", String(backend.mqttPort)] });
    await Promise.all([lead, operator, wall].map((page) => page.locator("[data-link=connected]").waitFor({ timeout: 30_000 })));
    await lead.getByText("MẤT KẾT NỐI").waitFor({ state: "detached" });
    const now = () => Promise.all([states(lead), states(operator), boardLines()]);
    await until(async () => JSON.stringify(await now()) === JSON.stringify(before), 10_000, () => `the alarms differ from ${JSON.stringify(before)}`);
    // They are live, not only painted: a new alarm arrives everywhere.
    await publish("phu-oc.water-level", 9);
    await Promise.all([lead, operator].map((page) => page.locator('[role=row][data-state=unack]', { hasText: "Phú Ốc" }).first().waitFor()));
    await wall.locator("li[data-priority]", { hasText: "Phú Ốc" }).first().waitFor();
    await shoot(lead, "back-lead");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
