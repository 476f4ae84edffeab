import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { axeOf } from "../kit/axe.ts";
import { request, valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { startFilmCameras, type FilmCameras } from "../kit/film-cameras.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: a case's closing check by camera (no Chromium on this machine)");

const PLACE: [number, number] = [107.6056, 16.4728];
const TITLE = "Ngập sâu tại Đập Đá";

describe.skipIf(CHROMIUM === undefined)("a case is closed by what a camera showed before and shows after", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let cameras: FilmCameras;
  let browser: Browser;
  let desk: Page;
  let id: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, cameras, browser] = await Promise.all([openCaseRoom(), startFilmCameras(), launchChromium()]);
    valueOf(await request(room.backend(), room.admin(), "camera:save", { camera: { id: CameraId.parse("dap-da"), name: "Đập Đá", position: PLACE, streams: { main: { url: cameras.urls.find((url) => url.includes("dap-da")) ?? "" } } }, version: 0 }));
    id = (await room.open({ title: TITLE, position: PLACE })).id;
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.operator.id, room.operator.password);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    await cameras?.kill();
  });

  const evidence = async () => valueOf(await room.operator.ask("incident:get", { incidentId: id })).evidence;
  const images = (): Promise<{ width: number; left: number; right: number; top: number; bottom: number }[]> => desk.getByRole("dialog").locator("figure[data-pair] img").evaluateAll((all) => all.map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { width: one instanceof HTMLImageElement ? one.naturalWidth : 0, left, right, top, bottom };
  }));
  /** H on the camera's tile, into the case. */
  async function still(): Promise<void> {
    const had = (await evidence()).length;
    await desk.keyboard.press("Shift+F11");
    await desk.locator("figure[data-camera=dap-da][data-condition=live][data-taken-at]").waitFor({ timeout: 60_000 });
    await desk.keyboard.press("h");
    const dialog = desk.getByRole("dialog");
    await dialog.getByRole("img", { name: "Hình vừa chụp" }).waitFor();
    await dialog.getByRole("button", { name: /^Lưu/ }).click();
    await dialog.waitFor({ state: "detached" });
    await until(async () => (await evidence()).length === had + 1, 40_000);
  }

  test("H-11.5 the closing check shows the camera's first and last still of the case side by side, whole, with their times; the case closes with them seen", async () => {
    await still();
    valueOf(await room.act(room.operator, id, { is: "verified" }));
    valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
    valueOf(await room.act(room.operator, id, ordered()));
    valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "received" } }));
    valueOf(await room.traffic.ask("agency:act", { incidentId: id, event: { is: "received" } }));
    const photo = valueOf(await room.evidence(room.drainage, id));
    valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "deployed", forces: "2 máy bơm" } }));
    valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã bơm cạn, thông xe", evidence: [photo.id] } }));
    await still();

    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[data-case="${id}"] b`).first().click();
    await desk.locator("[data-case-page] [aria-current=step]").filter({ hasText: "Hậu kiểm" }).waitFor();
    await desk.keyboard.press("1");
    const dialog = desk.getByRole("dialog");
    const pair = dialog.getByRole("region", { name: /Đập Đá$/ });
    await pair.waitFor();
    await until(async () => (await images()).length === 2 && (await images()).every(({ width }) => width > 300), 30_000, () => "the stills are not shown");
    const [before, after] = await images();
    if (before === undefined || after === undefined) throw new Error("no pair");
    expect(before.right).toBeLessThanOrEqual(after.left);
    expect(Math.abs(before.top - after.top)).toBeLessThanOrEqual(1);
    expect(before.bottom).toBeLessThanOrEqual(1080);
    expect((await pair.locator("figcaption").allInnerTexts()).join("\n")).toMatch(/^.+: .*\d\d:\d\d:\d\d.*\n.+: .*\d\d:\d\d:\d\d/);
    await shoot(desk, "case-closing-pair");
    expect(await axeOf(desk)).toEqual([]);
    await desk.setViewportSize({ width: 1366, height: 768 });
    await shoot(desk, "case-closing-pair-1366");
    await desk.setViewportSize({ width: 1920, height: 1080 });
    await dialog.getByLabel("Đã đối chiếu").fill("Hình trước và sau: nước đã rút");
    await desk.keyboard.press("Control+Enter");
    await desk.getByText("Đã đóng lúc").waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);
});
