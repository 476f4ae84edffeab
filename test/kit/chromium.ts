import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext } from "playwright-core";
import type { TestBackend } from "./backend.ts";

export const CHROMIUM = [process.env["KYDAI_CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path !== undefined && existsSync(path));

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** The system's own Chromium, without windows. @throws when there is none */
export async function launchChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("no Chromium on this machine");
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** A browser in which a person is logged in already. @param cookie as `administrator` gives it */
export async function browserOf(browser: Browser, backend: TestBackend, cookie: string | undefined, viewport = { width: 1920, height: 1080 }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: "vi-VN" });
  if (cookie === undefined) return context;
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name: name!, value: value!, url: backend.address, httpOnly: true, sameSite: "Strict" }]);
  return context;
}
