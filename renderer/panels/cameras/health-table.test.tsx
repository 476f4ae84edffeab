import { afterEach, expect, test } from "vitest";
import { Camera, type StreamState } from "#contract/camera";
import { fail, ok } from "#contract/result";
import { fakeWorkers, type FakeWorkers } from "../../../test/kit/fake-video-worker.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Cameras } from "./cameras.tsx";

const HOUR = 3_600_000;
const STATES: StreamState[] = [{ is: "live", since: 1, fps: 25, behind: 40 }, { is: "live", since: 1, fps: 24.9, clockOff: -90_500, drift: 2400 }, { is: "lost", since: 1, reason: "unreachable" }];
const cameras = ["Cầu Trường Tiền", "Đập Đá", "Bãi Dâu"].map((name, n) => Camera.parse({ id: `cam-${n}`, name, position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" } }, secured: false, version: 1 }));

let workers: FakeWorkers;
let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  workers.stop();
  await room.stop();
});
const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-camera-health]")];
const order = (): string[] => lines().map(({ dataset }) => dataset["cameraHealth"] ?? "");

test("where too much is being counted it is asked again in a moment, not in half a minute", async () => {
  workers = fakeWorkers();
  let busy = 1;
  room = await openWindowRoom({ roles: ["operator"], answers: {
    "camera:list": () => ok({ cameras: cameras.map((camera, n) => ({ camera, states: { main: STATES[n]! } })) }),
    "camera:service": () => (busy-- > 0 ? fail({ code: "too-many", retryAfter: 2 }) : ok({ cut: false, period: { from: 0, to: HOUR }, cameras: cameras.map(({ id }) => ({ cameraId: id, up: HOUR, fault: 0, off: 0, centre: 0, unwatched: 0, losses: 0 })) })),
  } });
  shown = show(<Cameras />);
  await shown.press("Tình trạng camera");
  await until(() => lines()[0]?.textContent.includes("100 %") === true, 15_000);
  expect(busy).toBeLessThan(0);
});
test("H-13.1 how cameras did stands in a table, the worst first; a column sorts it, a period is chosen", async () => {
  workers = fakeWorkers();
  room = await openWindowRoom({ roles: ["operator"], answers: {
    "camera:list": () => ok({ cameras: cameras.map((camera, n) => ({ camera, states: { main: STATES[n]! } })) }),
    "camera:service": ({ span, back }) => ok({ cut: false, ...(back === 0 && { period: { from: 0, to: span === "day" ? HOUR : 2 * HOUR } }), cameras: back > 0 ? [] : cameras.map(({ id }, n) => ({ cameraId: id, up: HOUR - n * 60_000, fault: n * 60_000, off: 0, centre: 5000, unwatched: 0, losses: n })) }),
  } });
  shown = show(<Cameras />);
  await shown.press("Tình trạng camera");
  await until(() => order().join() === "cam-2,cam-1,cam-0" && lines()[0]?.textContent.includes("%") === true);
  expect(lines()[0]?.textContent).toMatch(/Bãi Dâu✕ mất tín hiệu · không nối được ⚠ cần sửa96,6 %2 phút2/);
  expect(lines()[1]?.textContent).toMatch(/98,3 %1 phút105 giây0–24,9-90,5 s · 2,4 s\/giờ/);
  expect(lines()[2]?.textContent).toMatch(/100 %0005 giây/);
  expect(lines()[2]?.dataset["ill"]).toBeUndefined();
  await shown.press("Camera");
  await until(() => order().join() === "cam-2,cam-0,cam-1");
  await shown.press("Ca trước");
  await shown.says("Chưa có ca trực nào");
  expect(room.asked.findLast(({ name }) => name === "camera:service")?.input).toEqual({ span: "shift", back: 1 });
  expect(lines()[0]?.textContent).toContain("–");
  await shown.press("Xem hình");
  await until(() => document.querySelectorAll("figure[data-camera]").length === 3);
});

test("a camera that never had a picture has no share of one", async () => {
  workers = fakeWorkers();
  room = await openWindowRoom({ roles: ["operator"], answers: {
    "camera:list": () => ok({ cameras: [{ camera: cameras[2]!, states: { main: STATES[2]! } }] }),
    "camera:service": () => ok({ cut: false, period: { from: 0, to: HOUR }, cameras: [{ cameraId: cameras[2]!.id, up: 0, fault: HOUR, off: 0, centre: 0, unwatched: 0, losses: 1 }] }),
  } });
  shown = show(<Cameras />);
  await shown.press("Tình trạng camera");
  await until(() => lines()[0]?.textContent.includes("⚠ cần sửachưa có hình1 giờ1") === true);
  expect(shown.text()).not.toContain("Trễ");
});
