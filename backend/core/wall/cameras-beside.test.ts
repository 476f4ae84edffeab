import { expect, test } from "vitest";
import { Attendance, Cell, Monitor } from "#contract/wall";
import { WallOperation } from "#contract/wall-edit";
import { emptyWall, foldWall, type WallMaps } from "#contract/wall-fold";
import { turnBack } from "./undo.ts";
import { operate } from "./operate.ts";
import { sceneFrom } from "./scenes.ts";

const monitor = (n: number, more: object = {}) => Monitor.parse({ id: `m${n}`, number: n, name: `m${n}`, role: "wall", at: { x: n * 100, y: 0, w: 100, h: 100 }, whenLost: { how: "none" }, rev: 1, ...more });
const cell = (id: string, monitorId: string, kind: string | undefined, more: object = {}) => Cell.parse({ id, monitorId, x: 0, y: 0, w: 30, h: 60, panels: kind === undefined ? [] : [{ kind }], rev: 3, ...more });
function wallOf(monitors: Monitor[], cells: Cell[], seen = monitors): WallMaps {
  const wall = emptyWall();
  for (const one of monitors) wall.monitors.set(one.id, one);
  for (const one of cells) wall.cells.set(one.id, one);
  for (const { id } of seen) wall.attendances.set(id, Attendance.parse({ monitorId: id, displayId: "d1", screen: { key: id, label: id, bounds: { x: 0, y: 0, width: 100, height: 100 } }, since: 1 }));
  return wall;
}
const context = { now: 5000, rev: 9, blame: () => undefined };
function doing(wall: WallMaps, ...wishes: object[]) {
  const edit = operate(wall, wishes.map((wish) => WallOperation.parse(wish)), context);
  if (!edit.ok) return edit.fault;
  if (edit.value.changes.length > 0) foldWall(wall, { kind: "wall:edited", at: 5000, deed: edit.value.deed, changes: edit.value.changes });
  return edit.value;
}
const beside = (alarmId: string, ...cameraIds: string[]) => ({ do: "cameras", alarmId, cameraIds });
const AWAY = { do: "cameras", cameraIds: [] };
const guests = (wall: WallMaps) => [...wall.cells.values()].filter(({ guest }) => guest !== undefined).map(({ id }) => String(id));
const shown = (wall: WallMaps, id: string) => wall.cells.get(id)?.panels.map(({ kind, settings }) => (kind === "camera" ? `camera ${JSON.stringify(settings["cameraIds"])}` : kind));

test("H-11.2 cameras come into the nearest cell that may give way: map, board, card, clock and cases stay", () => {
  const wall = wallOf([monitor(1), monitor(2), monitor(3)], [
    cell("map", "m1", "map"), cell("figures", "m1", "key-figures", { x: 30 }),
    cell("board", "m2", "alarm-board"), cell("log", "m2", "event-log", { x: 30 }),
    cell("free", "m3", undefined),
  ]);
  doing(wall, beside("a1", "c1", "c2", "c3", "c4"));
  expect(guests(wall)).toEqual(["log"]);
  expect(shown(wall, "log")).toEqual(['camera ["c1","c2","c3","c4"]']);
  expect(wall.cells.get("log")).toMatchObject({ guest: { alarmId: "a1", was: { panels: [{ kind: "event-log" }] } }, panels: [{ settings: { together: true } }], rev: 9 });
});

test("the monitor with the alarm's own card is nearer than the board's; of two cells on it the one least missed gives way", () => {
  const wall = wallOf([monitor(1), monitor(2)], [
    cell("board", "m1", "alarm-board"), cell("free", "m1", undefined, { x: 30 }),
    cell("card", "m2", "alarm-card", { h: 20, panels: [{ kind: "alarm-card", settings: { alarmId: "a1" } }] }), cell("chart", "m2", "chart", { y: 20, h: 40 }), cell("words", "m2", "text", { x: 30 }),
  ]);
  doing(wall, beside("a1", "c1"));
  expect(guests(wall)).toEqual(["words"]);
});

test("the same key takes them away: every cell shows again what it did", () => {
  const wall = wallOf([monitor(1)], [cell("board", "m1", "alarm-board"), cell("turns", "m1", undefined, { x: 30, dwell: 20, panels: [{ kind: "text", settings: { text: "x" } }, { kind: "web", settings: { url: "https://x.vn/" } }] })]);
  const before = structuredClone(wall.cells.get("turns"));
  doing(wall, beside("a1", "c1"));
  doing(wall, AWAY);
  expect({ ...wall.cells.get("turns"), rev: 3 }).toEqual(before);
  expect(doing(wall, AWAY)).toMatchObject({ changes: [] });
});

test("cameras of another alarm come into the same cell, which still knows what it showed before all of them", () => {
  const wall = wallOf([monitor(1)], [cell("board", "m1", "alarm-board"), cell("log", "m1", "event-log", { x: 30 })]);
  doing(wall, beside("a1", "c1"));
  doing(wall, { do: "cameras", incidentId: "i1", cameraIds: ["c7"] });
  expect(wall.cells.get("log")).toMatchObject({ guest: { incidentId: "i1" }, panels: [{ settings: { cameraIds: ["c7"] } }] });
  expect(wall.cells.get("log")?.guest).not.toHaveProperty("alarmId");
  doing(wall, AWAY);
  expect(shown(wall, "log")).toEqual(["event-log"]);
});

test("where nothing gives way a cell of their own lies over half of the map, and goes with them", () => {
  const wall = wallOf([monitor(1)], [cell("map", "m1", "map", { w: 40 }), cell("board", "m1", "alarm-board", { x: 40, w: 20 })]);
  doing(wall, beside("a1", "c1", "c2"));
  const [id = ""] = guests(wall);
  expect(wall.cells.get(id)).toMatchObject({ monitorId: "m1", x: 0, y: 30, w: 40, h: 30, z: 1 });
  expect(shown(wall, "map")).toEqual(["map"]);
  doing(wall, AWAY);
  expect([...wall.cells.keys()]).toEqual(["map", "board"]);
});

test("cells that are blank, frozen, small, covered, under a maximised one or on a monitor nobody sees give no way", () => {
  const monitors = [monitor(1), monitor(2), monitor(3, { maximised: "big" }), monitor(4)];
  const wall = wallOf(monitors, [
    cell("board", "m1", "alarm-board"), cell("blank", "m1", "text", { x: 30, h: 20, blank: true }), cell("frozen", "m1", "text", { x: 30, y: 20, h: 20, frozenAt: 7 }), cell("small", "m1", "text", { x: 30, y: 40, w: 10, h: 20 }),
    cell("under", "m2", "text"), cell("over", "m2", "clock", { z: 2 }), cell("big", "m3", "text"), cell("unseen", "m4", "text"),
  ], monitors.slice(0, 3));
  expect(doing(wall, beside("a1", "c1"))).toEqual({ code: "conflict", detail: "no cell of the wall can give way to cameras" });
  wall.cells.set("free", cell("free", "m2", undefined, { x: 30 }));
  doing(wall, beside("a1", "c1"));
  expect(guests(wall)).toEqual(["free"]);
});

test("what a person puts, swaps or undoes is no guest any more; a scene keeps what the cell is there for", () => {
  const fresh = () => {
    const wall = wallOf([monitor(1)], [cell("board", "m1", "alarm-board"), cell("log", "m1", "event-log", { x: 30 })]);
    const edit = operate(wall, [WallOperation.parse(beside("a1", "c1"))], context);
    if (!edit.ok) throw new Error(edit.fault.code);
    foldWall(wall, { kind: "wall:edited", at: 5000, deed: "cameras", changes: edit.value.changes });
    return { wall, changes: edit.value.changes };
  };
  const put = fresh().wall;
  doing(put, { do: "put", cellId: "log", rev: 9, panels: [{ kind: "clock" }] });
  expect(guests(put)).toEqual([]);
  doing(put, AWAY);
  expect(shown(put, "log")).toEqual(["clock"]);
  const swapped = fresh().wall;
  doing(swapped, { do: "swap", a: "log", revA: 9, b: "board", revB: 3 });
  expect([guests(swapped), shown(swapped, "board")]).toEqual([[], ['camera ["c1"]']]);
  const { wall, changes } = fresh();
  expect(turnBack(wall, { edit: { changes }, direction: "back", newest: true }, context)).toMatchObject({ ok: true, value: [{ id: "log", after: { panels: [{ kind: "event-log" }] } }] });
  const scene = sceneFrom(wall, { name: "x", monitors: [monitor(1).id], version: 0 } as Parameters<typeof sceneFrom>[1], { now: 1, by: undefined, newId: () => "s1" as never });
  expect(scene.ok && scene.value.cells.map(({ id, panels, guest }) => [String(id), panels[0]?.kind, guest])).toEqual([["board", "alarm-board", undefined], ["log", "event-log", undefined]]);
});

test("cameras of neither an alarm nor a case, or of both, are refused", () => {
  const wall = wallOf([monitor(1)], [cell("log", "m1", "event-log")]);
  expect(doing(wall, { do: "cameras", cameraIds: ["c1"] })).toMatchObject({ code: "malformed" });
  expect(doing(wall, { do: "cameras", alarmId: "a", incidentId: "i", cameraIds: ["c1"] })).toMatchObject({ code: "malformed" });
});
