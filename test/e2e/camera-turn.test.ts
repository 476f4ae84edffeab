import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { axeOf } from "../kit/axe.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { NO_FFMPEG, startHls, type HlsServer } from "../kit/hls-server.ts";
import { DEVICE_LOGIN, startOnvifDevice, type OnvifDevice } from "../kit/onvif-device.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

const MISSING = CHROMIUM === undefined ? "no Chromium on this machine" : NO_FFMPEG;
if (MISSING !== undefined) console.log(`skipped: cameras that are turned (${MISSING})`);
const LEAD = { id: AccountId.parse("truong-ca"), name: "Trưởng ca", password: "mat-khau-truong-ca" };

describe.skipIf(MISSING !== undefined)("a camera with a motor, in a browser", () => {
  const complaints: Complaints = [];
  let device: OnvifDevice;
  let stream: HlsServer;
  let backend: TestBackend;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    await buildStale();
    [device, backend, browser, stream] = await Promise.all([startOnvifDevice(), startBackend(), launchChromium(), startHls({})]);
    const admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: LEAD.id, name: LEAD.name, roles: ["shift-lead", "technician"], enabled: true }, password: LEAD.password }));
    valueOf(await request(backend, admin, "camera:save", { camera: { id: "quay", name: "Cầu Mới (quay)", position: [107.59, 16.46], streams: { main: { url: stream.url } }, control: { address: device.address } }, login: DEVICE_LOGIN, version: 0 }));
    desk = await openPage(browser, backend, "/", complaints);
    await logIn(desk, LEAD.id, LEAD.password);
    await desk.keyboard.press("Shift+F11");
    await desk.getByRole("region", { name: "Camera", exact: true }).waitFor();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    await stream?.stop();
    await device?.close();
    if (backend !== undefined) removeFolder(backend.folder);
  });

  test("HLS is seen, with its age; enlarged the camera is turned by arrows, zoomed, and sent to a preset", async () => {
    await desk.locator('figure[data-camera=quay]:is([data-condition=late], [data-condition=live])').waitFor({ timeout: 60_000 });
    await desk.getByRole("button", { name: "Phóng to: Cầu Mới (quay)" }).click();
    const pad = desk.getByRole("group", { name: "Xoay camera" });
    await pad.getByText("Cổng chính").waitFor();
    await desk.keyboard.down("ArrowLeft");
    await until(() => device.services.deeds.filter((deed) => deed === "move -0.4 0 0 PT3S").length >= 2, 20_000);
    await desk.keyboard.up("ArrowLeft");
    await until(() => device.services.deeds.at(-1) === "stop", 20_000);
    await desk.keyboard.press("2");
    await until(() => device.services.deeds.includes("goto 2"), 20_000);
    await pad.getByRole("button", { name: "Gần lại (+)" }).hover();
    await desk.mouse.down();
    await until(() => device.services.deeds.includes("move 0 0 0.4 PT3S"), 20_000);
    await shoot(desk, "camera-turn");
    await desk.mouse.up();
    await until(() => device.services.deeds.at(-1) === "stop", 20_000);
    expect(await axeOf(desk)).toEqual([]);
    await desk.keyboard.press("Escape");
    await pad.waitFor({ state: "detached" });
  }, 120_000);
  test("the form says what ONVIF brings, and keeps its address", async () => {
    await desk.getByRole("button", { name: "Sửa Cầu Mới (quay)" }).click();
    const dialog = desk.getByRole("dialog");
    expect(await dialog.getByLabel("Địa chỉ ONVIF").inputValue()).toBe(device.address);
    await dialog.getByText("Nghe camera tự báo").click();
    await shoot(desk, "camera-control-form");
    await dialog.getByRole("button", { name: "Lưu" }).click();
    await desk.locator("[data-camera-line=quay] [data-listening=listening]").waitFor({ timeout: 40_000 });
    expect(complaints).toEqual([]);
  }, 90_000);
});
