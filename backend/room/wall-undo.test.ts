import { afterEach, beforeEach, expect, test } from "vitest";
import { CellId, SceneId } from "#contract/ids";
import type { Cell } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { displayOf, handWall, screenOf, type HandWall } from "../../test/kit/hand-wall.ts";
import { stateText } from "../../test/kit/journal.ts";

let wall: HandWall;
const text = (kind: string) => ({ kind: "text", settings: { text: kind } });
const cells = (): Cell[] => [...wall.state.monitors.values()].flatMap(({ id }) => numberedCells(wall.state, id));
const cell = (i: number): Cell => cells()[i] ?? expect.fail(`no cell ${i}`);
const shown = () => cells().map(({ panels }) => panels.map(({ kind, settings }) => (typeof settings["text"] === "string" ? settings["text"] : kind)).join("+"));
/** The document without revs, which every edit gives anew. */
const document = () => stateText(wall.state).replaceAll(/"rev":\d+/g, "");
const put = (i: number, what: string, who: string) => wall.ask("wall:operate", { operations: [{ do: "put", cellId: cell(i).id, rev: cell(i).rev, panels: [text(what)] }] }, who);

beforeEach(async () => {
  wall = handWall();
  await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, displayOf("pc"));
});
afterEach(() => wall.close());

test("undo sets back what was and redo makes it again, to the byte but for the revs; the journal names the edit", async () => {
  const before = document();
  const edit = await put(0, "một", "lan");
  const after = document();
  expect(await wall.ask("wall:undo", {}, "lan")).toMatchObject({ ok: true });
  expect(document()).toBe(before);
  expect(wall.facts.at(-1)).toMatchObject({ kind: "wall:edited", deed: "undo", of: edit.ok && edit.value.seq, by: "lan" });
  expect(await wall.ask("wall:redo", {}, "lan")).toMatchObject({ ok: true });
  expect(document()).toBe(after);
  await wall.ask("wall:undo", {}, "lan");
  expect(document()).toBe(before);
  expect(await wall.ask("wall:undo", {}, "lan")).toMatchObject({ ok: false, fault: { code: "conflict", detail: "nothing to take back" } });
});

test("each person takes back their own edits; what others did stays", async () => {
  await put(0, "của Lan", "lan");
  await put(1, "của Minh", "minh");
  await wall.ask("wall:undo", {}, "lan");
  expect(shown().slice(0, 2)).toEqual(["map", "của Minh"]);
});

test("an edit that somebody changed over is not taken back: conflict names who and how, nothing moves, and the next wish takes the one before", async () => {
  await put(0, "trước", "lan");
  const swapped = await wall.ask("wall:operate", { operations: [{ do: "swap", a: cell(1).id, revA: cell(1).rev, b: cell(2).id, revB: cell(2).rev }] }, "lan");
  expect(swapped.ok).toBe(true);
  await put(1, "đè lên", "minh");
  const before = document();
  expect(await wall.ask("wall:undo", {}, "lan")).toEqual({ ok: false, fault: { code: "conflict", detail: `cell ${cell(1).id}: changed since by minh: put` } });
  expect(document()).toBe(before);
  expect(await wall.ask("wall:undo", {}, "lan")).toMatchObject({ ok: true });
  expect(shown().slice(0, 2)).toEqual(["map", "đè lên"]);
});

test("a new edit ends what could be made again", async () => {
  await put(0, "một", "lan");
  await wall.ask("wall:undo", {}, "lan");
  await put(1, "hai", "lan");
  expect(await wall.ask("wall:redo", {}, "lan")).toMatchObject({ ok: false, fault: { detail: "nothing to make again" } });
});

test("the privacy key and identifying are nobody's to take back: an undo hides nothing less", async () => {
  await put(0, "một", "lan");
  await wall.ask("wall:operate", { operations: [{ do: "privacy", on: true }, { do: "identify", seconds: 5 }] }, "lan");
  await wall.ask("wall:undo", {}, "lan");
  expect(shown()[0]).toBe("map");
  expect(wall.state.wall.privacy).toBe(true);
});

test("two people who set different settings do not stand in each other's way", async () => {
  await wall.ask("wall:operate", { operations: [{ do: "follow", on: true }] }, "lan");
  await wall.ask("wall:design", { designs: [{ do: "settings", dim: { from: "22:00", to: "05:00", level: 0.4 } }] }, "minh");
  await wall.ask("wall:undo", {}, "lan");
  expect(wall.state.wall).toMatchObject({ follow: false, dim: { level: 0.4 } });
});

test("a restart forgets nobody's edits", async () => {
  for (const what of ["một", "hai", "ba"]) await put(0, what, "lan");
  await wall.ask("wall:undo", {}, "lan");
  wall = wall.restart();
  await wall.ask("wall:undo", {}, "lan");
  expect(shown()[0]).toBe("một");
  await wall.ask("wall:redo", {}, "lan");
  await wall.ask("wall:redo", {}, "lan");
  expect(shown()[0]).toBe("ba");
});

test("who edits while the past is still being read can take that back as well", async () => {
  for (let i = 0; i < 80; i++) await put(0, `lần ${i}`, "lan");
  wall = wall.restart();
  const reading = wall.ask("wall:undo", {}, "lan");
  await put(1, "của Minh", "minh");
  expect(await reading).toMatchObject({ ok: true });
  expect(shown().slice(0, 2)).toEqual(["lần 78", "của Minh"]);
  expect(await wall.ask("wall:undo", {}, "minh")).toMatchObject({ ok: true });
  expect(shown()[1]).toBe("alarm-board");
});

test("a person can take back a hundred edits and no more", async () => {
  for (let i = 0; i < 103; i++) await put(0, `lần ${i}`, "lan");
  let taken = 0;
  while ((await wall.ask("wall:undo", {}, "lan")).ok) taken++;
  expect(taken).toBe(100);
  expect(shown()[0]).toBe("lần 2");
});

test("an undone cut goes back at one instant, and the scene's name with it only while nobody changed the wall", async () => {
  const monitors = [...wall.state.monitors.values()].map(({ id }) => id);
  const saved = await wall.ask("wall:scene-save", { name: "Lũ", monitors, version: 0 }, "lan");
  const sceneId = saved.ok ? saved.value.id : SceneId.parse("none");
  await wall.ask("wall:cut", { sceneId }, "lan");
  await put(0, "khác", "lan");
  expect(wall.state.wall.scene).toBeUndefined();
  await wall.ask("wall:undo", {}, "lan");
  expect(wall.state.wall.scene?.id).toBe(sceneId);
  await put(0, "khác", "lan");
  await put(1, "khác nữa", "minh");
  await wall.ask("wall:undo", {}, "lan");
  expect(wall.state.wall.scene).toBeUndefined();
});

test("a cell removed by another cannot be edited, and who comes too late learns who removed it", async () => {
  const { id, rev } = cell(0);
  await wall.ask("wall:design", { designs: [{ do: "remove", cellId: id, rev }] }, "minh");
  expect(await wall.ask("wall:operate", { operations: [{ do: "put", cellId: id, rev, panels: [] }] }, "lan")).toEqual({ ok: false, fault: { code: "conflict", detail: `cell ${id}: removed by minh: remove` } });
  expect(await wall.ask("wall:operate", { operations: [{ do: "put", cellId: CellId.parse("never"), rev, panels: [] }] }, "lan")).toMatchObject({ fault: { code: "unknown-id", id: "never" } });
});
