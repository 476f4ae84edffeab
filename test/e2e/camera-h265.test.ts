import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { AccountId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";

const FFMPEG = "/usr/bin/ffmpeg";
const MISSING = CHROMIUM === undefined ? "no Chromium on this machine" : existsSync(FFMPEG) ? NO_GSTREAMER : "no ffmpeg";
if (MISSING !== undefined) console.log(`skipped: H.265 (${MISSING})`);

const LEAD = { id: AccountId.parse("truong-ca"), name: "Trưởng ca", password: "mat-khau-truong-ca" };

/** Processes begun by one of these, and by theirs. */
function under(pid: number): { pid: number; name: string }[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, its = "", parent = ""] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return [{ pid: Number(name), name: its, parent: Number(parent) }];
    } catch {
      return [];
    }
  });
  const of = (parent: number): typeof all => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...of(one.pid)]);
  return of(pid);
}

describe.skipIf(MISSING !== undefined)("a camera of H.265, where the browser has no decoder for it", () => {
  const complaints: Complaints = [];
  const folder = mkdtempSync(join(tmpdir(), "kydai-h265-"));
  let server: RtspServer;
  let backend: TestBackend;
  let browser: Browser;
  let desk: Page;

  async function begin(decoder: string): Promise<void> {
    const config = join(folder, "config.yaml");
    writeFileSync(config, `pack: city/hue\nvideo: { decoder: ${decoder} }\n`);
    backend = await startBackend({ args: ["--config", config] });
    const admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: LEAD.id, name: LEAD.name, roles: ["shift-lead", "technician"], enabled: true }, password: LEAD.password }));
    valueOf(await request(backend, admin, "camera:save", { camera: { id: CameraId.parse("h265"), name: "Cầu Dã Viên", position: [107.57, 16.46], streams: { main: { url: server.url } } }, version: 0 }));
    desk = await openPage(browser, backend, "/", complaints);
    await logIn(desk, LEAD.id, LEAD.password);
    await desk.keyboard.press("Shift+F11");
    await desk.getByRole("region", { name: "Camera", exact: true }).waitFor();
  }
  async function end(): Promise<void> {
    await desk?.context().close();
    await backend?.stop();
    if (backend !== undefined) removeFolder(backend.folder);
  }
  beforeAll(async () => {
    await buildStale();
    [server, browser] = await Promise.all([startRtspServer({ codec: "h265" }), launchChromium()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    removeFolder(folder);
  });

  const condition = (is: string) => desk.locator(`figure[data-camera=h265][data-condition=${is}]`);
  const decoders = (): number[] => under(backend.child.pid ?? 0).filter(({ name }) => name === "ffmpeg").map(({ pid }) => pid);

  test("the server's ffmpeg decodes it while somebody looks; the tile tells, and comes back when it is killed", async () => {
    await begin(FFMPEG);
    try {
      await condition("live").waitFor({ timeout: 60_000 });
      await desk.keyboard.press("i");
      await desk.locator("[data-read-out]").getByText(/giải mã trên máy chủ · 320×240/).waitFor();
      await shoot(desk, "camera-h265");
      const colours = await desk.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>("figure[data-camera] video");
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [32, 24];
        const context = canvas.getContext("2d");
        if (video === null || context === null) return 0;
        context.drawImage(video, 0, 0, 32, 24);
        return new Set(context.getImageData(0, 0, 32, 24).data).size;
      });
      expect(colours).toBeGreaterThan(5);
      for (let kill = 0; kill < 3; kill++) {
        const [pid] = decoders();
        if (pid === undefined) throw new Error("no decoder");
        process.kill(pid, "SIGKILL");
        await until(() => decoders().some((one) => one !== pid), 30_000);
        await condition("live").waitFor({ timeout: 60_000 });
      }
      // Nobody looks: no decoder.
      await desk.close();
      await until(() => decoders().length === 0, 60_000);
    } finally {
      await end();
    }
  }, 240_000);

  test("where the server has none either, the tile says what is missing", async () => {
    await begin("none");
    try {
      await condition("unplayable").waitFor({ timeout: 60_000 });
      expect(await desk.locator("figure[data-camera=h265]").getByRole("status").innerText()).toMatch(/không có bộ giải mã hev1\S*, máy chủ không có ffmpeg/);
      await shoot(desk, "camera-h265-none");
      expect(decoders()).toEqual([]);
    } finally {
      await end();
    }
  }, 240_000);

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
