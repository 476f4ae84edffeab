import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { TestBackend } from "./backend.ts";

/** What a window complained about: errors nobody caught, and errors on its console (a broken content policy among them). */
export type Complaints = string[];

/** A window opened without a log-in asks who it is and is told 401; a link cut on purpose cannot be dialled. None is a fault. */
const DELIBERATE = [
  /status of 401 .*\/api\/(session|first-run|display)/,
  /status of 404 .*\/city\/manifest\.json/, // a city without a pack of tiles
  /status of 429 .*\/api\/session/,
  /net::ERR_CONNECTION_(REFUSED|RESET|CLOSED)/,
  /net::ERR_(EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/,
  /WebSocket connection to .* failed/,
];

/** Notes everything a window complains about that the story did not cause on purpose. */
export function listen(page: Page, complaints: Complaints): Page {
  page.on("pageerror", (error) => void complaints.push(`${page.url()}: uncaught ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = `${message.text()} ${message.location().url}`;
    if (!DELIBERATE.some((each) => each.test(text))) complaints.push(`${page.url()}: ${text}`);
  });
  page.on("crash", () => void complaints.push(`${page.url()}: crashed`));
  return page;
}

/** A window of a browser of its own: nobody is logged in there yet. */
export async function openPage(browser: Browser, backend: TestBackend, path: "/" | "/wall" | "/agency", complaints: Complaints, viewport = { width: 1920, height: 1080 }): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  // Patience, not a claim: two files and their software GL share two cores.
  context.setDefaultTimeout(45_000);
  const page = listen(await context.newPage(), complaints);
  await page.goto(backend.address + path);
  return page;
}

/** Logs in through the form and waits for the room. */
export async function logIn(page: Page, name: string, password: string): Promise<void> {
  await page.locator("input[name=username]").fill(name);
  await page.locator("input[name=password]").fill(password);
  await page.keyboard.press("Enter");
  await page.locator("[data-link=connected] [role=grid]").first().waitFor();
}

/** Types a display's ticket on the wall's own form and waits for the board. */
export async function redeemTicket(page: Page, ticket: string): Promise<void> {
  await page.locator("input[name=ticket]:focus").waitFor();
  // As a scanner types it: into what has the focus.
  await page.keyboard.type(ticket);
  await page.keyboard.press("Enter");
  await page.locator("[data-link=connected] section").first().waitFor();
}

/** Leaves a room whose map is painted: Chromium drops all keys for 15 s when focus moves while software is still compiling for a new GL context. */
export async function logOut(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("map-painted").length > 0);
  await page.evaluate(() => performance.clearMarks("map-painted"));
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.getByRole("heading", { name: "Đăng nhập" }).waitFor();
}

/** A picture for people, into the folder of KYDAI_SHOTS; nothing where that is not set. Tests compare none. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["KYDAI_SHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
