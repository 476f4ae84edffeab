import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { removeFolder } from "../kit/backend.ts";
import { freePort, lives, startDesktop, type Desktop } from "../kit/desktop.ts";
import { until } from "../kit/until.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

let server: XServer;
beforeAll(async () => {
  await buildStale();
  server = await startXServer(3);
}, 240_000);
afterAll(() => server?.stop());

/** A wall window in the room: past the door, and the figures are live. */
async function isLive(page: Page): Promise<boolean> {
  return (await page.locator("[data-link=connected] section").count()) > 0;
}
const isCut = async (page: Page): Promise<boolean> => (await page.locator("[data-link]:not([data-link=connected])").count()) > 0;
const every = async (pages: readonly Page[], ask: (page: Page) => Promise<boolean>) => (await Promise.all(pages.map(ask))).every(Boolean);

describe("one run of the desktop application", () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-desktop-"));
  let desktop: Desktop;
  let walls: Page[];
  let room: Page;

  beforeAll(async () => {
    desktop = await startDesktop({ display: server.display, data, port: await freePort() });
    [room] = (await desktop.pages("/", 1)) as [Page];
    walls = await desktop.pages("/wall", server.monitors - 1);
  });
  afterAll(async () => {
    await desktop?.close();
    removeFolder(data);
  });

  test("a console stands on the primary monitor and a wall window fills each other one", async () => {
    const frames = await Promise.all([room, ...walls].map((page) => page.evaluate(() => ({ x: screenX, width: innerWidth, height: innerHeight }))));
    expect(frames.map(({ x }) => x).sort((a, b) => a - b)).toEqual(Array.from({ length: server.monitors }, (_, n) => n * 1920));
    for (const { width, height } of frames.slice(1)) expect({ width, height }).toEqual({ width: 1920, height: 1080 });
  });

  test("the first run's code reaches the console and no wall window", async () => {
    const told = (page: Page) => page.evaluate((): unknown => Reflect.get(window, "kydai"));
    expect(await told(room)).toMatchObject({ role: "console", firstRunCode: expect.stringMatching(/\S{4,}/) });
    for (const wall of walls) expect(await told(wall)).toEqual({ role: "wall", displayName: expect.any(String), screen: expect.objectContaining({ key: expect.any(String) }) });
    await room.locator("input[name=username]").waitFor();
    expect(await room.locator("input[name=code]").count()).toBe(0);
  });

  test("wall windows are let in by their display's token, which no page can read", async () => {
    await until(() => every(walls, isLive), 30_000, () => desktop.log());
    for (const wall of walls) expect(await wall.evaluate(() => document.cookie)).toBe("");
    const cookies = await desktop.app.evaluate(({ session }) => session.fromPartition("persist:wall").cookies.get({ name: "kydai_display" }));
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "strict" }]);
  });

  test("a page gets nothing of Node and leads nowhere else", async () => {
    for (const page of [room, ...walls]) {
      expect(await page.evaluate(() => [typeof Reflect.get(window, "require"), typeof Reflect.get(window, "process")])).toEqual(["undefined", "undefined"]);
      expect(await page.evaluate(() => window.open("https://example.com/") === null)).toBe(true);
      const before = page.url();
      await page.evaluate(() => location.assign("https://example.com/"));
      await page.evaluate(() => undefined);
      expect(page.url()).toBe(before);
      expect(await page.evaluate(async () => (await navigator.permissions.query({ name: "geolocation" })).state)).toBe("denied");
    }
  });

  test("a killed backend is unmistakable on every wall window, is started again, and all come back", async () => {
    await until(() => every(walls, isLive), 30_000, () => desktop.log());
    const former = desktop.backendPid();
    process.kill(former, "SIGKILL");
    await until(() => every(walls, isCut), 10_000, () => "the wall windows do not say that the link is cut");
    await until(() => every(walls, isLive), 60_000, () => desktop.log());
    expect(desktop.backendPid()).not.toBe(former);
    expect(lives(desktop.backendPid())).toBe(true);
  });

  test("a monitor that goes dark takes its window along, and gets it back", async (context) => {
    if (server.monitors < 2) return context.skip("one monitor only");
    server.cable(server.monitors - 1, "unplug");
    await desktop.pages("/wall", server.monitors - 2);
    expect(await room.evaluate(() => document.readyState)).toBe("complete");
    server.cable(server.monitors - 1, "plug");
    walls = await desktop.pages("/wall", server.monitors - 1);
    await until(() => every(walls, isLive), 30_000, () => desktop.log());
  });

  test("closing the console ends the shell and, in order, the backend it started", async () => {
    const pid = desktop.backendPid();
    const ended = new Promise((settle) => desktop.app.process().once("exit", settle));
    await room.close();
    expect(await ended).toBe(0);
    expect(lives(pid)).toBe(false);
    expect(readFileSync(join(data, "backend.log"), "utf8")).toContain('"event":"stopping"');
  });
});

test("--keep-backend: the backend outlives the shell, and the next shell attaches to it", async () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-desktop-"));
  const port = await freePort();
  const start = () => startDesktop({ display: server.display, data, port, env: { KYDAI_KEEP_BACKEND: "1" } });
  const first = await start();
  let pid: number | undefined;
  try {
    await first.pages("/", 1);
    pid = first.backendPid();
    await first.close();
    expect(lives(pid)).toBe(true);
    const second = await start();
    await second.pages("/", 1);
    expect(second.backendPid()).toBe(pid);
    await second.close();
    expect(lives(pid)).toBe(true);
  } finally {
    if (pid !== undefined) {
      process.kill(pid, "SIGTERM");
      await until(() => pid !== undefined && !lives(pid), 20_000);
    }
    removeFolder(data);
  }
});
