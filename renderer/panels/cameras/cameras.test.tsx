import { afterEach, beforeEach, expect, test } from "vitest";
import { Camera, type StreamState } from "#contract/camera";
import { SiteId } from "#contract/ids";
import { ok } from "#contract/result";
import { fakeWorkers, type FakeWorkers } from "../../../test/kit/fake-video-worker.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Cameras } from "./cameras.tsx";
import { AT_FIRST, keep } from "./shown.ts";

const NAMES = ["Cầu Trường Tiền", "Cầu Phú Xuân", "Đập Đá", "Ngã tư Bà Triệu", "Bãi Dâu", "Chợ Đông Ba"];
const LIVE: StreamState = { is: "live", since: 1 };
const cameras = NAMES.map((name, n) => Camera.parse({ id: `cam-${n}`, name, position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" } }, enabled: n !== 5, secured: n === 0, version: 2 }));
const states = (n: number): { main: StreamState } => ({ main: n === 1 ? { is: "lost", since: 1, reason: "unauthorized" } : LIVE });

let workers: FakeWorkers;
let room: WindowRoom;
let shown: Shown;
async function begin(roles: ("operator" | "technician")[], of = cameras): Promise<void> {
  room = await openWindowRoom({ roles, answers: {
    "camera:list": () => ok({ cameras: of.map((camera, n) => ({ camera, states: states(n) })) }),
    "camera:save": ({ camera }) => ok(Camera.parse({ ...camera, version: 3, secured: false })),
    "camera:remove": () => ok({}),
  } });
  shown = show(<Cameras />);
}
beforeEach(() => {
  keep(AT_FIRST);
  workers = fakeWorkers();
});
afterEach(async () => {
  shown.close();
  workers.stop();
  await room.stop();
});
const line = (n: number): HTMLElement | null => document.querySelector(`[data-camera-line="cam-${n}"]`);
const tiles = (): string[] => [...document.querySelectorAll<HTMLElement>("figure[data-camera]")].map((tile) => tile.dataset["camera"] ?? "");
const input = (name: string): unknown => room.asked.findLast((each) => each.name === name)?.input;

test("each camera stands in the list with how it does and why; the first four are seen", async () => {
  await begin(["operator"]);
  await shown.says("Đập Đá");
  expect(line(1)?.textContent).toMatch(/mất tín hiệu · sai tài khoản hoặc mật khẩu/);
  expect(line(1)?.dataset["state"]).toBe("lost");
  expect(line(0)?.dataset["state"]).toBe("live");
  expect(line(5)?.textContent).toContain("đã tắt");
  expect(tiles()).toHaveLength(4);
  expect(shown.find("button", "Thêm camera")).toBeUndefined();
  expect(shown.find("button", "Sửa")).toBeUndefined();
});

test("a picture that does not change, a clock that runs away and the share of time with a picture stand in the camera's line", async () => {
  await begin(["operator"]);
  room.answers["camera:list"] = () => ok({ cameras: cameras.map((camera, n) => ({
    camera, states: { main: { ...LIVE, ...(n === 0 && { picture: "still" as const, clockOff: -90_500, drift: 2400 }), ...(n === 2 && { picture: "plain" as const }) } },
    health: { main: { watched: 7_200_000, up: 0.98765, outages: 3 } },
  })) });
  room.happen({ kind: "backend:started", version: "1", site: SiteId.parse("hue"), clean: true });
  await shown.says("HÌNH KHÔNG ĐỔI");
  expect(line(0)?.textContent).toMatch(/có hình 98,7 % \/ 2 giờ · mất 3 lần · giờ camera lệch 90,5 s · giờ lệch thêm 2,4 s mỗi giờ/);
  expect(line(2)?.textContent).toContain("TỐI HOẶC BỊ CHE");
  expect(line(3)?.textContent).not.toMatch(/lệch|KHÔNG ĐỔI/);
});

test("pressed in the list a camera comes in or goes; the layout and the choice outlive the panel", async () => {
  await begin(["operator"]);
  await until(() => tiles().length === 4);
  const before = tiles();
  const out = before[0]!;
  document.querySelector<HTMLElement>(`[data-camera-line="${out}"] button`)?.click();
  await until(() => !tiles().includes(out));
  await shown.press("9 ô");
  document.querySelector<HTMLElement>(`[data-camera-line="${out}"] button`)?.click();
  await until(() => tiles().at(-1) === out);
  const chosen = tiles();
  shown.close();
  shown = show(<Cameras />);
  await until(() => tiles().length === chosen.length);
  expect(tiles()).toEqual(chosen);
  expect(document.querySelector("[aria-checked=true]")?.textContent).toBe("9");
});

test("a tile's button enlarges it and rests the others; Escape leads back", async () => {
  await begin(["operator"]);
  await until(() => tiles().length === 4 && workers.told().filter((each) => each.is === "visible" && each.on).length >= 4);
  await shown.press("Phóng to: ");
  await until(() => document.querySelectorAll("[data-large]").length === 1);
  expect(document.querySelector("[data-large] figure")?.getAttribute("data-camera")).toBe(tiles()[0]);
  const off = (): number => new Set(workers.told().filter((each) => each.is === "visible" && !each.on).map((each) => ("tile" in each ? each.tile : 0))).size;
  await until(() => off() >= 3);
  strike("Escape");
  await until(() => document.querySelectorAll("[data-large]").length === 0);
});

test("more cameras than tiles: they are turned by hand or by themselves; a pressed tile comes into the large one", async () => {
  await begin(["operator"]);
  await until(() => tiles().length === 4);
  const first = tiles();
  await shown.press("Trang sau");
  await until(() => tiles().join() !== first.join());
  await shown.says("2/2");
  await shown.press("Trang trước");
  await until(() => tiles().join() === first.join());
  await shown.press("Tự chuyển");
  await until(() => document.querySelector("[data-turning]") !== null);
  await shown.press("1+5 ô");
  await until(() => tiles().length === 5);
  const [large, , third] = tiles();
  expect(document.querySelector("[data-spot] figure")?.getAttribute("data-camera")).toBe(large);
  document.querySelector<HTMLElement>(`[data-place="${third}"] [data-to-spot]`)?.click();
  await until(() => document.querySelector("[data-spot] figure")?.getAttribute("data-camera") === third);
  expect(new Set(tiles()).size).toBe(5);
});

test("key I shows every tile's figures, and hides them", async () => {
  await begin(["operator"]);
  await until(() => workers.open().length === 4);
  workers.report({ age: 50 });
  expect(document.querySelector("[data-read-out]")).toBeNull();
  strike("i");
  await until(() => document.querySelector("[data-read-out]") !== null);
  strike("i");
  await until(() => document.querySelector("[data-read-out]") === null);
});

test("H-11.2 K asks into which open case a clip goes, and says where there is none; who may not keep pictures has no button", async () => {
  keep({ ...AT_FIRST, layout: 1 });
  await begin(["operator"]);
  await until(() => document.querySelectorAll("[data-keep=clip]").length === 1);
  strike("k");
  await shown.says("Chưa có vụ việc nào đang mở");
  expect(room.asked.some((each) => each.name === "camera:clip")).toBe(false);
  strike("Escape");
  await until(() => document.querySelector("[role=dialog]") === null);
  shown.close();
  await room.stop();
  await begin(["technician"]);
  await until(() => tiles().length === 1);
  expect(document.querySelector("[data-keep]")).toBeNull();
});

test("a technician adds a camera; what is wrong is marked and nothing sent; its login goes out once", async () => {
  await begin(["technician"]);
  await shown.press("Thêm camera");
  await shown.type("Mã", "cam-9");
  await shown.press("Lưu");
  await shown.says("chưa đúng");
  expect(room.asked.some((each) => each.name === "camera:save")).toBe(false);
  await shown.type("Tên", "Cống Phú Cam");
  // "Tên" is the beginning of other labels too: the first such field is the name.
  await shown.type("Kinh độ", "107,6");
  await shown.type("Vĩ độ", "16,45");
  await shown.type("Luồng chính", "rtsp://10.0.0.9:554/ch1");
  await shown.type("Tên đăng nhập camera", "admin");
  await shown.type("Mật khẩu camera", "bi-mat");
  await shown.press("Lưu");
  await until(() => room.asked.some((each) => each.name === "camera:save"));
  expect(input("camera:save")).toEqual({ camera: expect.objectContaining({ id: "cam-9", name: "Cống Phú Cam", position: [107.6, 16.45], streams: { main: { url: "rtsp://10.0.0.9:554/ch1" } }, transport: "tcp" }), login: { user: "admin", password: "bi-mat" }, version: 0 });
  await until(() => document.querySelector("[role=dialog]") === null);
  expect(document.body.innerHTML).not.toContain("bi-mat");
});

test("a camera found in the network is read into the form; who looks it over may take other streams, and saves", async () => {
  await begin(["technician"]);
  const profile = (token: string, width: number, height: number) => ({ token, name: token, codec: "H264", width, height, fps: 25, url: `rtsp://10.0.0.9:554/${token}`, turns: false });
  room.answers["camera:discover"] = () => ok({ found: [{ address: "http://10.0.0.9/onvif/device_service", name: "KD-1" }] });
  room.answers["camera:profiles"] = () => ok({ profiles: [profile("lon", 1920, 1080), profile("vua", 1280, 720), profile("nho", 640, 360)], main: 0, sub: 2, clockOff: -90_000 });
  await shown.press("Thêm camera");
  await shown.type("Mã", "cam-9");
  await shown.press("Tìm camera");
  await shown.press("KD-1");
  await until(() => shown.find("button", "Đọc từ camera")?.matches(":disabled") === false);
  await shown.type("Tên đăng nhập camera", "admin");
  await shown.type("Mật khẩu camera", "bi-mat");
  await shown.press("Đọc từ camera");
  await shown.says("Đồng hồ camera chậm");
  expect(input("camera:profiles")).toEqual({ address: "http://10.0.0.9/onvif/device_service", login: { user: "admin", password: "bi-mat" } });
  await shown.type("Kinh độ", "107,6");
  await shown.type("Vĩ độ", "16,45");
  await shown.press("Lưu");
  await until(() => room.asked.some((each) => each.name === "camera:save"));
  expect(input("camera:save")).toMatchObject({ camera: { id: "cam-9", name: "KD-1", streams: { main: { url: "rtsp://10.0.0.9:554/lon" }, sub: { url: "rtsp://10.0.0.9:554/nho" } }, transport: "tcp" } });
});

test("a camera that cannot be read says why, and the form stays as it is", async () => {
  await begin(["technician"]);
  room.answers["camera:discover"] = () => ok({ found: [] });
  room.answers["camera:profiles"] = () => ({ ok: false, fault: { code: "unavailable", detail: "camera: unauthorized" } });
  await shown.press("Sửa Cầu Trường Tiền");
  await shown.press("Tìm camera");
  await shown.says("Không camera nào trả lời");
  await shown.type("Địa chỉ ONVIF", "http://10.0.0.5/onvif/device_service");
  await shown.press("Đọc từ camera");
  await shown.says("camera không nhận tài khoản hoặc mật khẩu này");
  expect(input("camera:profiles")).toEqual({ address: "http://10.0.0.5/onvif/device_service", cameraId: "cam-0" });
});

test("editing keeps the login unless one is typed; a camera is removed on a second press", async () => {
  await begin(["technician"]);
  await shown.press("Sửa Cầu Trường Tiền");
  await shown.says("Đang giữ một tài khoản");
  await shown.press("Lưu");
  await until(() => room.asked.some((each) => each.name === "camera:save"));
  expect(input("camera:save")).not.toHaveProperty("login");
  expect(input("camera:save")).toMatchObject({ version: 2 });
  await shown.press("Sửa Cầu Trường Tiền");
  await shown.press("Xóa camera");
  expect(room.asked.some((each) => each.name === "camera:remove")).toBe(false);
  await shown.press("Xóa hẳn Cầu Trường Tiền?");
  await until(() => room.asked.some((each) => each.name === "camera:remove"));
  expect(input("camera:remove")).toEqual({ cameraId: "cam-0" });
});

test("without a camera it says so; without a list why, and a way to try again", async () => {
  await begin(["operator"], []);
  await shown.says("Chưa có camera nào");
  shown.close();
  room.answers["camera:list"] = () => ({ ok: false, fault: { code: "forbidden", permission: "camera:list" } });
  shown = show(<Cameras />);
  await until(() => document.querySelector("[data-state=error]") !== null);
  expect(shown.find("button", "Thử lại")).toBeDefined();
});

test("a camera that is added takes a free place behind the others, whatever its name; in the list those without a picture come first", async () => {
  await begin(["operator"]);
  keep({ ...AT_FIRST, layout: 64 });
  shown.close();
  shown = show(<Cameras />);
  await until(() => tiles().length === 5);
  const before = tiles();
  expect(document.querySelector("[data-drawn]")?.textContent).toContain("5 camera: vẽ 9 ô");
  const added = Camera.parse({ ...cameras[0], id: "cam-new", name: "An Cựu" });
  room.answers["camera:list"] = () => ok({ cameras: [...cameras, added].map((camera, n) => ({ camera, states: states(n) })) });
  room.happen({ kind: "backend:started", version: "1", site: SiteId.parse("hue"), clean: true });
  await until(() => tiles().length === 6);
  expect(tiles()).toEqual([...before, "cam-new"]);
  expect([...document.querySelectorAll<HTMLElement>("[data-camera-line]")].slice(0, 2).map(({ dataset }) => dataset["cameraLine"])).toEqual(["cam-1", "cam-new"]);
});
