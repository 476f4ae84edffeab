import { expect, test } from "vitest";
import { SceneId } from "#contract/ids";
import { Cell, Monitor, Scene } from "#contract/wall";
import { emptyWall, foldWall } from "#contract/wall-fold";
import { CUT_AHEAD, cutTo } from "./cut.ts";

const monitor = (id: string, number: number, more: object = {}) => Monitor.parse({ id, number, name: id, role: "wall", at: { x: number * 100, y: 0, w: 100, h: 100 }, whenLost: { how: "none" }, ...more });
const cell = (id: string, monitorId: string, more: object = {}) => Cell.parse({ id, monitorId, x: 0, y: 0, w: 60, h: 60, panels: [{ kind: "clock" }], rev: 1, ...more });
const sceneOf = (monitors: string[], cells: Cell[]) => Scene.parse({ id: SceneId.parse("s1"), name: "Lũ", version: 3, monitors, cells, savedAt: 1 });

function wallOf(monitors: Monitor[], cells: Cell[]) {
  const wall = emptyWall();
  for (const one of monitors) wall.monitors.set(one.id, one);
  for (const one of cells) wall.cells.set(one.id, one);
  return wall;
}
function cut(wall: ReturnType<typeof wallOf>, scene: Scene) {
  const done = cutTo(wall, scene, { now: 1000, rev: 9 });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  foldWall(wall, { kind: "wall:edited", deed: "cut", at: 1000, changes: done.value.changes, cutAt: done.value.cutAt });
  return done.value;
}

test("a cut shows the scene's cells plain, lets maximised ones go and leaves monitors the scene does not name", () => {
  const wall = wallOf([monitor("m1", 1, { maximised: "a" }), monitor("m2", 2)], [cell("a", "m1"), cell("b", "m1"), cell("c", "m2", { frozenAt: 5, blank: true })]);
  const before = structuredClone(wall.cells.get("c"));
  const { cutAt, changes } = cut(wall, sceneOf(["m1"], [cell("a", "m1", { w: 30, frozenAt: 4, blank: true }), cell("d", "m1", { x: 30, w: 30 })]));
  expect(cutAt).toBe(1000 + CUT_AHEAD);
  expect([...wall.cells.keys()].sort()).toEqual(["a", "c", "d"]);
  expect(wall.cells.get("a")).toMatchObject({ w: 30, blank: false, rev: 9 });
  expect(wall.cells.get("a")?.frozenAt).toBeUndefined();
  expect(wall.cells.get("c")).toEqual(before);
  expect(wall.monitors.get("m1")?.maximised).toBeUndefined();
  expect(wall.wall.scene).toEqual({ id: "s1", version: 3, at: cutAt });
  expect(changes.map((one) => one.part)).toEqual(["cell", "cell", "cell", "monitor", "settings"]);
});

test("a cell that moved to a monitor the scene does not name stays there, and the scene's is made anew", () => {
  const wall = wallOf([monitor("m1", 1), monitor("m2", 2)], [cell("a", "m2")]);
  cut(wall, sceneOf(["m1"], [cell("a", "m1")]));
  expect([...wall.cells.values()].map((one) => [one.id, one.monitorId])).toEqual([["a", "m2"], ["c9-1", "m1"]]);
});

test("a scene none of whose monitors is left is refused, one of some is cut to those", () => {
  const wall = wallOf([monitor("m1", 1)], []);
  expect(cutTo(wall, sceneOf(["m8"], []), { now: 1, rev: 2 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  cut(wall, sceneOf(["m8", "m1"], [cell("x", "m8"), cell("y", "m1")]));
  expect([...wall.cells.keys()]).toEqual(["y"]);
});

test("cells as they are already are no change", () => {
  const wall = wallOf([monitor("m1", 1)], [cell("a", "m1")]);
  expect(cut(wall, sceneOf(["m1"], [cell("a", "m1", { rev: 77 })])).changes.map((one) => one.part)).toEqual(["settings"]);
});
