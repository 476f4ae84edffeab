import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "#contract/account";
import { AccountId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: rules and sources in the browser (no Chromium on this machine)");

const PASSWORD = "mat-khau-cua-nguoi-khac";

describe.skipIf(CHROMIUM === undefined)("rules and sources", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let cookie: string;
  let chief: Page;
  let technician: Page;
  let operator: Page;

  const person = async (id: string, name: string, roles: Role[]) =>
    valueOf(await request(backend, cookie, "account:save", { account: { id: AccountId.parse(id), name, roles, enabled: true }, password: PASSWORD }));
  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    cookie = await administrator(backend);
    await person("ky-thuat", "Lê Văn Kỹ", ["technician"]);
    await person("truc-ban", "Trần Thị Trực", ["operator"]);
    chief = await openPage(browser, backend, "/", complaints);
    technician = await openPage(browser, backend, "/", complaints, { width: 1366, height: 768 });
    operator = await openPage(browser, backend, "/", complaints, { width: 1366, height: 768 });
    await logIn(chief, ADMINISTRATOR.id, ADMINISTRATOR.password);
    await logIn(technician, "ky-thuat", PASSWORD);
    await logIn(operator, "truc-ban", PASSWORD);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  const publish = (user: string, secret: string, datastream: string, message: object) =>
    mosquittoPub({ port: backend.mqttPort, user, secret, topic: `v1.1/Datastreams(${datastream})/Observations`, message: JSON.stringify(message) });
  const openRule = async (page: Page, name: string): Promise<void> => {
    await page.keyboard.press("F6");
    await page.getByRole("searchbox", { name: "Tìm quy tắc" }).fill(name);
    await ruleButton(page, name).click();
    await setpoint(page).waitFor();
  };
  const ruleButton = (page: Page, name: string): Locator => page.getByRole("list", { name: "Quy tắc cảnh báo" }).getByRole("button", { name });
  const setpoint = (page: Page): Locator => page.getByRole("textbox", { name: /^Ngưỡng/ }).first();
  const save = (page: Page): Locator => page.getByRole("button", { name: "Lưu", exact: true });

  test("a setpoint changed in the form is a new version, and the next reading is judged by it", async () => {
    const secret = await addSource(backend, cookie, "tram-gio");
    await publish("tram-gio", secret, "wind-thuan-an.wind-gust", { result: 18 });
    await openRule(chief, "Gió giật mạnh");
    expect(await setpoint(chief).inputValue()).toMatch(/^20[.,]8$/);
    expect(await save(chief).isDisabled()).toBe(true);
    await setpoint(chief).fill("17,2");
    await chief.getByText("Có thay đổi chưa lưu").waitFor();
    await shoot(chief, "rule-edit");
    await save(chief).click();
    await chief.getByText("Đã lưu Gió giật mạnh, phiên bản 2").waitFor();
    expect(await ruleButton(chief, "Gió giật mạnh").innerText()).toContain("phiên bản 2");
    // What was measured before is judged anew at once, what comes next as it comes.
    const row = (message: string) => operator.locator('[data-alarm*="gust"][data-state=unack]', { hasText: message });
    await row("Thuận An: gió giật 18,0").waitFor();
    await publish("tram-gio", secret, "wind-phu-bai.wind-gust", { result: 18.5 });
    await row("Phú Bài: gió giật 18,5").waitFor();
    await row("18,5").click();
    await operator.getByRole("article").getByText("phiên bản 2").waitFor();
  });

  test("a wrong number is marked where it stands, and nothing is saved", async () => {
    await setpoint(chief).fill("mười bảy");
    await save(chief).click();
    await chief.getByText("Phải là số").first().waitFor();
    await chief.getByText("Còn 1 chỗ chưa hợp lệ").waitFor();
    await shoot(chief, "rule-wrong");
    await chief.getByRole("button", { name: "Bỏ thay đổi" }).click();
    expect(await setpoint(chief).inputValue()).toMatch(/^17[.,]2$/);
  });

  test("who edits a version that somebody else has replaced is told, and chooses", async () => {
    await openRule(technician, "Gió giật mạnh");
    await setpoint(technician).fill("25");
    await setpoint(chief).fill("18");
    await save(chief).click();
    const conflict = technician.getByRole("alert").filter({ hasText: "Người khác đã lưu phiên bản 3" });
    await conflict.waitFor();
    // In sight where the technician is in the form, not only at its top.
    expect(await conflict.evaluate((box) => document.elementFromPoint(box.getBoundingClientRect().x + 20, box.getBoundingClientRect().y + 12)?.closest("[role=alert]") === box)).toBe(true);
    expect(await conflict.innerText()).toContain("dựa trên phiên bản 2");
    expect(await save(technician).isDisabled()).toBe(true);
    await shoot(technician, "rule-conflict");
    await technician.getByRole("button", { name: "Bỏ thay đổi, xem phiên bản 3" }).click();
    await until(async () => (await setpoint(technician).inputValue()) === "18");
  });

  test("who may not change rules sees the same form, switched off", async () => {
    await openRule(operator, "Gió giật mạnh");
    await operator.getByText("Chỉ xem: tài khoản này không được sửa quy tắc").waitFor();
    expect(await setpoint(operator).isDisabled()).toBe(true);
    expect(await setpoint(operator).inputValue()).toBe("18");
    expect(await save(operator).count()).toBe(0);
    expect(await operator.getByRole("button", { name: "Thêm quy tắc" }).count()).toBe(0);
    await shoot(operator, "rule-read-only");
  });

  test("a right taken away while the form is open: the refusal is explained and the change is not made", async () => {
    await setpoint(technician).fill("30");
    valueOf(await request(backend, cookie, "account:save", { account: { id: AccountId.parse("ky-thuat"), name: "Lê Văn Kỹ", roles: ["auditor"], enabled: true } }));
    await save(technician).click();
    await technician.getByText("Tài khoản không có quyền này (sửa quy tắc)").waitFor();
    await shoot(technician, "rule-forbidden");
    expect(await ruleButton(chief, "Gió giật mạnh").innerText()).toContain("phiên bản 3");
  });

  test("a new source's secret is shown once, and an independent client gets in with it", async () => {
    await chief.keyboard.press("F4");
    await chief.getByRole("button", { name: "Thêm nguồn" }).click();
    const form = chief.getByRole("dialog", { name: "Nguồn mới" });
    await form.getByLabel("Mã nguồn").fill("tram-moi");
    await form.getByLabel("Tên", { exact: true }).fill("Trạm mới Vỹ Dạ");
    await chief.keyboard.press("Enter");
    const shown = chief.getByRole("dialog", { name: "Mật khẩu của Trạm mới Vỹ Dạ" });
    await shown.getByText("Chỉ hiện một lần này").waitFor();
    const secret = (await shown.locator("code").first().innerText()).trim();
    expect(secret.length).toBeGreaterThan(15);
    expect(await shown.innerText()).toContain("mosquitto_pub");
    await shoot(chief, "source-secret");
    await shown.getByRole("button", { name: "Đã chép xong, đóng" }).click();
    await shown.waitFor({ state: "detached" });
    await publish("tram-moi", secret, "phu-oc.water-level", { result: 1.5 });
    await publish("tram-moi", secret, "phu-oc.water-level", { result: 3, parameters: { unit: "Cel" } });
    await publish("tram-moi", secret, "khong-co.chuoi-nay", { result: 3 });
    const twice = { result: 1.6, phenomenonTime: new Date().toISOString() };
    await publish("tram-moi", secret, "phu-oc.water-level", twice);
    await publish("tram-moi", secret, "phu-oc.water-level", twice);
    expect(await chief.content()).not.toContain(secret);
  });

  test("invariant 8 what was refused is counted, with its reason and what was sent, and the counts add up on screen", async () => {
    const row = chief.getByRole("row").filter({ hasText: "Trạm mới Vỹ Dạ" });
    const counts = async () => (await row.locator("td[data-align=end]").allInnerTexts()).map(Number);
    await until(async () => (await counts())[0] === 5);
    expect(await counts()).toEqual([5, 2, 2, 1]);
    expect(await row.innerText()).toContain("✓");
    await row.getByRole("button", { name: "Trạm mới Vỹ Dạ", exact: true }).click();
    const refused = chief.getByRole("region", { name: "Số đo bị từ chối" });
    const unit = refused.getByRole("row").filter({ hasText: "Đơn vị không đổi được" });
    await unit.waitFor();
    expect(await unit.innerText()).toContain("phu-oc.water-level");
    expect(await unit.locator("code").innerText()).toContain("3 Cel");
    expect(await refused.getByRole("row").filter({ hasText: "Chuỗi không có trong danh mục" }).innerText()).toContain("khong-co.chuoi-nay");
    await shoot(chief, "source-refused");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
