import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MonitorId } from "#contract/ids";
import { ok } from "#contract/result";
import type { Cell } from "#contract/wall";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { openAlarm } from "../../../test/kit/open-alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { attendance, cell, monitor } from "../../../test/kit/walls.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { setLanguage } from "../../design/i18n.ts";
import { serverNow } from "../../live/socket.ts";
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

async function open({ cells }: { cells: Cell[] }): Promise<void> {
  const document = { ...wallOf(emptyWall()), monitors: [monitor(1)], attendances: [attendance(1, 1)], cells };
  room = await openWindowRoom({ alarms: [openAlarm(1, { priority: "emergency" })], roles: ["shift-lead"], snapshot: { wall: document }, answers: { "wall:attend": () => ok({ monitorId: MonitorId.parse("m1") }) } });
  page = show(<Wall />);
}
const cellOf = (id: string): HTMLElement | null => document.querySelector(`[data-cell="${id}"][data-phase="on"]`);
const shown = (id: string): Promise<void> => until(() => cellOf(id) !== null, 5000, () => document.body.innerHTML.slice(0, 3000));
const CLOCK = { kind: "clock", settings: {}, sensitive: false };
function edit(before: Cell, changes: Partial<Cell>): void {
  room?.happen({ kind: "wall:edited", deed: "put", changes: [{ part: "cell", id: before.id, before, after: { ...before, ...changes } }] });
}

describe("a cut", () => {
  test("shows the new cells at its instant, not before, and keeps the elements of those that stay", async () => {
    const stays = cell("c1", 1, [{ kind: "alarm-board" }], { w: 30 });
    const goes = cell("c2", 1, [CLOCK], { x: 30, w: 30 });
    await open({ cells: [stays, goes] });
    await shown("c2");
    const element = cellOf("c1");
    const comes = cell("c9", 1, [{ kind: "key-figures" }], { x: 20, w: 40 });
    const cutAt = serverNow() + 1900;
    room?.happen({ kind: "wall:edited", deed: "cut", cutAt, changes: [
      { part: "cell", id: stays.id, before: stays, after: { ...stays, w: 20 } }, { part: "cell", id: goes.id, before: goes }, { part: "cell", id: comes.id, after: comes },
    ] });
    await until(() => document.querySelector('[data-cell=c9][data-phase="coming"]') !== null);
    expect(cellOf("c2")).not.toBeNull();
    await until(() => cellOf("c9") !== null);
    expect(serverNow()).toBeGreaterThanOrEqual(cutAt);
    expect(cellOf("c2")).toBeNull();
    expect(cellOf("c1")).toBe(element);
    expect(cellOf("c1")?.style.inlineSize).toBe("33.3333%");
  });

  test("what it took away rests unseen and still, and is of now when it is cut back to", async () => {
    const board = cell("c1", 1, [{ kind: "alarm-board" }]);
    await open({ cells: [board] });
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 1") === true);
    const element = cellOf("c1");
    edit(board, { panels: [CLOCK] });
    const resting = (): HTMLElement | null => document.querySelector("[data-cell=c1][data-phase=resting]");
    await until(() => resting() !== null, 5000);
    room?.happen({ kind: "alarm:raised", alarm: openAlarm(2, { priority: "emergency", raisedAt: Date.now() }) });
    await until(() => document.querySelector("header")?.textContent?.includes("Mực nước 2") === true);
    expect(resting()?.textContent).not.toContain("Mực nước 2");
    expect(resting()?.getAttribute("aria-hidden")).toBe("true");
    edit(board, {});
    await until(() => cellOf("c1")?.textContent?.includes("Mực nước 2") === true);
    expect(cellOf("c1")).toBe(element);
  });

  test("a cell without a true picture yet says that it is being drawn", async () => {
    await open({ cells: [cell("c1", 1, [{ kind: "picture", settings: { fileId: "a".repeat(64), fit: "contain" } }], { w: 30 }), cell("c2", 1, [CLOCK], { x: 30, w: 30 })] });
    await shown("c1");
    await until(() => cellOf("c1")?.querySelector("[data-mark=drawing]")?.textContent === "Đang vẽ…");
    await until(() => cellOf("c2")?.querySelector("[data-mark=drawing]") === null);
    expect(cellOf("c1")?.querySelector("[data-mark=drawing]")).not.toBeNull();
  });
});
