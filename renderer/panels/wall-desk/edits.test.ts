import { expect, test } from "vitest";
import { CellId, MonitorId } from "#contract/ids";
import { Cell, Monitor, type WallPanel } from "#contract/wall";
import { emptyWall, type WallMaps } from "#contract/wall-fold";
import { addCell, arrangeMonitors, putPanel, removeCell, setPanels, swapCells } from "./edits.ts";
import { cellName } from "../../design/facts/cell-name.ts";
import { cellOfName } from "./names.ts";

const clock: WallPanel = { kind: "clock", settings: {}, sensitive: false };
const map: WallPanel = { kind: "map", settings: {}, sensitive: false };

/** Monitor 2 with three cells side by side, monitor 5 with one. */
function wall(): WallMaps {
  const made = emptyWall();
  for (const [id, number] of [["m2", 2], ["m5", 5]] as const) made.monitors.set(id, Monitor.parse({ id, number, name: `Màn hình ${number}`, role: "wall", at: { x: number * 1920, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" }, rev: 1 }));
  for (const [id, monitorId, x, rev] of [["a", "m2", 0, 3], ["b", "m2", 20, 4], ["c", "m2", 40, 5], ["d", "m5", 0, 6]] as const) made.cells.set(id, Cell.parse({ id, monitorId, x, y: 0, w: 20, h: 60, panels: [map], rev }));
  return made;
}

test.each([["2.1", "a"], ["2.3", "c"], ["2,2", "b"], [" 2 3 ", "c"], ["5", "d"], ["5.1", "d"]])("%s is cell %s", (typed, id) => expect(cellOfName(wall(), typed)).toBe(id));
test.each(["2", "2.4", "2.0", "9.1", "", "x", "2.x"])("%j is no cell", (typed) => expect(cellOfName(wall(), typed)).toBe(undefined));
test("a cell and its name lead to each other", () => {
  const made = wall();
  for (const id of made.cells.keys()) expect(cellOfName(made, cellName(made, id)!)).toBe(id);
});

const seen = (id: string, at = wall()): Cell => at.cells.get(id)!;
/** The wall after a colleague changed a cell. */
function changed(id: string, over: Partial<Cell>): WallMaps {
  const made = wall();
  made.cells.set(id, { ...seen(id, made), ...over });
  return made;
}

test("a drop goes into the cell in place of its content or beside it", () => {
  expect(putPanel(seen("b"), clock, "replace")(wall(), true)).toEqual({ operations: [{ do: "put", cellId: "b", rev: 4, panels: [clock] }] });
  expect(putPanel(seen("b"), clock, "add")(wall(), true)).toEqual({ operations: [{ do: "put", cellId: "b", rev: 4, panels: [map, clock] }] });
  const without = wall();
  without.cells.delete(CellId.parse("b"));
  expect(putPanel(seen("b"), clock, "replace")(without, true)).toBe(undefined);
  expect(putPanel({ ...seen("b"), panels: Array.from({ length: 12 }, () => map) }, clock, "add")(wall(), true)).toBe(undefined);
});

test("what a colleague changed while it was dragged or typed is not overwritten unseen: the state seen is named; made again, the newest", () => {
  const later = changed("b", { rev: 9, panels: [clock, clock] });
  expect(putPanel(seen("b"), map, "replace")(later, true)).toMatchObject({ operations: [{ rev: 4 }] });
  expect(putPanel(seen("b"), map, "add")(later, true)).toMatchObject({ operations: [{ rev: 4, panels: [map, map] }] });
  expect(putPanel(seen("b"), map, "add")(later, false)).toMatchObject({ operations: [{ rev: 9, panels: [clock, clock, map] }] });
  expect(swapCells(seen("a"), seen("b"))(later, true)).toMatchObject({ operations: [{ revA: 3, revB: 4 }] });
  expect(swapCells(seen("a"), seen("b"))(later, false)).toMatchObject({ operations: [{ revA: 3, revB: 9 }] });
});

test("a form says which state it began from; made again, it takes the newest", () => {
  const made = wall();
  const seen = made.cells.get("b")!;
  made.cells.set("b", { ...seen, rev: 9 });
  expect(setPanels(seen, [clock])(made, true)).toMatchObject({ operations: [{ rev: 4 }] });
  expect(setPanels(seen, [clock])(made, false)).toMatchObject({ operations: [{ rev: 9 }] });
  expect(removeCell(seen)(made, true)).toMatchObject({ designs: [{ rev: 4 }] });
  const monitor = made.monitors.get("m2")!;
  made.monitors.set("m2", { ...monitor, rev: 8 });
  expect(arrangeMonitors([{ ...monitor, name: "Giữa" }])(made, false)).toMatchObject({ designs: [{ monitor: { name: "Giữa", rev: 8 } }] });
});

test("settings of a blank cell are edited without bringing it to light", () => {
  const made = wall();
  const blank = { ...made.cells.get("b")!, blank: true };
  made.cells.set("b", blank);
  expect(setPanels(blank, [clock])(made, true)).toMatchObject({ operations: [{ do: "put" }, { do: "blank", cellId: "b", on: true }] });
});

test("swapping needs two cells that are there", () => {
  expect(swapCells(seen("a"), seen("d"))(wall(), true)).toEqual({ operations: [{ do: "swap", a: "a", revA: 3, b: "d", revB: 6 }] });
  expect(swapCells(seen("a"), seen("a"))(wall(), true)).toBe(undefined);
  expect(swapCells(seen("a"), { ...seen("a"), id: CellId.parse("x") })(wall(), true)).toBe(undefined);
});

test("a new cell stands above the others, or fills a monitor that has none", () => {
  const made = wall();
  expect(addCell("m2")(made, true)).toMatchObject({ designs: [{ do: "add", place: { monitorId: MonitorId.parse("m2"), z: 1 } }] });
  made.cells.delete(CellId.parse("d"));
  expect(addCell("m5", [clock])(made, true)).toMatchObject({ designs: [{ place: { x: 0, y: 0, w: 60, h: 60 }, panels: [clock] }] });
});
