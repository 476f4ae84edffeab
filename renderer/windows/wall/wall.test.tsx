import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Camera } from "#contract/camera";
import type { Cell, Wall as WallDocument, WallSettings } from "#contract/wall";
import { MonitorId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { emptyWall, NO_SETTINGS, wallOf } from "#contract/wall-fold";
import { openAlarm } from "../../../test/kit/open-alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { attendance, cell, monitor } from "../../../test/kit/walls.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { setLanguage } from "../../design/i18n.ts";
import { link, serverNow, unseated } from "../../live/socket.ts";
import { Wall } from "./wall.tsx";

let room: WindowRoom | undefined;
let page: Shown | undefined;

beforeEach(() => {
  setLanguage("vi");
});
afterEach(async () => {
  page?.close();
  page = undefined;
  await room?.stop();
  room = undefined;
});

async function open(wish: Partial<WallDocument> = {}, alarms = [openAlarm(1, { priority: "emergency" })], shownOn = "m1", answers: NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"] = {}): Promise<Shown> {
  const document = { ...wallOf(emptyWall()), monitors: [monitor(1)], attendances: [attendance(1, 1)], ...wish };
  room = await openWindowRoom({ alarms, roles: ["shift-lead"], snapshot: { wall: document }, answers: { ...answers, "wall:attend": () => ok({ monitorId: MonitorId.parse(shownOn) }) } });
  page = show(<Wall />);
  return page;
}
const cellOf = (id: string): HTMLElement | null => document.querySelector(`[data-cell="${id}"][data-phase="on"]`);
const shown = (id: string): Promise<void> => until(() => cellOf(id) !== null, 5000, () => document.body.innerHTML.slice(0, 3000));
const CLOCK = { kind: "clock" };
function edit(before: Cell, changes: Partial<Cell>): Cell {
  const after = { ...before, ...changes };
  room?.happen({ kind: "wall:edited", deed: "put", changes: [{ part: "cell", id: before.id, before, after }] });
  return after;
}
function set(changes: Partial<WallSettings>): void {
  room?.happen({ kind: "wall:edited", deed: "settings", changes: [{ part: "settings", before: NO_SETTINGS, after: { ...NO_SETTINGS, ...changes } }] });
}

describe("a wall's window", () => {
  test("attends with its screen and shows its monitor's cells; clock, link, banners and the top alarm stand outside of them (H-6.3)", async () => {
    const { says } = await open({ cells: [cell("c1", 1, [{ kind: "alarm-board", title: "Bảng trực" }])] });
    await shown("c1");
    await says("Bảng trực");
    const asked = room?.asked.find((each) => each.name === "wall:attend");
    expect(asked?.input).toMatchObject({ screen: { key: expect.stringMatching(/^web:[0-9a-f]{12}$/) } });
    const bar = document.querySelector("header")!;
    expect(bar.textContent).toContain("Mực nước 1");
    expect(bar.querySelector("time")).not.toBeNull();
    expect(document.querySelector("main")?.contains(bar)).toBe(false);
  });

  test("no key and no press reaches a cell", async () => {
    await open({ cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    expect(document.querySelector("main")?.hasAttribute("inert")).toBe(true);
    const before = room?.asked.length;
    for (const key of ["Enter", "a", "F3", " ", "Tab", "Escape"]) strike(key);
    expect(room?.asked.length).toBe(before);
    expect(document.activeElement === null || document.activeElement === document.body).toBe(true);
  });

  test("a screen without a place says which one it is and waits; once it has one it shows it", async () => {
    room = await openWindowRoom({ snapshot: { wall: { ...wallOf(emptyWall()), monitors: [monitor(1)], cells: [cell("c1", 1, [CLOCK])] } }, answers: { "wall:attend": () => fail({ code: "unknown-id", kind: "screen", id: "x" }) } });
    page = show(<Wall />);
    await page.says("đang chờ được xếp vào tường");
    expect(page.text()).toMatch(/web:[0-9a-f]{12}/);
    room.answers["wall:attend"] = () => ok({ monitorId: MonitorId.parse("m1") });
    await shown("c1");
    expect(page.text()).not.toContain("đang chờ");
  });

  test("after the link was cut it attends again, and shows what it showed meanwhile", async () => {
    await open({ cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    const attends = () => room?.asked.filter((each) => each.name === "wall:attend").length ?? 0;
    const before = attends();
    room?.cut();
    await until(() => attends() > before);
    expect(cellOf("c1")).not.toBeNull();
  });

  test("a window whose monitor a newer one took says so, shows nothing of it, and does not take it back", async () => {
    await open({ cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    unseated.set(MonitorId.parse("m1"));
    await page!.says("đang hiển thị ở một cửa sổ khác");
    expect(document.querySelector("[data-cell]")).toBeNull();
    const attends = () => room?.asked.filter((each) => each.name === "wall:attend").length;
    const before = attends();
    const fetched = room?.asked.filter((each) => each.name === "snapshot:get").length ?? 0;
    room?.cut();
    await until(() => (room?.asked.filter((each) => each.name === "snapshot:get").length ?? 0) > fetched);
    expect(attends()).toBe(before);
    unseated.set(undefined);
  });

  test("a window whose monitor a newer one took shows it again as soon as that one is gone", async () => {
    await open({ cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    unseated.set(MonitorId.parse("m1"));
    await page!.says("đang hiển thị ở một cửa sổ khác");
    const newer = { ...attendance(1, 1), since: 5 };
    room?.happen({ kind: "wall:attended", attendance: newer });
    const attends = () => room?.asked.filter((each) => each.name === "wall:attend").length ?? 0;
    const before = attends();
    room?.happen({ kind: "wall:left", monitorId: newer.monitorId, displayId: newer.displayId, cause: "window-gone" });
    await until(() => attends() > before);
    await shown("c1");
    expect(page!.text()).not.toContain("cửa sổ khác");
  });

  test("a window whose monitor a newer one took while the link was cut learns of its end from the room fetched anew", async () => {
    await open({ cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    unseated.set(MonitorId.parse("m1"));
    await page!.says("đang hiển thị ở một cửa sổ khác");
    const fetched = room!.answers["snapshot:get"]!;
    room!.answers["snapshot:get"] = async (input) => {
      const answer = await fetched(input);
      return answer.ok ? ok({ ...answer.value, wall: { ...answer.value.wall, attendances: [{ ...attendance(1, 1), leftAt: 9, leftCause: "backend-restarted" as const }] } }) : answer;
    };
    room!.cut();
    await shown("c1");
    expect(page!.text()).not.toContain("cửa sổ khác");
  });

  test("a monitor that is off is black with the time alone", async () => {
    await open({ monitors: [monitor(1, { role: "off" })], cells: [cell("c1", 1, [CLOCK])] });
    await until(() => document.querySelector("[data-off]") !== null);
    expect(document.querySelector("[data-cell]")).toBeNull();
    expect(document.querySelectorAll("time")).toHaveLength(1);
  });

  test("identify shows number and name over the cells until its time is over; it does not cover the bar with top alarm and banners", async () => {
    await open({ monitors: [monitor(1, { number: 7, name: "Trái trên" })], cells: [cell("c1", 1, [CLOCK])] });
    await shown("c1");
    set({ identifyUntil: serverNow() + 1200 });
    await until(() => document.querySelector("[data-identify]")?.textContent === "7Trái trên");
    // It fills the box that the cells are in; the bar stands before that.
    const box = document.querySelector("[data-identify]")!.parentElement!;
    expect(box.contains(document.querySelector("header"))).toBe(false);
    expect(box.contains(cellOf("c1"))).toBe(true);
    await until(() => document.querySelector("[data-identify]") === null, 5000);
    expect(cellOf("c1")).not.toBeNull();
  });
});

describe("a cell", () => {
  test("a link cut for 30 s covers what is sensitive and says why; the rest stays", async () => {
    await open({ cells: [cell("c1", 1, [{ kind: "clock", title: "Giờ", sensitive: true }], { w: 30 }), cell("c2", 1, [CLOCK], { x: 30, w: 30 })] });
    await shown("c1");
    const cutFor = async (ms: number): Promise<boolean> => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      link.set({ ...link.get(), state: "stale" });
      await vi.advanceTimersByTimeAsync(ms);
      vi.useRealTimers();
      return cellOf("c1")?.dataset["covered"] !== undefined;
    };
    expect(await cutFor(29_000)).toBe(false);
    link.set({ ...link.get(), state: "connected" });
    await until(() => document.querySelector("[data-link=connected]") !== null);
    // The room's own pulse may link the window again in between: then the cut begins anew.
    for (let n = 0; n < 5 && !(await cutFor(31_000)); n++) await page!.says("");
    await page!.says("Mất liên lạc – che theo quy định riêng tư");
    expect(cellOf("c1")?.textContent).not.toContain("Giờ");
    expect(cellOf("c2")?.dataset["covered"]).toBeUndefined();
    room?.pulse();
    await until(() => cellOf("c1")?.dataset["covered"] === undefined);
  });

  test("a panel of a kind this version does not know, or with settings that are wrong, says so; neighbours go on", async () => {
    const { says } = await open({ cells: [cell("c1", 1, [{ kind: "hologram" }], { w: 20 }), cell("c2", 1, [{ kind: "alarm-board", settings: { priorities: "gấp" } }], { x: 20, w: 20 }), cell("c3", 1, [CLOCK], { x: 40, w: 20 })] });
    await says("không có bảng “hologram”");
    await says("Thiết lập của bảng chưa đúng");
    await until(() => cellOf("c3")?.querySelector("time") !== null);
    expect(document.querySelectorAll("[data-says=problem]")).toHaveLength(2);
  });

  test("a panel that throws says what, goes on trying, and hurts no neighbour", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
    // An instant that no calendar has: what writes it as a time throws.
    const broken = openAlarm(2, { priority: "routine", raisedAt: 9e15 });
    const { says } = await open({ cells: [cell("c1", 1, [{ kind: "alarm-board" }], { w: 30 }), cell("c2", 1, [CLOCK], { x: 30, w: 30 })] }, [openAlarm(1, { priority: "emergency" }), broken]);
    await says("Bảng này gặp lỗi");
    await says("Tự thử lại sau 2 giây");
    expect(cellOf("c2")?.querySelector("time")).not.toBeNull();
    expect(document.querySelector("header")?.textContent).toContain("Mực nước 1");
    room?.happen({ kind: "alarm:raised", alarm: { ...broken, raisedAt: Date.now() } });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 2") === true, 5000);
    quiet.mockRestore();
  });

  test("blanked it shows nothing of its panel, and says that it is off", async () => {
    const first = cell("c1", 1, [{ kind: "alarm-board" }]);
    await open({ cells: [first] });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 1") === true);
    edit(first, { blank: true });
    await until(() => cellOf("c1")?.textContent === "Ô đã tắt");
    expect(cellOf("c1")?.querySelector("[data-panel]")).toBeNull();
  });

  test("a privacy key that a full disk holds back covers all the same", async () => {
    await open({ cells: [cell("c1", 1, [{ kind: "alarm-board", sensitive: true }])] });
    await shown("c1");
    const hidden = (): boolean => cellOf("c1")?.querySelector("[data-panel]")?.hasAttribute("data-hidden") === true;
    expect(hidden()).toBe(false);
    room?.pulse({ disk: "disk-full", heldPrivacy: true });
    await until(hidden);
    expect(cellOf("c1")?.textContent).toContain("Đã che nội dung riêng tư");
  });

  test("the privacy key covers sensitive cells at once, even while a cut waits, and no others", async () => {
    const secret = cell("c1", 1, [{ kind: "alarm-board", sensitive: true }], { w: 30 });
    await open({ cells: [secret, cell("c2", 1, [{ kind: "alarm-board" }], { x: 30, w: 30 })] });
    await shown("c1");
    const covered = () => cellOf("c1")?.textContent?.includes("Đã che nội dung riêng tư") === true;
    set({ privacy: true });
    await until(covered);
    expect(cellOf("c1")?.querySelector("[data-panel]")?.hasAttribute("data-hidden")).toBe(true);
    expect(cellOf("c2")?.querySelector("[data-panel]")?.hasAttribute("data-hidden")).toBe(false);
    set({ privacy: false });
    await until(() => cellOf("c1")?.querySelector("[data-panel]")?.hasAttribute("data-hidden") === false);
    // With the cut the cell goes: seen covered, it was so before.
    room?.happen({ kind: "wall:edited", deed: "cut", cutAt: serverNow() + 1900, changes: [{ part: "cell", id: secret.id, before: secret }] });
    set({ privacy: true });
    let inTime = false;
    await until(() => (inTime ||= covered()) || cellOf("c1") === null);
    expect(inTime).toBe(true);
  });

  test("frozen it shows what it showed, with the mark and since when; released it shows what is now", async () => {
    const first = cell("c1", 1, [{ kind: "alarm-board" }], { w: 30 });
    await open({ cells: [first, cell("c2", 1, [{ kind: "alarm-board" }], { x: 30, w: 30 })] });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 1") === true);
    const frozen = edit(first, { frozenAt: serverNow() });
    await until(() => cellOf("c1")?.querySelector("[data-mark=frozen]") !== null);
    expect(cellOf("c1")?.querySelector("[data-mark=frozen]")?.textContent).toMatch(/Đóng băng từ \d\d:\d\d:\d\d/);
    room?.happen({ kind: "alarm:raised", alarm: openAlarm(2, { priority: "emergency", raisedAt: Date.now() }) });
    await until(() => cellOf("c2")?.textContent?.includes("Mực nước 2") === true);
    expect(cellOf("c1")?.textContent).not.toContain("Mực nước 2");
    const { frozenAt: _, ...released } = frozen;
    room?.happen({ kind: "wall:edited", deed: "freeze", changes: [{ part: "cell", id: first.id, before: frozen, after: released }] });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 2") === true);
    expect(cellOf("c1")?.querySelector("[data-mark=frozen]")).toBeNull();
  });

  test("a window that began after the freeze never passes live values off as the frozen picture", async () => {
    const { says } = await open({ cells: [cell("c1", 1, [{ kind: "alarm-board" }], { frozenAt: 1_000 })] });
    await says("hình đã giữ không còn");
    expect(cellOf("c1")?.querySelector("[data-panel]")).toBeNull();
  });

  test("a lost monitor's cell is shown on the other and says whose it is", async () => {
    await open({
      monitors: [monitor(1), monitor(3, { whenLost: { how: "share", to: MonitorId.parse("m1") } })],
      attendances: [attendance(1, 1), attendance(3, 1, { leftAt: 2, leftCause: "unplugged" })],
      cells: [cell("c1", 1, [CLOCK]), cell("c3", 3, [{ kind: "alarm-board" }])],
    });
    await until(() => cellOf("c3")?.querySelector("[data-mark=lost]")?.textContent === "của màn hình 3");
    expect(cellOf("c3")?.style.inlineSize).toBe("50%");
    expect(cellOf("c1")?.querySelector("[data-mark=lost]")).toBeNull();
  });

  test("a carousel's next panel is there before its turn; the one that leaves is taken away", async () => {
    await open({ cells: [cell("c1", 1, [{ kind: "clock", title: "Một" }, { kind: "alarm-board", title: "Hai" }], { dwell: 3 })] });
    await shown("c1");
    const titles = () => [...document.querySelectorAll("[data-cell=c1]")].map((each) => `${each.getAttribute("data-phase")} ${each.querySelector("h2")?.textContent}`).sort();
    const seen = new Set<string>();
    await until(() => {
      seen.add(titles().join(", "));
      return seen.has("coming Hai, on Một") && seen.has("coming Một, on Hai");
    }, 9000, () => [...seen].join(" / "));
    for (const each of seen) expect(each).toContain("on ");
  });

  test("a cell that spans two monitors is laid out whole on each, and shifted", async () => {
    await open({ monitors: [monitor(1), monitor(2)], attendances: [attendance(1, 1), attendance(2, 1)], cells: [cell("c1", 1, [CLOCK], { w: 120 })] }, [], "m2");
    await shown("c1");
    expect([cellOf("c1")?.style.insetInlineStart, cellOf("c1")?.style.inlineSize]).toEqual(["-100%", "200%"]);
  });

  test("a picture that names itself has its whole cell; a head comes only with something to say", async () => {
    const camera = Camera.parse({ id: "cau", name: "Cầu Trường Tiền", position: [107.59, 16.46], streams: { main: { url: "rtsp://c.test/1" } }, version: 1, secured: false });
    const panel = { kind: "camera", title: "Ngã ba Đập Đá", settings: { cameraIds: [camera.id] } };
    await open({ cells: [cell("c1", 1, [panel])] }, [], "m1", { "camera:list": () => ok({ cameras: [{ camera, states: { main: { is: "idle", since: 0 } } }] }) });
    await until(() => cellOf("c1")?.querySelector("figcaption")?.textContent?.includes("Ngã ba Đập Đá") === true, 5000, () => document.body.innerHTML.slice(0, 3000));
    expect(cellOf("c1")?.querySelector("header")).toBeNull();
    edit(cell("c1", 1, [panel]), { frozenAt: serverNow() });
    await until(() => cellOf("c1")?.querySelector("header [data-mark=frozen]") !== null);
  });

  test("behind a broken link a picture that tells itself keeps its whole cell: the window's sign and the picture say it", async () => {
    const camera = Camera.parse({ id: "cau", name: "Cầu Trường Tiền", position: [107.59, 16.46], streams: { main: { url: "rtsp://c.test/1" } }, version: 1, secured: false });
    await open({ cells: [cell("c1", 1, [{ kind: "camera", settings: { cameraIds: [camera.id] } }]), cell("c2", 1, [{ kind: "alarm-board" }])] }, [], "m1", { "camera:list": () => ok({ cameras: [{ camera, states: { main: { is: "idle", since: 0 } } }] }) });
    await until(() => cellOf("c1")?.textContent?.includes("Cầu Trường Tiền") === true && cellOf("c2") !== undefined);
    room!.answers["snapshot:get"] = () => fail({ code: "unavailable", detail: "x" });
    room!.cut();
    await until(() => /mất kết nối/.test(cellOf("c2")?.querySelector("[data-mark=stale]")?.textContent ?? ""));
    expect(cellOf("c1")?.querySelector("header")).toBeNull();
    expect(document.querySelector("[data-link]")?.getAttribute("data-link")).not.toBe("connected");
  });

  test("a camera that was removed is told as a loss is, by its id, alone and among others", async () => {
    const camera = Camera.parse({ id: "cau", name: "Cầu Trường Tiền", position: [107.59, 16.46], streams: { main: { url: "rtsp://c.test/1" } }, version: 1, secured: false });
    await open({ cells: [cell("c1", 1, [{ kind: "camera", settings: { cameraIds: ["da-xoa"] } }]), cell("c2", 1, [{ kind: "camera", settings: { cameraIds: ["cau", "da-xoa"], together: true } }])] }, [], "m1", { "camera:list": () => ok({ cameras: [{ camera, states: { main: { is: "idle", since: 0 } } }] }) });
    for (const id of ["c1", "c2"]) await until(() => cellOf(id)?.querySelector("[role=alert]")?.textContent === "✕ không còn camera này da-xoa", 5000, () => cellOf(id)?.innerHTML ?? "");
    expect(cellOf("c2")?.querySelector("figcaption")?.textContent).toContain("Cầu Trường Tiền");
  });

  test("behind a broken link every cell tells its age and why (invariant 7)", async () => {
    await open({ cells: [cell("c1", 1, [{ kind: "alarm-board" }])] });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 1") === true);
    room!.answers["snapshot:get"] = () => fail({ code: "unavailable", detail: "x" });
    room!.cut();
    await until(() => /Số liệu cũ .*mất kết nối/.test(cellOf("c1")?.querySelector("[data-mark=stale]")?.textContent ?? ""));
    expect(document.querySelector("[data-link]")?.getAttribute("data-link")).not.toBe("connected");
  });
});
