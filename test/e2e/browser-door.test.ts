import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, logOut, openPage, shoot, type Complaints } from "../kit/person.ts";

if (CHROMIUM === undefined) console.log("skipped: first run and log-in in the browser (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("the door", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    page = await openPage(browser, backend, "/", complaints);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  const says = (text: string | RegExp): Promise<void> => page.getByRole("alert").filter({ hasText: text }).first().waitFor();
  const fill = async (fields: Record<string, string>): Promise<void> => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`input[name=${name}]`).fill(value);
  };
  const made = { name: ADMINISTRATOR.name, username: ADMINISTRATOR.id, password: ADMINISTRATOR.password, "password-again": ADMINISTRATOR.password };

  test("the first run asks for what it needs, and explains a wrong code", async () => {
    await page.getByRole("heading", { name: "Khởi tạo phòng điều hành" }).waitFor();
    await fill({ code: "WRONG-CODE-12", ...made, "password-again": "khac-mat-khau-kia" });
    await page.getByText("Hai lần nhập mật khẩu không giống nhau").waitFor();
    const create = page.getByRole("button", { name: "Tạo và đăng nhập" });
    expect(await create.isDisabled()).toBe(true);
    await fill(made);
    await create.click();
    await says("Mã không đúng hoặc đã hết hạn");
    await shoot(page, "door-first-run");
  });

  test("the code from the data folder makes the administrator, who is in the room at once", async () => {
    await fill({ code: readFileSync(join(backend.folder, "first-run.code"), "utf8").trim() });
    await page.keyboard.press("Enter");
    await page.locator("[data-link=connected] [role=grid]").waitFor();
    expect(await page.getByRole("banner").innerText()).toContain(ADMINISTRATOR.name);
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  test("afterwards there is a log-in form, and a wrong password is explained without saying which half was wrong", async () => {
    await logOut(page);
    await page.getByRole("heading", { name: "Đăng nhập" }).waitFor();
    await fill({ username: ADMINISTRATOR.id, password: "khong-phai-mat-khau" });
    await page.keyboard.press("Enter");
    await says("Tên đăng nhập hoặc mật khẩu không đúng");
    expect(await page.locator("input[name=password]").inputValue()).toBe("");
    await shoot(page, "door-login");
    await logIn(page, ADMINISTRATOR.id, ADMINISTRATOR.password);
    await logOut(page);
  });

  test("too many attempts are slowed down, and the form says for how long", async () => {
    await page.getByRole("heading", { name: "Đăng nhập" }).waitFor();
    const alert = page.locator("p[role=alert]"); // empty, it is no alert to a screen reader
    const slowed = /Thao tác quá nhanh, thử lại sau \d+ giây/;
    for (let tries = 0; tries < 12 && !slowed.test((await alert.textContent()) ?? ""); tries++) {
      const answered = page.waitForResponse((response) => response.url().endsWith("/api/session") && response.request().method() === "POST");
      await fill({ username: "nguoi-la", password: `khong-phai-mat-khau-${tries}` });
      await page.keyboard.press("Enter");
      await answered;
      await alert.filter({ hasText: /\S/ }).waitFor();
    }
    expect(await alert.textContent()).toMatch(slowed);
    await shoot(page, "door-slowed");
  });

  test("the door complains about nothing on the browser's console", () => expect(complaints).toEqual([]));
});
