import { afterEach, beforeEach, expect, test } from "vitest";
import { Camera } from "#contract/camera";
import { ok } from "#contract/result";
import { fakeWorkers, type FakeWorkers } from "../../test/kit/fake-video-worker.ts";
import { until } from "../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../test/kit/window-room.ts";
import { CameraTile } from "./camera-tile.tsx";

const CAMERA = Camera.parse({ id: "cam-1", name: "Cầu Trường Tiền", position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" }, sub: { url: "rtsp://10.0.0.5/sub" } }, sensitive: true, version: 1, secured: false });

let workers: FakeWorkers;
let room: WindowRoom;
let shown: Shown;
beforeEach(async () => {
  workers = fakeWorkers();
  room = await openWindowRoom({ answers: { "video:ticket": () => ok({ ticket: "ve-1", path: "/video", until: Date.now() + 30_000 }) } });
  shown = show(<CameraTile camera={CAMERA} readOut />);
  await until(() => workers.open().length === 1);
});
afterEach(async () => {
  shown.close();
  workers.stop();
  await room.stop();
});
const tile = (): HTMLElement => document.querySelector<HTMLElement>("[data-camera]")!;
const badge = (): string | undefined => document.querySelector("[role=status]")?.textContent ?? undefined;

test("a tile asks for its camera at its size, is seen, and the window gets it a ticket", async () => {
  await until(() => workers.told().some((each) => each.is === "visible" && each.on));
  expect(workers.open()[0]).toMatchObject({ is: "open", camera: "cam-1", has: ["main", "sub"] });
  expect(workers.told().some((each) => each.is === "clock")).toBe(true);
  workers.say({ is: "ticket-please" });
  await until(() => workers.told().some((each) => each.is === "ticket"));
  const told = workers.told().find((each) => each.is === "ticket");
  expect(told).toMatchObject({ ticket: { ticket: "ve-1", url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/video$/) } });
  expect(shown.text()).toContain("Cầu Trường Tiền");
});

test("invariant 7: live it shows its age; standing still, lost, greyed it says so with the age", async () => {
  workers.report({ age: 80 });
  await until(() => tile().dataset["condition"] === "live");
  await until(() => shown.text().includes("< 1 s"));
  expect(badge()).toBeUndefined();
  // No further picture: the badge comes by itself.
  await until(() => (badge() ?? "").includes("HÌNH ĐỨNG"), 4000);
  expect(badge()).toMatch(/HÌNH ĐỨNG [12],\d s/);
  expect(tile().dataset["grey"]).toBeUndefined();
  workers.report({ age: 6000, state: { is: "lost", since: 1, reason: "closed" } });
  await until(() => (badge() ?? "").includes("MẤT TÍN HIỆU"));
  expect(badge()).toMatch(/camera ngắt kết nối · đang nối lại · hình 6,\d s trước/);
  expect(tile().dataset["grey"]).toBe("true");
  workers.report({ age: 50 });
  await until(() => tile().dataset["condition"] === "live" && tile().dataset["grey"] === undefined);
});

test("what nothing here can decode is said in words, and no tile says nothing for long", async () => {
  await until(() => (badge() ?? "").includes("chưa có hình"), 4000);
  expect(tile().dataset["condition"]).toBe("lost");
  workers.report({ age: undefined, unplayable: "hev1.1.6.L93.B0" });
  await until(() => (badge() ?? "").includes("KHÔNG GIẢI MÃ ĐƯỢC"));
});

test("the privacy key covers a sensitive camera at once and stops its pictures; released it goes on", async () => {
  workers.report({ age: 50 });
  await until(() => workers.told().some((each) => each.is === "visible" && each.on));
  room.pulse({ heldPrivacy: true });
  await shown.says("RIÊNG TƯ");
  expect(tile().dataset["covered"]).toBe("true");
  await until(() => workers.told().findLast((each) => each.is === "visible")?.on === false);
  expect(document.querySelector("[data-read-out]")).toBeNull();
  room.pulse({ heldPrivacy: false });
  await until(() => workers.told().findLast((each) => each.is === "visible")?.on === true);
  expect(tile().dataset["covered"]).toBeUndefined();
});

test("a worker that dies is said, and another begun with a new tile", async () => {
  workers.report({ age: 50 });
  await until(() => tile().dataset["condition"] === "live");
  workers.die();
  await shown.says("bộ giải mã khởi động lại");
  await until(() => workers.open().length === 2, 4000);
  expect(document.querySelectorAll("canvas, video")).toHaveLength(1);
  workers.report({ age: 50 });
  await until(() => tile().dataset["condition"] === "live");
});

test("an element that takes no picture any more is made anew by the same worker, and said meanwhile", async () => {
  workers.report({ age: 50 });
  await until(() => tile().dataset["condition"] === "live");
  const old = { element: document.querySelector("canvas, video"), tile: workers.open()[0]!.tile };
  workers.say({ is: "dead", tile: old.tile });
  await shown.says("bộ giải mã khởi động lại");
  await until(() => workers.open().length === 2, 4000);
  expect(workers.open()[1]!.tile).not.toBe(old.tile);
  expect([...document.querySelectorAll("canvas, video")]).toHaveLength(1);
  expect(document.querySelector("canvas, video")).not.toBe(old.element);
  workers.report({ age: 50 });
  await until(() => tile().dataset["condition"] === "live");
});

test("the read-out tells delay, rate, codec and what was dropped", async () => {
  workers.report({ age: 50 });
  await until(() => document.querySelector("[data-read-out]") !== null);
  const text = document.querySelector("[data-read-out]")?.textContent ?? "";
  expect(text).toContain("35 ms");
  expect(text).toContain("phụ · avc1.64001f · 640×360");
  expect(text).toMatch(/Bỏ.*3/);
});

test("a tile of a wall that gets fewer pictures has its sign beside the age, for where its line would hide the picture; what is wrong keeps its line", async () => {
  shown.close();
  shown = show(<CameraTile camera={CAMERA} over />);
  await until(() => workers.open().length === 2);
  workers.report({ age: 400, rationed: true });
  await until(() => tile().dataset["condition"] === "rationed");
  const age = (): HTMLElement | null => document.querySelector("figcaption [title]:last-child");
  expect(age()?.textContent).toContain("◷");
  expect(age()?.title).toMatch(/^GIẢM HÌNH/);
  expect(document.querySelector("[data-fewer]")?.textContent).toContain("GIẢM HÌNH");
  workers.report({ age: 6000, rationed: true, state: { is: "lost", since: 1, reason: "closed" } });
  await until(() => (badge() ?? "").includes("MẤT TÍN HIỆU"));
  expect(document.querySelector("[data-fewer]")).toBeNull();
  expect(age()?.textContent).not.toContain("◷");
});

test("taken away it is closed", () => {
  shown.close();
  expect(workers.told().at(-1)).toMatchObject({ is: "close" });
});
