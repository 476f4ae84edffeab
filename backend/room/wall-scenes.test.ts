import { afterEach, beforeEach, expect, test } from "vitest";
import type { SceneId } from "#contract/ids";
import { WallFile } from "#contract/wall-edit";
import type { Scene } from "#contract/wall";
import { canonicalJson } from "../store/canonical-json.ts";
import { CUT_AHEAD } from "../core/wall/cut.ts";
import { listJournal } from "../../test/kit/list-journal.ts";
import { displayOf, handWall, screenOf, type HandWall } from "../../test/kit/hand-wall.ts";

let wall: HandWall;
const PC = displayOf("pc");
const monitors = () => [...wall.state.monitors.values()].map(({ id }) => id);
const save = (name: string, more: object = {}) => wall.ask("wall:scene-save", { name, monitors: monitors(), version: 0, ...more });
async function saved(name: string, more: object = {}): Promise<Scene> {
  const answer = await save(name, more);
  return answer.ok ? answer.value : expect.fail(JSON.stringify(answer.fault));
}
async function exported(): Promise<WallFile> {
  const answer = await wall.ask("wall:export", {});
  // As it is read from a disk.
  return answer.ok ? WallFile.parse(JSON.parse(JSON.stringify(answer.value))) : expect.fail("no file");
}
const restored = async (file: WallFile, dryRun = false) => {
  const dry = await wall.ask("wall:import", { file, dryRun: true });
  return dryRun || !dry.ok ? dry : wall.ask("wall:import", { file, dryRun: false, seq: dry.value.seq });
};
const document = () => canonicalJson([...wall.state.cells.values()].map(({ rev: _rev, ...cell }) => cell).toSorted((a, b) => (a.id < b.id ? -1 : 1)));

beforeEach(async () => {
  wall = handWall();
  await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, PC);
});
afterEach(() => wall.close());

test("a scene is saved over the version seen, by whom and when; the journal keeps every version", async () => {
  const first = await saved("Lũ", { key: 1 });
  expect(first).toMatchObject({ version: 1, savedBy: "lan", key: 1, monitors: monitors() });
  const second = await saved("Lũ lớn", { sceneId: first.id, version: 1 });
  expect(second).toMatchObject({ id: first.id, version: 2, name: "Lũ lớn" });
  expect(second).not.toHaveProperty("key");
  expect(await save("Lũ", { sceneId: first.id, version: 1 })).toMatchObject({ fault: { code: "conflict", detail: `scene ${first.id}: version 2 is in force, not 1; saved by lan` } });
  expect(wall.facts.filter(({ kind }) => kind === "wall:scene-saved")).toMatchObject([{ scene: { version: 1, name: "Lũ" } }, { scene: { version: 2 } }]);
});

test.each<[string, object, object]>([
  ["a key that another scene has", { name: "Khác", key: 1 }, { code: "conflict" }],
  ["a name that another scene has", { name: "Lũ" }, { code: "conflict" }],
  ["a scene that never was", { name: "Khác", sceneId: "none", version: 3 }, { code: "unknown-id", id: "none" }],
  ["a monitor that never was", { name: "Khác", monitors: ["m0"] }, { code: "unknown-id", id: "m0" }],
])("%s is refused", async (_what, wish, fault) => {
  await saved("Lũ", { key: 1 });
  expect(await wall.ask("wall:scene-save", { name: "x", monitors: monitors(), version: 0, ...wish })).toMatchObject({ ok: false, fault });
  expect(wall.state.scenes.size).toBe(1);
});

test("a scene that an alarm or the clock would cut to stays", async () => {
  const { id } = await saved("Lũ");
  await wall.ask("wall:binding-save", { binding: { name: "BĐ3", sceneId: id, mode: "tell" }, version: 0 });
  expect(await wall.ask("wall:scene-remove", { sceneId: id })).toMatchObject({ fault: { code: "conflict", detail: `scene ${id}: the binding BĐ3 cuts to it` } });
  const other = await saved("Đêm");
  expect(await wall.ask("wall:scene-remove", { sceneId: other.id })).toEqual({ ok: true, value: {} });
  expect(await wall.ask("wall:scene-remove", { sceneId: other.id })).toMatchObject({ fault: { code: "unknown-id" } });
});

test("export and import: what was changed since comes back, scenes become further versions, and undo takes it back", async () => {
  const scene = await saved("Lũ", { key: 1 });
  const file = await exported(), before = document();
  const cell = [...wall.state.cells.values()][0] ?? expect.fail("no cell");
  await wall.ask("wall:design", { designs: [{ do: "divide", monitorId: cell.monitorId, columns: 4, rows: 1 }] });
  await wall.ask("wall:operate", { operations: [{ do: "blank", cellId: cell.id, on: true }, { do: "maximise", monitorId: cell.monitorId, cellId: cell.id }] });
  const changed = document();
  expect(await restored(file, true)).toMatchObject({ ok: true, value: { notes: [] } });
  expect(document()).toBe(changed);
  expect(await restored(file)).toMatchObject({ ok: true, value: { notes: [], seq: expect.any(Number) as unknown } });
  expect(document()).toBe(before);
  expect(wall.state.scenes.get(scene.id)).toMatchObject({ version: 2, key: 1, cells: scene.cells });
  await wall.ask("wall:undo", {});
  expect(document()).toBe(changed);
});

test("another room's file: monitors by number, unknown ones made without a screen, all else kept and named", async () => {
  const scene = await saved("Lũ", { key: 2 });
  const file = await exported();
  const own = handWall(listJournal("da-nang"));
  await own.ask("wall:screens", { screens: [screenOf("x")], wallOnly: true }, displayOf("other"));
  wall.close();
  wall = own;
  const mine = await saved("Đêm", { key: 2 });
  const { id, screen } = [...wall.state.monitors.values()][0] ?? expect.fail("no monitor");
  const hologram = { kind: "hologram", settings: { depth: 3 }, sensitive: false };
  const cells = file.cells.map((cell, i) => (i === 0 ? { ...Object(cell), panels: [hologram, { kind: "chart", settings: {} }] } : cell));
  const answer = await restored({ ...file, cells: [...cells, { id: "odd" }, { ...Object(cells[0]), id: "lost", monitorId: "nowhere" }], scenes: [...file.scenes, { name: "" }] });
  expect(answer).toMatchObject({ ok: true, value: { notes: [
    "new-monitor 2 Màn hình 2", `bad-cell cells.${cells.length} monitorId`, `no-monitor cells.${cells.length + 1} nowhere`, "key-taken 2 Lũ", "bad-scene 1 id", "scene-left Đêm", "unknown-panel hologram 1", "bad-settings chart 1",
  ] } });
  const monitors = [...wall.state.monitors.values()];
  expect(monitors.map(({ number, screen: one }) => [number, one])).toEqual([[1, screen], [2, undefined]]);
  const kept = [...wall.state.cells.values()].find(({ panels }) => panels[0]?.kind === "hologram");
  expect(kept).toMatchObject({ monitorId: id, panels: [hologram, { kind: "chart" }] });
  expect(wall.state.scenes.get(mine.id)?.key).toBe(2);
  const brought = [...wall.state.scenes.values()].find(({ name }) => name === "Lũ");
  expect(brought?.cells.length).toBe(scene.cells.length);
  // The brought scene is about this room's monitors and cells, and can be cut to.
  expect(await wall.ask("wall:cut", { sceneId: brought?.id ?? ("none" as SceneId) })).toMatchObject({ ok: true });
  expect([...wall.state.cells.values()].every(({ monitorId }) => wall.state.monitors.has(monitorId))).toBe(true);
});

test("a file that has every monitor on one number and every cell under one id still becomes a wall", async () => {
  const file = await exported();
  const first = file.monitors[0] ?? expect.fail("no monitor");
  const odd = { ...file, monitors: [1, 2, 3].map((n) => ({ ...first, id: `q${n}`, number: 1 })) as never, cells: [1, 2, 3].map((n) => ({ ...Object(file.cells[0]), id: "same", monitorId: `q${n}` })) };
  expect(await restored(WallFile.parse(odd))).toMatchObject({ ok: true });
  const numbers = [...wall.state.monitors.values()].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect([...wall.state.cells.values()].filter(({ id }) => id === "same").length).toBe(0);
});

test("the wall is restored to a past instant, at once for all windows, and undo takes that back too", async () => {
  const then = wall.clock.wall(), before = document();
  for (const id of monitors()) await wall.ask("wall:design", { designs: [{ do: "divide", monitorId: id, columns: 5, rows: 2 }] });
  await wall.ask("wall:design", { designs: [{ do: "add", place: { monitorId: monitors()[0]!, x: 0, y: 0, w: 9, h: 9 }, panels: [] }] });
  const changed = document();
  expect(await wall.ask("wall:restore", { at: then })).toMatchObject({ ok: true });
  expect(document()).toBe(before);
  expect(wall.facts.at(-1)).toMatchObject({ deed: "restore", cutAt: wall.clock.wall() + CUT_AHEAD });
  await wall.ask("wall:undo", {});
  expect(document()).toBe(changed);
});

test("before the first fact there was no wall; the replay says so", async () => {
  expect(await wall.ask("wall:at", { at: 0 })).toEqual({ ok: true, value: { at: 0, seq: 0, monitors: [], cells: [], settings: { privacy: false, follow: false, rev: 0 }, attendances: [], pictures: [] } });
});

test("after 500 changes, and after a day with one, the whole document is written once: a replay folds no more than that", async () => {
  const flip = (on: boolean) => wall.ask("wall:operate", { operations: [{ do: "follow", on }] });
  const checkpoints = () => wall.facts.filter(({ kind }) => kind === "wall:checkpoint").length;
  const settle = () => new Promise((done) => void setImmediate(done));
  for (let i = 0; i < 498; i++) await flip(i % 2 === 0);
  await settle();
  expect(checkpoints()).toBe(0);
  await flip(true);
  await settle();
  expect(checkpoints()).toBe(1);
  wall = wall.restart();
  await flip(false);
  await settle();
  expect(checkpoints()).toBe(1);
  wall.clock.pass(86_400_000);
  await flip(true);
  await settle();
  expect(checkpoints()).toBe(2);
  const past = await wall.ask("wall:at", { at: wall.clock.wall() });
  expect(past.ok && past.value.cells).toEqual([...wall.state.cells.values()]);
});

test("an import is of the wall its dry run saw: without that seq, or after another change, it is refused and changes nothing", async () => {
  const file = await exported();
  const dry = await restored(file, true);
  const seq = dry.ok ? dry.value.seq : undefined;
  expect(seq).toBeGreaterThan(0);
  expect(await wall.ask("wall:import", { file, dryRun: false })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  await wall.ask("wall:operate", { operations: [{ do: "follow", on: true }] });
  const facts = wall.facts.length;
  expect(await wall.ask("wall:import", { file, dryRun: false, seq })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(wall.facts.length).toBe(facts);
  expect(await restored(file)).toMatchObject({ ok: true });
});
