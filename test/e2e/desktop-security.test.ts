import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { removeFolder } from "../kit/backend.ts";
import { freePort, lives, startDesktop, type Desktop } from "../kit/desktop.ts";
import { until } from "../kit/until.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

// What main/security.test.ts holds the source to, real windows of the shell do.

let server: XServer;
let desktop: Desktop;
let foreign: Server;
let elsewhere: string;
let pages: Page[];
let visits = 0;
const data = mkdtempSync(join(tmpdir(), "kydai-guard-"));
beforeAll(async () => {
  await buildStale();
  server = await startXServer(2);
  const port = await freePort();
  foreign = createServer((_request, answer) => {
    visits += 1;
    answer.end("<title>elsewhere</title>");
  });
  elsewhere = `http://127.0.0.1:${await freePort()}`;
  await new Promise<void>((settle) => foreign.listen(Number(new URL(elsewhere).port), "127.0.0.1", settle));
  desktop = await startDesktop({ display: server.display, data, port });
  pages = [...(await desktop.pages("/", 1)), ...(await desktop.pages("/wall", server.monitors - 1))];
}, 240_000);
afterAll(async () => {
  try {
    await desktop?.close();
    // The shell has died in the last test, and leaves its backend to the next one.
    const backend = desktop?.backendPid();
    if (backend !== undefined && lives(backend)) process.kill(backend, "SIGTERM");
    await until(() => backend === undefined || !lives(backend), 20_000, () => "the backend does not end");
  } finally {
    foreign?.close();
    server?.stop();
    removeFolder(data);
  }
}, 90_000);

describe("each window of the shell", () => {
  test("is a sandboxed, isolated one without Node", async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => {
      const get: unknown = Reflect.get(webContents, "getLastWebPreferences");
      return typeof get === "function" ? { ...get.call(webContents), preload: undefined } : {};
    }));
    expect(preferences).toHaveLength(server.monitors);
    for (const one of preferences) expect(one).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false, allowRunningInsecureContent: false });
    for (const page of pages) expect(await page.evaluate(() => ["require", "process", "module", "Buffer", "global", "ipcRenderer", "electron"].filter((name) => name in window))).toEqual([]);
  });

  test("opens nothing, goes nowhere, frames nothing that is not on the list", async () => {
    for (const page of pages) {
      const before = page.url();
      expect(await page.evaluate((url) => window.open(url) === null, elsewhere)).toBe(true);
      await page.evaluate((url) => {
        const frame = document.createElement("iframe");
        frame.src = url;
        document.body.append(frame);
        const link = document.createElement("a");
        link.href = url;
        link.target = "_blank";
        document.body.append(link);
        link.click();
      }, elsewhere);
      await page.evaluate((url) => location.assign(url), elsewhere);
      await page.evaluate(() => location.assign("file:///etc/passwd"));
      await page.evaluate(() => location.assign("app://shell/waiting.html")).catch(() => undefined);
      await page.evaluate(() => undefined);
      expect(page.url()).toBe(before);
      expect(page.frames().map((frame) => frame.url()).filter((url) => url.startsWith(elsewhere))).toEqual([]);
    }
    expect(visits).toBe(0);
    expect(desktop.app.windows()).toHaveLength(server.monitors);
  });

  test("is refused every permission", async () => {
    for (const page of pages) {
      const asked = await page.evaluate(async () => {
        const states = await Promise.all((["geolocation", "notifications", "camera", "microphone", "midi"] as PermissionName[]).map(async (name) => (await navigator.permissions.query({ name })).state));
        const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => "given", (error: Error) => error.name);
        const shared = await navigator.mediaDevices.getDisplayMedia().then(() => "given", (error: Error) => error.name);
        return { states, media, shared, notice: await Notification.requestPermission() };
      });
      expect(asked.states.filter((state) => state === "granted")).toEqual([]);
      expect([asked.media, asked.shared, asked.notice]).not.toContain("given");
      expect(asked.notice).toBe("denied");
    }
  });

  test("runs under a policy that lets no inline script run", async () => {
    for (const page of pages) {
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.planted = true";
        document.head.append(script);
      });
      expect(await page.evaluate(() => "planted" in window)).toBe(false);
    }
  });

  test("what a page says is heard only as the contract has it", async () => {
    const [room] = pages;
    // The bridge is all there is: junk through it neither throws in the shell nor shows anything.
    await room?.evaluate(() => {
      const kydai: unknown = Reflect.get(window, "kydai");
      const notify: unknown = typeof kydai === "object" && kydai !== null ? Reflect.get(kydai, "notify") : undefined;
      if (typeof notify !== "function") throw new Error("no notify");
      for (const junk of [undefined, null, 7, "x", {}, { title: "" }, { title: "x".repeat(1e6), body: {} }]) notify(junk);
    });
    for (const wall of pages.slice(1)) expect(await wall.evaluate(() => Object.keys(Reflect.get(window, "kydai") ?? {}).sort())).toEqual(["displayName", "onScreen", "role", "screen"]);
    expect(desktop.log()).not.toMatch(/Uncaught|TypeError/);
  });
});

describe("the shell's own origin", () => {
  const get = (path: string, range?: string) =>
    desktop.app.evaluate(async ({ session }, [url, header]) => {
      const answer = await session.fromPartition("persist:wall").fetch(url ?? "", header === undefined || header === "" ? {} : { headers: { range: header } });
      return { status: answer.status, policy: answer.headers.get("content-security-policy"), range: answer.headers.get("content-range"), text: await answer.text() };
    }, [`app://shell${path}`, range ?? ""] as const);

  test("serves its pages whole and in pieces, under a policy without scripts", async () => {
    const whole = await get("/waiting.html");
    expect(whole).toMatchObject({ status: 200, policy: expect.stringMatching(/default-src 'none'/) });
    expect(whole.policy).not.toMatch(/script-src|unsafe/);
    const size = Buffer.byteLength(whole.text);
    expect(await get("/waiting.html", "bytes=0-14")).toMatchObject({ status: 206, text: "<!doctype html>", range: `bytes 0-14/${size}` });
    expect(await get("/waiting.html", "bytes=999999-")).toMatchObject({ status: 416, range: `bytes */${size}` });
  });

  test.each(["/../index.cjs", "/%2e%2e/index.cjs", "/..%2findex.cjs", "/%2e%2e%2f%2e%2e%2fpackage.json", "/index.cjs", "/nothing.html", "//etc/passwd"])("has nothing at %s", async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, text: "" });
  });

  test("is not to be had from a page of the room", async () => {
    for (const page of pages) expect(await page.evaluate(() => fetch("app://shell/waiting.html").then(() => "had", () => "refused"))).toBe("refused");
  });
});

test("an error of the shell itself shows no box that waits for somebody: it ends, and says of what", { timeout: 60_000 }, async () => {
  const ended = new Promise<number | null>((settle) => desktop.app.process().once("exit", settle));
  await desktop.app.evaluate(() => void setTimeout(() => {
    throw new TypeError("planted");
  })).catch(() => undefined);
  expect(await ended).toBe(70);
  expect(readFileSync(join(data, "shell", "last-words.txt"), "utf8")).toMatch(/^TypeError: planted/);
});
