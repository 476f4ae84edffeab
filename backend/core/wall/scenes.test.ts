import { expect, test } from "vitest";
import { AccountId, CellId, MonitorId, SceneId } from "#contract/ids";
import { REQUESTS } from "#contract/request";
import { emptyWall, foldWall } from "#contract/wall-fold";
import { Cell, Monitor } from "#contract/wall";
import { sceneFrom } from "./scenes.ts";

const monitorId = MonitorId.parse("m1");
const by = AccountId.parse("lan");
const saver = { now: 5, by, newId: () => SceneId.parse("s1") };
const input = (over: object) => REQUESTS["wall:scene-save"].input.parse({ name: "Lũ", monitors: [monitorId], version: 0, ...over });

function wallWith(kind: string) {
  const wall = emptyWall();
  wall.monitors.set(monitorId, Monitor.parse({ id: monitorId, number: 1, name: "Màn hình 1", role: "wall", at: { x: 0, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" } }));
  wall.cells.set("c1", Cell.parse({ id: CellId.parse("c1"), monitorId, x: 0, y: 0, w: 60, h: 60, panels: [{ kind }] }));
  return wall;
}

test("a scene is renamed without being painted anew: the wall may show something else by then", () => {
  const wall = wallWith("map");
  const saved = sceneFrom(wall, input({ key: 1 }), saver);
  if (!saved.ok) throw new Error(JSON.stringify(saved.fault));
  foldWall(wall, { kind: "wall:scene-saved", scene: saved.value, at: 5 });
  wall.cells.set("c1", { ...wall.cells.get("c1")!, panels: [{ kind: "clock", settings: {}, sensitive: false }] });
  const renamed = sceneFrom(wall, input({ sceneId: saved.value.id, name: "Lũ lớn", version: 1, keep: true, monitors: ["no-such"] }), saver);
  expect(renamed).toMatchObject({ ok: true, value: { id: "s1", name: "Lũ lớn", version: 2, monitors: [monitorId], cells: [{ panels: [{ kind: "map" }] }] } });
  expect(renamed.ok && renamed.value.key).toBe(undefined);
  expect(sceneFrom(wall, input({ sceneId: saved.value.id, version: 1 }), saver)).toMatchObject({ value: { cells: [{ panels: [{ kind: "clock" }] }] } });
});

test.each([
  ["one that is not there", { sceneId: "s9", version: 0, keep: true }, "unknown-id"],
  ["one that nobody names", { keep: true }, "unknown-id"],
])("%s cannot be renamed", (_, wish, code) => expect(sceneFrom(wallWith("map"), input(wish), saver)).toMatchObject({ ok: false, fault: { code } }));
