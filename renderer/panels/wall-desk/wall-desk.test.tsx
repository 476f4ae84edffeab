import { afterEach, expect, test } from "vitest";
import { AccountId, MonitorId, SceneId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { Study, StudyDraft } from "#contract/study";
import { Cell, Monitor, Scene, type Wall } from "#contract/wall";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Notices } from "../../design/notice.tsx";
import { WallDesk } from "./wall-desk.tsx";

const monitor = (n: number, over: object = {}) => Monitor.parse({ id: `m${n}`, number: n, name: `Màn hình ${n}`, role: "wall", at: { x: (n - 1) * 1920, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" }, ...over });
const cell = (id: string, monitorId: string, over: object = {}) => Cell.parse({ id, monitorId, x: 0, y: 0, w: 60, h: 60, panels: [{ kind: "clock" }], rev: 3, ...over });
const screen = (key: string) => ({ key, label: key, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scale: 1, rotation: 0 as const, primary: false });

function aWall(): Wall {
  const wall = wallOf(emptyWall());
  const there = { displayId: "d1", screen: screen("web:1"), since: 1 };
  return { ...wall, monitors: [monitor(1), monitor(2)], cells: [cell("a", "m1"), cell("b", "m2", { panels: [{ kind: "map" }, { kind: "alarm-board", sensitive: true }] })], attendances: [{ ...there, monitorId: "m1" }, { ...there, monitorId: "m2" }] as Wall["attendances"] };
}
let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] & { wall?: Wall } = {}): Promise<void> {
  const { wall = aWall(), ...rest } = wish;
  room = await openWindowRoom({ snapshot: { wall }, ...rest });
  shown = show(<><WallDesk alarmId={undefined} thingId={undefined} onAlarm={() => undefined} onThing={() => undefined} onOpenWalls={() => undefined} /><Notices /></>);
  await shown.says("Cảnh");
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string): unknown[] => room.asked.filter((each) => each.name === name).map((each) => each.input);
const box = (name: string): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>("[data-cell]")].find((each) => each.getAttribute("aria-label")?.startsWith(`Ô ${name}:`));

test("a wall without monitors says how to get one", async () => {
  await begin({ wall: wallOf(emptyWall()) });
  await shown.says("Chưa có màn hình nào trên tường");
  expect(box("1.1")).toBeUndefined();
  await shown.press("Mở cửa sổ tường");
});

test("cells are called by their numbers, with what is in them and what was done to them", async () => {
  await begin();
  await until(() => box("2.1") !== undefined);
  expect(box("1.1")?.getAttribute("aria-label")).toContain("Ô 1.1: Đồng hồ");
  expect(box("2.1")?.getAttribute("aria-label")).toMatch(/nhạy cảm/);
  expect(box("2.1")?.getAttribute("aria-label")).toMatch(/[12]\/2/);
});

test("an edit that came too late tells who was quicker, and is made again on the newest state only when asked to", async () => {
  await begin({ answers: { "wall:operate": () => fail({ code: "conflict", detail: "cell a: rev 9 is in force, not 3; changed by lan: put" }) } });
  await until(() => box("1.1") !== undefined);
  box("1.1")?.click();
  await shown.press("Đóng băng");
  await shown.says("lan vừa đổi ô 1.1 (đặt nội dung). Thay đổi của bạn chưa được ghi.");
  expect(asked("wall:operate")).toHaveLength(1);
  room.answers["wall:operate"] = () => ok({ seq: 10 });
  await shown.press("Làm lại trên trạng thái mới");
  await until(() => asked("wall:operate").length === 2);
  await until(() => !shown.text().includes("lan vừa đổi"));
});

test("undo by key says what came of it; in a field the key belongs to the field", async () => {
  await begin({ answers: { "wall:undo": () => fail({ code: "conflict", detail: "nothing to take back" }) } });
  await until(() => box("1.1") !== undefined);
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')!;
  field.focus();
  strike("z", { ctrlKey: true });
  field.blur();
  strike("z", { ctrlKey: true });
  await shown.says("Không còn thay đổi nào của bạn để hoàn tác");
  expect(asked("wall:undo")).toHaveLength(1);
});

test("who may only look has neither tools nor content to put", async () => {
  await begin({ roles: ["leader"] });
  await shown.says("Chỉ xem");
  await until(() => box("1.1") !== undefined);
  box("1.1")?.focus();
  strike("f");
  box("1.1")?.click();
  await shown.says("Ô 1.1");
  expect(shown.find("button", "Đóng băng")).toBe(undefined);
  expect([...document.querySelectorAll<HTMLButtonElement>("button[data-kind]")].every((each) => each.disabled)).toBe(true);
  expect(asked("wall:operate")).toEqual([]);
});

test.each([["an operator", "operator", true], ["a shift lead", "shift-lead", false]] as const)("under the privacy key %s sees what is marked with its mark, which only a lead takes away", async (_who, role, stays) => {
  await begin({ roles: [role], wall: { ...aWall(), settings: { ...aWall().settings, privacy: true } } });
  await until(() => box("2.1") !== undefined);
  box("2.1")?.click();
  const marks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("ol input[type=checkbox]")];
  await until(() => marks().length === 2);
  // The map is not marked, the board of alarms is: marking more is always free.
  expect(marks().map(({ checked, disabled }) => [checked, disabled])).toEqual([[false, false], [true, stays]]);
});

test("a panel that cannot do without a choice asks for it before it goes into the cell", async () => {
  await begin({ answers: { "wall:operate": () => ok({ seq: 9 }) } });
  await until(() => box("1.1") !== undefined);
  box("1.1")?.click();
  await shown.press("Thông báo");
  await shown.says("Thông báo → ô 1.1");
  await shown.press("Đưa vào ô");
  await shown.says("cần chọn hoặc nhập");
  await shown.type("Lời", "Tập trung tại phòng họp");
  await shown.press("Đưa vào ô");
  await until(() => asked("wall:operate").length === 1);
  expect(asked("wall:operate")).toEqual([{ operations: [{ do: "put", cellId: "a", rev: 3, panels: [{ kind: "text", settings: { text: "Tập trung tại phòng họp" }, sensitive: false }] }] }]);
});

test("a what-if study is chosen by its name, and its option by its own; one that is not shared is not offered", async () => {
  const study = Study.parse({ ...StudyDraft.parse({ name: "Xả thêm 500", shared: true, area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" }, options: [{ id: "a", name: "Để nguyên" }, { id: "b", name: "Đóng cống" }] }), id: "st-1", revision: 2, by: "lan", at: 1 });
  const head = (id: string, name: string, shared: boolean) => ({ id: Study.shape.id.parse(id), name, shared, revision: 2, by: AccountId.parse("lan"), at: 1, options: 2, done: 2 });
  await begin({ answers: { "study:list": () => ok({ studies: [head("st-1", "Xả thêm 500", true), head("st-2", "Của riêng", false)] }), "study:get": () => ok(study), "wall:operate": () => ok({ seq: 9 }) } });
  await until(() => box("1.1") !== undefined);
  box("1.1")?.click();
  await shown.press("Giả định");
  await shown.says("Chỉ nghiên cứu cho cả trung tâm xem");
  await until(() => asked("study:list").length > 0);
  const boxes = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[role=dialog] [role=combobox]")];
  const choose = async (at: number, field: string, name: string): Promise<void> => {
    await until(() => boxes()[at] !== undefined);
    boxes()[at]?.focus();
    await shown.type(field, name);
    const option = (): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>("[role=option]")].find((each) => each.textContent?.includes(name));
    await until(() => option() !== undefined, 20_000);
    option()?.click();
  };
  await choose(0, "Phương án giả định", "Xả thêm 500");
  await until(() => asked("study:get").length > 0);
  expect(document.body.textContent).not.toContain("Của riêng");
  await choose(1, "Phương án (không chọn: so sánh tất cả)", "Đóng cống");
  await shown.press("Đưa vào ô");
  await until(() => asked("wall:operate").length === 1);
  expect(asked("wall:operate")).toMatchObject([{ operations: [{ panels: [{ kind: "study", settings: { studyId: "st-1", optionId: "b" } }] }] }]);
}, 60_000);

test("scenes: saved with a name of their own, cut to by a press, removed after a question", async () => {
  const scene = Scene.parse({ id: "s1", name: "Mưa lũ", version: 3, monitors: [MonitorId.parse("m1")], cells: [], savedAt: 1, key: 2 });
  await begin({ wall: { ...aWall(), scenes: [scene] }, answers: { "wall:cut": () => ok({ seq: 4 }), "wall:scene-remove": () => fail({ code: "conflict", detail: "scene s1: the binding Khẩn cấp cuts to it" }), "wall:scene-save": () => ok({ ...scene, id: SceneId.parse("s2"), name: "Ngày thường", version: 1 }) } });
  await shown.press("Cảnh");
  await shown.says("bản 3");
  await shown.press("Chuyển tường sang cảnh Mưa lũ");
  await shown.says("Đã chuyển tường sang cảnh Mưa lũ");
  await shown.press("Lưu cảnh mới");
  await shown.type("Tên cảnh", "Mưa lũ");
  await shown.says("Đã có cảnh tên này");
  await shown.type("Tên cảnh", "Ngày thường");
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((each) => each.textContent === "Lưu")?.click();
  await shown.says("Đã lưu cảnh Ngày thường, bản 1");
  expect(asked("wall:scene-save")).toMatchObject([{ name: "Ngày thường", monitors: ["m1", "m2"], version: 0 }]);
  await shown.press("Xóa cảnh Mưa lũ");
  expect(asked("wall:scene-remove")).toEqual([]);
  await until(() => document.querySelector("[role=dialog]") !== null);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((each) => each.textContent === "Xóa")?.click();
  await shown.says("Chưa xóa được cảnh “Mưa lũ”: liên kết “Khẩn cấp” đang dùng cảnh này");
});

test("the past is fetched for its instant, marked as past, and put back only after a question", async () => {
  const then = aWall();
  await begin({ answers: {
    "wall:at": ({ at }) => ok({ at, seq: 2, monitors: then.monitors, cells: then.cells, settings: then.settings, attendances: then.attendances, pictures: [] }),
    "fact:recent": () => ok({ facts: [] }), "wall:restore": () => ok({ seq: 5 }),
  } });
  await shown.press("Xem lại");
  await shown.says("QUÁ KHỨ");
  await shown.says("Không có sự kiện nào quanh lúc đó");
  await shown.press("Khôi phục bố cục này");
  expect(asked("wall:restore")).toEqual([]);
  await until(() => document.querySelector("[role=dialog]") !== null);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((each) => each.textContent === "Khôi phục bố cục này")?.click();
  await until(() => asked("wall:restore").length === 1);
  expect(asked("wall:at").at(-1)).toEqual(asked("wall:restore")[0]);
});

test("the privacy key of now covers the past: its cells, their words and settings, and pictures of them", async () => {
  const then = { ...aWall(), cells: [cell("a", "m1"), cell("b", "m2", { panels: [{ kind: "text", title: "Họp kín", settings: { text: "Kế hoạch mật" }, sensitive: true }] })] };
  const now = Date.now();
  await begin({ wall: { ...aWall(), settings: { ...aWall().settings, privacy: true } }, answers: {
    "wall:at": ({ at }) => ok({ at, seq: 2, monitors: then.monitors, cells: then.cells, settings: { ...then.settings, privacy: false }, attendances: then.attendances, pictures: [1, 2].map((n) => ({ monitorId: MonitorId.parse(`m${n}`), at: now - 70_000, sha256: "0" })) }),
    "fact:recent": () => ok({ facts: [] }),
  } });
  await shown.press("Xem lại");
  const pictures = (): string[] => [...document.querySelectorAll("[data-wall] img")].map((each) => each.closest("[data-monitor]")?.getAttribute("data-monitor") ?? "");
  await until(() => pictures().length > 0);
  expect(pictures()).toEqual(["m1"]);
  await until(() => box("2.1")?.dataset["hidden"] !== undefined);
  expect(box("1.1")?.dataset["hidden"]).toBeUndefined();
  box("2.1")?.click();
  await shown.says("đang che: chế độ riêng tư");
  expect(document.body.innerHTML).not.toMatch(/Họp kín|Kế hoạch mật/);
});
