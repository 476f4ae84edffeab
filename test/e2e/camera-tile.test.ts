import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId, CellId, MonitorId } from "#contract/ids";
import { CameraId } from "#contract/camera";
import { WallPanel } from "#contract/wall";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { axeOf } from "../kit/axe.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, redeemTicket, shoot, type Complaints } from "../kit/person.ts";
import { CAMERA_LOGIN, NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";

const MISSING = CHROMIUM === undefined ? "no Chromium on this machine" : NO_GSTREAMER;
if (MISSING !== undefined) console.log(`skipped: live tiles (${MISSING})`);

const LEAD = { id: AccountId.parse("truong-ca"), name: "Trưởng ca", password: "mat-khau-truong-ca" };
const PLACE: [number, number] = [107.59, 16.46];

describe.skipIf(MISSING !== undefined)("live tiles of foreign cameras, in a browser", () => {
  const complaints: Complaints = [];
  let server: RtspServer;
  let backend: TestBackend;
  let admin: string;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    await buildStale();
    [server, backend, browser] = await Promise.all([startRtspServer({ auth: "digest" }), startBackend(), launchChromium()]);
    admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: LEAD.id, name: LEAD.name, roles: ["shift-lead", "technician"], enabled: true }, password: LEAD.password }));
    desk = await openPage(browser, backend, "/", complaints);
    await logIn(desk, LEAD.id, LEAD.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    await server?.kill();
    if (backend !== undefined) removeFolder(backend.folder);
  });

  const tile = (page = desk) => page.locator("figure[data-camera=cau-truong-tien]");
  const condition = (is: string, page = desk) => page.locator(`figure[data-camera=cau-truong-tien][data-condition=${is}]`);
  /** A picture's bytes as the person sees them, small. */
  const picture = (page = desk): Promise<string> => page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>("figure[data-camera] video");
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [32, 24];
    const context = canvas.getContext("2d");
    if (video === null || context === null) return "";
    context.drawImage(video, 0, 0, 32, 24);
    return [...context.getImageData(0, 0, 32, 24).data].join();
  });
  const moves = async (page = desk): Promise<void> => {
    let first = "";
    await until(async () => new Set((first = await picture(page)).split(",")).size > 10, 20_000, () => "the picture is blank");
    await until(async () => (await picture(page)) !== first, 10_000, () => "the picture does not move");
  };

  test("a technician adds a camera with its login, and sees at once that it works", async () => {
    await desk.keyboard.press("Shift+F11");
    await desk.getByRole("region", { name: "Camera", exact: true }).waitFor();
    await desk.getByRole("button", { name: "Thêm camera" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Mã").fill("cau-truong-tien");
    await dialog.getByLabel("Tên", { exact: true }).fill("Cầu Trường Tiền");
    await dialog.getByLabel("Kinh độ").fill(String(PLACE[0]));
    await dialog.getByLabel("Vĩ độ").fill(String(PLACE[1]));
    await dialog.getByLabel("Luồng chính").fill(server.url);
    await dialog.getByLabel("Tên đăng nhập camera").fill(CAMERA_LOGIN.user);
    await dialog.getByLabel("Mật khẩu camera").fill(CAMERA_LOGIN.password);
    await shoot(desk, "camera-form");
    await dialog.getByRole("button", { name: "Lưu" }).click();
    await condition("live").waitFor();
    await moves();
    await desk.locator("[data-camera-line=cau-truong-tien][data-state=live]").waitFor();
    expect(await tile().innerText()).toMatch(/Cầu Trường Tiền\s+< 1 s/);
    await desk.keyboard.press("i");
    await desk.locator("[data-read-out]").getByText(/avc1\.\w+ · 320×240/).waitFor();
    await shoot(desk, "camera-live");
    await desk.keyboard.press("i");
    // On 1920 pixels a wide panel leaves its tabs and the buttons beside them one row.
    const middles = await desk.getByRole("tablist", { name: "Bảng thông tin" }).evaluate((list) => [...(list.parentElement?.parentElement?.querySelectorAll("button") ?? [])].map((button) => button.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2));
    expect(middles.length).toBeGreaterThan(8);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(15);
    expect(await axeOf(desk)).toEqual([]);
  });

  test("pressed twice a tile fills the window below the top bar; the wheel enlarges where it points; Escape leads back", async () => {
    await tile().locator("video").dblclick();
    await until(async () => ((await tile().boundingBox())?.width ?? 0) > 1900, 10_000, () => "not enlarged");
    const [bar, large] = [await desk.locator("header").first().boundingBox(), await tile().boundingBox()];
    expect(large?.y).toBeCloseTo((bar?.y ?? 0) + (bar?.height ?? 0), 0);
    expect((large?.y ?? 0) + (large?.height ?? 0)).toBeCloseTo(1080, 0);
    await desk.mouse.move(600, 500);
    for (let n = 0; n < 4; n += 1) await desk.mouse.wheel(0, -100);
    await tile().getByRole("button", { name: "Về toàn cảnh" }).waitFor();
    await shoot(desk, "camera-large");
    await tile().getByRole("button", { name: "Về toàn cảnh" }).click();
    expect(await tile().getByRole("button", { name: "Về toàn cảnh" }).count()).toBe(0);
    await desk.keyboard.press("Escape");
    await until(async () => ((await tile().boundingBox())?.width ?? 0) < 1900, 10_000, () => "still large");
    await condition("live").waitFor();
  });

  test("invariant 7: a camera that stands still says so with its age, and goes on without a word", async () => {
    server.freeze();
    await condition("frozen").waitFor();
    expect(await tile().getByRole("status").innerText()).toMatch(/HÌNH ĐỨNG \d/);
    await shoot(desk, "camera-frozen");
    server.thaw();
    await condition("live").waitFor();
    expect(await tile().getByRole("status").count()).toBe(0);
    await moves();
  });

  test("invariant 7: a camera that is gone says so, is greyed after five seconds, and comes back by itself", async () => {
    const { port } = server;
    await server.kill();
    await condition("lost").waitFor();
    expect(await tile().getByRole("status").innerText()).toMatch(/MẤT TÍN HIỆU[\s\S]*đang nối lại · hình .* trước/);
    await desk.locator("figure[data-camera][data-grey]").waitFor();
    await desk.keyboard.press("i");
    await desk.locator("[data-read-out]").waitFor();
    const [badge, figures] = [await tile().getByRole("status").boundingBox(), await desk.locator("[data-read-out]").boundingBox()];
    expect(figures?.y).toBeGreaterThanOrEqual((badge?.y ?? Infinity) + (badge?.height ?? 0) - 1);
    await shoot(desk, "camera-lost");
    await desk.keyboard.press("i");
    server = await startRtspServer({ auth: "digest", port });
    await condition("live").waitFor();
    expect(await desk.locator("figure[data-grey]").count()).toBe(0);
    await moves();
  });

  test("a window that is hidden decodes nothing; shown again it has a picture of now", async () => {
    const frames = (): Promise<number> => desk.evaluate(() => document.querySelector<HTMLVideoElement>("figure[data-camera] video")?.getVideoPlaybackQuality().totalVideoFrames ?? -1);
    const turn = (state: string): Promise<void> => desk.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
    await turn("hidden");
    await condition("frozen").waitFor();
    const before = await frames();
    await until(async () => (await desk.locator("figure[data-grey]").count()) > 0, 15_000);
    expect(await frames()).toBe(before);
    await turn("visible");
    await condition("live").waitFor();
    expect(await frames()).toBeGreaterThan(before);
    await moves();
  });

  test("the link that is cut says so, and the tile comes back with it", async () => {
    await backend.stop();
    await desk.locator("figure[data-condition=lost][data-why=link]").waitFor();
    expect(await tile().getByRole("status").innerText()).toContain("mất nối máy chủ");
    await shoot(desk, "camera-link");
    backend = await startBackend({ folder: backend.folder, args: ["--port", String(backend.port)] });
    await condition("live").waitFor();
    await moves();
  }, 240_000);

  test("H-11.2 a camera in a cell of the wall, covered at once by the privacy key", async () => {
    const session = await fetch(`${backend.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ name: LEAD.id, password: LEAD.password }) });
    const cookie = session.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const saved = valueOf(await request(backend, cookie, "camera:list", {})).cameras[0]?.camera;
    expect(saved).toBeDefined();
    if (saved === undefined) return;
    const { version, secured: _, ...draft } = saved;
    valueOf(await request(backend, cookie, "camera:save", { camera: { ...draft, sensitive: true }, version }));
    const wall = await openPage(browser, backend, "/wall", complaints);
    await redeemTicket(wall, valueOf(await request(backend, cookie, "display:ticket", { name: "Tường" })).ticket);
    await until(async () => valueOf(await request(backend, cookie, "snapshot:get", {})).wall.monitors.length > 0, 20_000);
    const { cells, monitors } = valueOf(await request(backend, cookie, "snapshot:get", {})).wall;
    const monitorId = MonitorId.parse(monitors[0]?.id);
    const panel = WallPanel.parse({ kind: "camera", settings: { cameraIds: [CameraId.parse(saved.id)] } });
    valueOf(await request(backend, cookie, "wall:design", { designs: [
      ...cells.map(({ id, rev }) => ({ do: "remove" as const, cellId: CellId.parse(id), rev })),
      { do: "add" as const, place: { monitorId, x: 0, y: 0, w: 30, h: 30, z: 0 }, panels: [panel] }, { do: "add" as const, place: { monitorId, x: 30, y: 0, w: 30, h: 30, z: 0 }, panels: [WallPanel.parse({ kind: "map" })] },
    ] }));
    await wall.locator("[data-kind=camera][data-phase=on] figure[data-condition=live]").waitFor();
    await moves(wall);
    await shoot(wall, "camera-wall");
    valueOf(await request(backend, cookie, "wall:operate", { operations: [{ do: "privacy", on: true }] }));
    await wall.locator("figure[data-covered]").waitFor();
    expect(await wall.locator("figure[data-covered] video").evaluate((video) => getComputedStyle(video).visibility)).toBe("hidden");
    // Covered on purpose is no loss: the cell's frame, if it says anything, calls it neither old nor lost.
    await wall.locator("figure[data-covered]:not([data-condition=live])").waitFor();
    expect((await wall.locator("[data-kind=camera][data-phase=on] header").allInnerTexts()).join(" ")).not.toMatch(/mất tín hiệu|cũ/);
    // On the console too: it is the same camera.
    await desk.locator("figure[data-covered]").waitFor();
    await shoot(wall, "camera-private");
    valueOf(await request(backend, cookie, "wall:operate", { operations: [{ do: "privacy", on: false }] }));
    await wall.locator("figure[data-condition=live]:not([data-covered])").waitFor();
  }, 240_000);

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
