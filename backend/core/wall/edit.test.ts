import fc from "fast-check";
import { expect, test } from "vitest";
import { Cell, Monitor, WALL_UNITS } from "#contract/wall";
import { WallDesign, WallOperation } from "#contract/wall-edit";
import { emptyWall, foldWall, type WallMaps } from "#contract/wall-fold";
import { numberedCells } from "#contract/wall-view";
import { design } from "./design.ts";
import { operate } from "./operate.ts";

const monitor = (id: string, number: number, more: object = {}) => Monitor.parse({ id, number, name: id, role: "wall", at: { x: number * 100, y: 0, w: 100, h: 100 }, whenLost: { how: "none" }, rev: 1, ...more });
const clock = { kind: "clock" };
const cell = (id: string, monitorId: string, more: object = {}) => Cell.parse({ id, monitorId, x: 0, y: 0, w: 60, h: 60, panels: [clock], rev: 3, ...more });
function wallOf(monitors: Monitor[], cells: Cell[]): WallMaps {
  const wall = emptyWall();
  for (const one of monitors) wall.monitors.set(one.id, one);
  for (const one of cells) wall.cells.set(one.id, one);
  return wall;
}
const context = { now: 5000, rev: 9, blame: () => "lan: put" };
/** Does it and folds it; the fault where there is one. */
function doing(wall: WallMaps, wish: unknown) {
  const one = WallOperation.safeParse(wish);
  const edit = one.success ? operate(wall, [one.data], context) : design(wall, [WallDesign.parse(wish)], context);
  if (!edit.ok) return edit.fault;
  if (edit.value.changes.length > 0) foldWall(wall, { kind: "wall:edited", at: 5000, deed: edit.value.deed, changes: edit.value.changes });
  return edit.value;
}
const two = () => wallOf([monitor("m1", 1), monitor("m2", 2)], [cell("a", "m1", { w: 30 }), cell("b", "m1", { x: 30, w: 30, panels: [clock, { kind: "map" }], frozenAt: 7 }), cell("c", "m2", { blank: true })]);

test("new content is to be seen: neither frozen nor blank; panels are tried by their own schema", () => {
  const wall = two();
  doing(wall, { do: "put", cellId: "b", rev: 3, panels: [{ kind: "text", settings: { text: "x" } }] });
  expect(wall.cells.get("b")).toMatchObject({ blank: false, rev: 9, panels: [{ kind: "text" }] });
  expect(wall.cells.get("b")).not.toHaveProperty("frozenAt");
  expect(doing(wall, { do: "put", cellId: "a", rev: 3, panels: [{ kind: "text" }] })).toMatchObject({ code: "malformed", path: "operations.0.panels.0" });
  expect(doing(wall, { do: "put", cellId: "a", rev: 3, panels: [{ kind: "hologram" }] })).toMatchObject({ code: "malformed", detail: "unknown-kind: hologram" });
});

test("a panel of an unknown kind that came with a file may stay in its cell and be joined by others", () => {
  const wall = wallOf([monitor("m1", 1)], [cell("a", "m1", { panels: [{ kind: "hologram" }] })]);
  doing(wall, { do: "put", cellId: "a", rev: 3, panels: [{ kind: "hologram" }, clock] });
  expect(wall.cells.get("a")?.panels.map(({ kind }) => kind)).toEqual(["hologram", "clock"]);
});

test("a swap takes freeze and blank along with the content: what was hidden stays hidden", () => {
  const wall = two();
  doing(wall, { do: "swap", a: "b", revA: 3, b: "c", revB: 3 });
  expect(wall.cells.get("b")).toMatchObject({ x: 30, monitorId: "m1", blank: true, panels: [{ kind: "clock" }] });
  expect(wall.cells.get("b")).not.toHaveProperty("frozenAt");
  expect(wall.cells.get("c")).toMatchObject({ x: 0, monitorId: "m2", blank: false, frozenAt: 7, panels: [{ kind: "clock" }, { kind: "map" }] });
  expect(doing(wall, { do: "swap", a: "b", revA: 9, b: "b", revB: 9 })).toMatchObject({ code: "malformed" });
});

test.each<[string, object, object]>([
  ["an edit of a cell changed since", { do: "put", cellId: "a", rev: 2, panels: [] }, { code: "conflict", detail: "cell a: rev 3 is in force, not 2; changed by lan: put" }],
  ["a cell of another monitor", { do: "maximise", monitorId: "m2", cellId: "a" }, { code: "conflict", detail: "cell a: on monitor m1, not m2" }],
  ["a place on a monitor that never was", { do: "add", place: { monitorId: "m7", x: 0, y: 0, w: 10, h: 10 }, panels: [] }, { code: "conflict" }],
  ["a number twice", { do: "arrange", monitor: monitor("m1", 2) }, { code: "conflict" }],
  ["a refuge that is the lost monitor itself", { do: "arrange", monitor: monitor("m1", 1, { whenLost: { how: "share", to: "m1" } }) }, { code: "malformed" }],
  ["a refuge that never was", { do: "arrange", monitor: monitor("m1", 1, { whenLost: { how: "share", to: "m9" } }) }, { code: "unknown-id", id: "m9" }],
  ["a monitor changed since", { do: "arrange", monitor: monitor("m1", 1, { rev: 0 }) }, { code: "conflict" }],
  ["a carousel above what a cell may hold", { do: "put", cellId: "a", rev: 3, panels: Array.from({ length: 12 }, () => ({ kind: "text", settings: { text: "x".repeat(1990) } })) }, { code: "too-large" }],
])("%s is refused and changes nothing", (_what, wish, fault) => {
  const wall = two();
  const before = structuredClone(wall);
  expect(doing(wall, wish)).toMatchObject(fault);
  expect(wall).toEqual(before);
});

test("of several steps all are done or none", () => {
  const wall = two();
  const edit = operate(wall, [WallOperation.parse({ do: "privacy", on: true }), WallOperation.parse({ do: "blank", cellId: "zz", on: true })], context);
  expect(edit.ok).toBe(false);
  expect(operate(wall, [WallOperation.parse({ do: "blank", cellId: "a", on: false })], context)).toMatchObject({ ok: true, value: { changes: [] } });
});

test("a maximised cell that goes, or goes elsewhere, is let go; so is the scene's name", () => {
  for (const wish of [{ do: "remove", cellId: "a", rev: 3 }, { do: "place", cellId: "a", rev: 3, place: { monitorId: "m2", x: 0, y: 0, w: 10, h: 10 } }, { do: "divide", monitorId: "m1", columns: 1, rows: 1 }]) {
    const wall = two();
    wall.wall = { ...wall.wall, scene: { id: "s" as never, version: 1, at: 1 } };
    doing(wall, { do: "maximise", monitorId: "m1", cellId: "a" });
    expect(wall.monitors.get("m1")?.maximised).toBe("a");
    doing(wall, wish);
    expect(wall.monitors.get("m1")).not.toHaveProperty("maximised");
    expect(wall.wall.scene).toBeUndefined();
  }
});

test("frozen twice shows the first instant; thawed it is as before", () => {
  const wall = two();
  doing(wall, { do: "freeze", cellId: "b", on: true });
  expect(wall.cells.get("b")?.frozenAt).toBe(7);
  doing(wall, { do: "freeze", cellId: "b", on: false });
  expect(wall.cells.get("b")).not.toHaveProperty("frozenAt");
});

test("divided and divided again, a monitor keeps its panels in order, covers itself without gap or overlap, and throws nothing away", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 12 }), (grids, count) => {
    const wall = wallOf([monitor("m1", 1)], Array.from({ length: count }, (_, i) => cell(`k${i}`, "m1", { x: i * 5, w: 5, panels: [{ kind: "text", settings: { text: String(i) } }], blank: i === count - 1 })));
    const order = () => numberedCells(wall, "m1").flatMap(({ panels }) => panels.map(({ settings }) => settings["text"]));
    const before = order();
    for (const [columns, rows] of grids) {
      doing(wall, { do: "divide", monitorId: "m1", columns, rows });
      const cells = numberedCells(wall, "m1");
      expect(cells.length).toBe(columns * rows);
      expect(order()).toEqual(before);
      let area = 0;
      for (const { w, h } of cells) area += w * h;
      expect(area).toBe(WALL_UNITS * WALL_UNITS);
      for (const one of cells) expect(Cell.safeParse(one).success).toBe(true);
      for (const { x, y } of cells) expect(cells.filter((other) => x >= other.x && x < other.x + other.w && y >= other.y && y < other.y + other.h).length).toBe(1);
    }
    // What was blank stays hidden, also joined with others.
    expect(numberedCells(wall, "m1").find(({ panels }) => panels.some(({ settings }) => settings["text"] === String(count - 1)))?.blank).toBe(true);
  }), { numRuns: 60 });
});

test("a division that would put more than twelve panels into one cell is refused", () => {
  const wall = wallOf([monitor("m1", 1)], Array.from({ length: 2 }, (_, i) => cell(`k${i}`, "m1", { x: i * 30, w: 30, panels: Array.from({ length: 7 }, () => clock) })));
  expect(doing(wall, { do: "divide", monitorId: "m1", columns: 1, rows: 1 })).toMatchObject({ code: "conflict" });
  expect(wall.cells.size).toBe(2);
});

test("two monitors change their screens in one edit, and a screen shows one monitor", () => {
  const bound = (key: string) => ({ screen: { displayId: "pc", key } });
  const wall = wallOf([monitor("m1", 1, bound("left")), monitor("m2", 2, bound("right"))], []);
  const edit = design(wall, [WallDesign.parse({ do: "arrange", monitor: monitor("m1", 1, bound("right")) }), WallDesign.parse({ do: "arrange", monitor: monitor("m2", 2, bound("left")) })], context);
  expect(edit.ok && edit.value.changes.map((change) => change.part === "monitor" && change.after?.screen?.key)).toEqual(["right", "left"]);
  doing(wall, { do: "arrange", monitor: monitor("m1", 1, bound("right")) });
  expect(wall.monitors.get("m2")).not.toHaveProperty("screen");
});

test("a monitor that a screen shows is not forgotten; one that none shows goes with its cells, its attendance and what pointed at it", () => {
  const wall = two();
  const attendance = { monitorId: "m2", displayId: "pc", screen: { key: "k", label: "Dell", bounds: { x: 0, y: 0, width: 1, height: 1 }, scale: 1, rotation: 0, primary: false }, since: 1 } as never;
  wall.attendances.set("m2", attendance);
  wall.monitors.set("m1", monitor("m1", 1, { whenLost: { how: "share", to: "m2" } }));
  expect(doing(wall, { do: "forget", monitorId: "m2" })).toMatchObject({ code: "conflict", detail: "monitor m2: the screen Dell shows it" });
  foldWall(wall, { kind: "wall:left", at: 3, monitorId: "m2" as never, displayId: "pc" as never, cause: "unplugged" });
  doing(wall, { do: "forget", monitorId: "m2" });
  expect([...wall.cells.keys()]).toEqual(["a", "b"]);
  expect(wall.attendances.size).toBe(0);
  expect(wall.monitors.get("m1")?.whenLost).toEqual({ how: "share" });
});

test("the wall has bounds: 1,024 cells and 64 monitors", () => {
  const full = wallOf(Array.from({ length: 64 }, (_, i) => monitor(`m${i}`, i + 1)), Array.from({ length: 1020 }, (_, i) => cell(`k${i}`, "m0")));
  expect(doing(full, { do: "divide", monitorId: "m1", columns: 5, rows: 1 })).toEqual({ code: "too-large", limit: 1024 });
  expect(doing(full, { do: "divide", monitorId: "m1", columns: 4, rows: 1 })).toMatchObject({ deed: "divide" });
  const another = [WallDesign.parse({ do: "arrange", monitor: monitor("m65", 65) })];
  expect(design(full, another, { ...context, blame: () => undefined })).toEqual({ ok: false, fault: { code: "too-large", limit: 64 } });
  full.monitors.delete("m63");
  expect(design(full, another, { ...context, blame: () => undefined })).toMatchObject({ ok: true });
});
