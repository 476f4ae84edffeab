import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";

const MISSING = CHROMIUM === undefined ? "no Chromium on this machine" : NO_GSTREAMER;
if (MISSING !== undefined) console.log(`skipped: pictures of cameras as evidence (${MISSING})`);

const DUTY = { id: AccountId.parse("truc-ban"), name: "Trực ban", password: "mat-khau-truc-ban" };
const PLACE: [number, number] = [107.59, 16.46];
const TITLE = "Ngập đường Lê Lợi";

describe.skipIf(MISSING !== undefined)("a duty operator keeps a camera's pictures as evidence, in a browser", () => {
  const complaints: Complaints = [];
  let server: RtspServer;
  let backend: TestBackend;
  let browser: Browser;
  let desk: Page;
  let admin: string;
  let caseId: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [server, backend, browser] = await Promise.all([startRtspServer(), startBackend(), launchChromium()]);
    admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: DUTY.id, name: DUTY.name, roles: ["operator"], enabled: true }, password: DUTY.password }));
    valueOf(await request(backend, admin, "camera:save", { camera: { id: "le-loi", name: "Lê Lợi", position: PLACE, streams: { main: { url: server.url } } }, version: 0 }));
    caseId = valueOf(await request(backend, admin, "incident:open", { alarmIds: [], title: TITLE, urgency: "emergency", templateId: "hue-five-steps", drill: false, position: PLACE })).id;
    desk = await openPage(browser, backend, "/", complaints);
    await logIn(desk, DUTY.id, DUTY.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    await server?.kill();
    if (backend !== undefined) removeFolder(backend.folder);
  });
  const evidence = async () => valueOf(await request(backend, admin, "incident:get", { incidentId: caseId })).evidence;

  test("H-11.2 K keeps a clip of before the press and H the picture as it is seen, into the open case that is chosen", async () => {
    await desk.keyboard.press("Shift+F11");
    await desk.locator("figure[data-camera=le-loi][data-condition=live]").waitFor({ timeout: 60_000 });
    await desk.keyboard.press("k");
    const dialog = desk.getByRole("dialog");
    await dialog.getByRole("button", { name: new RegExp(TITLE) }).waitFor();
    await shoot(desk, "keep-clip");
    await dialog.getByLabel("Giây sau").fill("1");
    await desk.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await until(async () => (await evidence()).length === 1, 40_000);
    await desk.locator("figure[data-taken-at]").waitFor();
    await desk.keyboard.press("h");
    await dialog.getByRole("img", { name: "Hình vừa chụp" }).waitFor();
    await shoot(desk, "keep-still");
    await dialog.getByRole("button", { name: /^Lưu/ }).click();
    // The map is behind the panel: the notice stands on the screen all the same.
    const notice = desk.locator("[role=status] > *", { hasText: "Đã lưu vào" }).first();
    await notice.waitFor();
    const { y = -1, height = 0 } = (await notice.boundingBox()) ?? {};
    expect([y >= 0, y + height <= (desk.viewportSize()?.height ?? 0)]).toEqual([true, true]);
    await until(async () => (await evidence()).length === 2, 40_000);
    expect(await evidence()).toMatchObject([{ type: "video/mp4", by: DUTY.id, filmed: { is: "clip", cameraId: "le-loi", after: 1 } }, { type: "image/png", by: DUTY.id, filmed: { is: "still", cameraId: "le-loi" } }]);
  }, 180_000);

  test("the case's page plays the clip, says whose it is and when, and gives it away with its manifest", async () => {
    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[data-case="${caseId}"] b`).first().click();
    const clip = desk.locator("[data-case-page] li", { has: desk.locator("[data-filmed=clip]") });
    await clip.filter({ hasText: /Camera Lê Lợi, .* – .*đồng hồ camera/ }).waitFor();
    await clip.getByRole("button", { name: /^Xem phim/ }).click();
    const film = desk.getByRole("dialog").locator("video");
    await film.waitFor();
    await until(async () => film.evaluate((video: HTMLVideoElement) => video.videoWidth === 320 && video.currentTime > 0.2 && video.duration > 0.5), 30_000, () => "the film does not play");
    await shoot(desk, "clip-plays");
    await desk.keyboard.press("Escape");
    await film.waitFor({ state: "detached" });
    await clip.scrollIntoViewIfNeeded();
    await shoot(desk, "case-evidence");
    const [download] = await Promise.all([desk.waitForEvent("download"), clip.getByRole("link", { name: /^Xuất/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    expect(complaints).toEqual([]);
  }, 120_000);

  test("H-11.2 verification records which cameras' pictures were looked at, and when; the case's timeline says so", async () => {
    await desk.keyboard.press("1");
    const dialog = desk.getByRole("dialog");
    await dialog.getByRole("button", { name: "Xem hình" }).click();
    await dialog.locator("figure[data-camera=le-loi][data-condition=live]").waitFor({ timeout: 60_000 });
    await shoot(desk, "verify-looked");
    await dialog.getByRole("button", { name: /^Xác thực: đúng/ }).click();
    await dialog.waitFor({ state: "detached" });
    const { facts } = valueOf(await request(backend, admin, "incident:get", { incidentId: caseId }));
    expect(facts).toContainEqual(expect.objectContaining({ kind: "incident:moved", event: { is: "verified", looked: [{ cameraId: "le-loi", name: "Lê Lợi", at: expect.any(Number) }] } }));
    await desk.locator("[data-case-page]").getByText(/đã xem hình camera: Lê Lợi \d\d:\d\d:\d\d/).first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
