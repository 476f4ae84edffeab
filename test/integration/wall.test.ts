import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import type { CellId } from "#contract/ids";
import type { Snapshot } from "#contract/request";
import type { Cell } from "#contract/wall";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend, type TestWindow } from "../kit/backend.ts";
import { screenOf } from "../kit/hand-wall.ts";
import { until } from "../kit/until.ts";
import { joinPc, logInAs, openWallWindow, shellAsks, typeTicket } from "../kit/wall-pc.ts";

const SCREENS = [screenOf("c0", 0, { primary: true }), screenOf("w1", 1920), screenOf("w2", 3840)];
let backend: TestBackend;
let admin: string;
let lan: string;
let minh: string;
let pc: Awaited<ReturnType<typeof joinPc>>;

beforeAll(async () => {
  backend = await startBackend();
  admin = await administrator(backend);
  lan = await logInAs(backend, admin, "lan", ["shift-lead"]);
  minh = await logInAs(backend, admin, "minh", ["operator"]);
  pc = await joinPc(backend, admin, "tuong-1");
  valueOf(await shellAsks(backend, pc.cookie, "wall:screens", { screens: SCREENS }));
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

const snapshot = async (cookie = lan): Promise<Snapshot> => valueOf(await request(backend, cookie, "snapshot:get", {}));
const text = (what: string) => ({ kind: "text", settings: { text: what } });
async function cellsOf(key: string): Promise<Cell[]> {
  const { wall } = await snapshot();
  const monitor = wall.monitors.find(({ screen }) => screen?.key === key);
  return wall.cells.filter(({ monitorId }) => monitorId === monitor?.id);
}
const attendanceOf = async (key: string) => {
  const { wall } = await snapshot();
  const monitor = wall.monitors.find(({ screen }) => screen?.key === key);
  return wall.attendances.find(({ monitorId }) => monitorId === monitor?.id);
};
const edits = (window: TestWindow): Extract<Fact, { kind: "wall:edited" }>[] => window.facts.flatMap((fact) => (fact.kind === "wall:edited" ? [fact] : []));
const head = async () => (await snapshot()).seq;

test("two operators who drag the same panel at the same time: one gets it, the other is told who was first; nothing is lost", async () => {
  const [first, second] = [await openWindow(backend, lan), await openWindow(backend, minh)];
  const asked: { who: string; what: string; ok: boolean }[] = [];
  for (let round = 0; round < 20; round++) {
    const [a, b] = await cellsOf("w1") as [Cell, Cell];
    const drag = (window: TestWindow, who: string, panels: object[]) => window.ask("wall:operate", {
      operations: [{ do: "put", cellId: a.id, rev: a.rev, panels: panels as never }, { do: "put", cellId: b.id, rev: b.rev, panels: [] }],
    }).then((answer) => {
      asked.push({ who, what: JSON.stringify(panels), ok: answer.ok });
      return answer;
    });
    const answers = await Promise.all([drag(first, "lan", [text(`Lan ${round}`)]), drag(second, "minh", [text(`Minh ${round}`)])]);
    expect(answers.filter(({ ok }) => ok).length).toBe(1);
    const refused = answers.find((answer) => !answer.ok);
    const winner = answers[0]!.ok ? "lan" : "minh";
    expect(refused).toMatchObject({ fault: { code: "conflict", detail: expect.stringContaining(`changed by ${winner}: put`) as unknown } });
  }
  const last = await head();
  await until(() => [first, second].every((window) => (window.facts.at(-1)?.seq ?? 0) >= last));
  // Both windows saw every accepted edit, in one order, and no refused one.
  const puts = (window: TestWindow) => edits(window).filter(({ deed }) => deed === "put").map(({ by, changes }) => `${by} ${JSON.stringify(changes.flatMap((change) => (change.part === "cell" ? (change.after?.panels ?? []).map(({ settings }) => settings) : [])))}`);
  expect(puts(first)).toEqual(puts(second));
  expect(puts(first).length).toBe(20);
  for (const { who, what, ok } of asked) expect(puts(first).some((put) => put.startsWith(who) && put.includes(JSON.parse(what)[0].settings.text))).toBe(ok);
  first.close();
  second.close();
});

test("a scene cut has one instant for all windows, a little ahead; an operator may cut but not design", async () => {
  const console1 = await openWindow(backend, minh);
  const [w1, w2] = [await openWallWindow(backend, pc.cookie), await openWallWindow(backend, pc.cookie)];
  const { wall } = await snapshot();
  const monitors = wall.monitors.filter(({ role }) => role === "wall").map(({ id }) => id);
  const scene = valueOf(await request(backend, lan, "wall:scene-save", { name: "Thường trực", monitors, key: 1, version: 0 }));
  valueOf(await request(backend, lan, "wall:design", { designs: [{ do: "divide", monitorId: monitors[0]!, columns: 3, rows: 2 }] }));
  expect(await console1.ask("wall:design", { designs: [{ do: "divide", monitorId: monitors[0]!, columns: 1, rows: 1 }] })).toMatchObject({ fault: { code: "forbidden" } });
  const before = (await snapshot()).now;
  const { seq } = valueOf(await console1.ask("wall:cut", { sceneId: scene.id }));
  const told = (facts: readonly Fact[]) => facts.find((fact) => fact.seq === seq);
  await until(() => [console1, w1, w2].every(({ facts }) => told(facts) !== undefined));
  const cut = told(w1.facts);
  expect(cut).toMatchObject({ kind: "wall:edited", deed: "cut", sceneId: scene.id, by: "minh" });
  const ahead = cut?.kind === "wall:edited" && cut.cutAt !== undefined ? cut.cutAt - cut.at : 0;
  expect(ahead).toBeGreaterThanOrEqual(60);
  expect(ahead).toBeLessThanOrEqual(120);
  expect(cut?.at).toBeGreaterThanOrEqual(before);
  expect([told(w2.facts), told(console1.facts)]).toEqual([cut, cut]);
  expect(byId(await cellsOf("w1")).map(({ id, w }) => [id, w])).toEqual(byId(scene.cells.filter(({ monitorId }) => monitorId === monitors[0])).map(({ id, w }) => [id, w]));
  for (const window of [console1, w1, w2]) window.close();
});

test("a monitor is lost with its window or its plug, and found again; a second window takes the seat and the first is told", async () => {
  const first = await openWallWindow(backend, pc.cookie);
  const { monitorId } = valueOf(await first.attend(SCREENS[1]!));
  expect(await attendanceOf("w1")).not.toHaveProperty("leftAt");
  const second = await openWallWindow(backend, pc.cookie);
  valueOf(await second.attend(SCREENS[1]!));
  await until(() => first.unseated.length > 0);
  expect(first.unseated).toEqual([{ monitorId }]);
  first.close();
  // The older window's going is no going: the seat is taken. Known once a later edit has come back.
  valueOf(await request(backend, lan, "wall:operate", { operations: [{ do: "identify", seconds: 1 }] }));
  expect(await attendanceOf("w1")).not.toHaveProperty("leftAt");

  second.close();
  await until(async () => (await attendanceOf("w1"))?.leftCause === "window-gone");
  valueOf(await shellAsks(backend, pc.cookie, "wall:screens", { screens: SCREENS.slice(0, 1) }));
  expect(await attendanceOf("w1")).toMatchObject({ leftCause: "unplugged" });
  valueOf(await shellAsks(backend, pc.cookie, "wall:screens", { screens: SCREENS }));
  const third = await openWallWindow(backend, pc.cookie);
  expect(valueOf(await third.attend(SCREENS[1]!)).monitorId).toBe(monitorId);
  expect(await attendanceOf("w1")).not.toHaveProperty("leftAt");
  third.close();
});

test("a stolen ticket, typed again, opens nothing; a revoked PC is off the wall at once and can neither attend nor name screens", async () => {
  const thief = await joinPc(backend, admin, "tuong-2");
  expect(await typeTicket(backend, thief.ticket)).toBe(401);
  const window = await openWallWindow(backend, thief.cookie);
  valueOf(await window.attend(screenOf("stolen")));
  expect(await attendanceOf("stolen")).not.toHaveProperty("leftAt");
  // Not the way a window attends: without a socket there is nothing that could end.
  expect(await shellAsks(backend, thief.cookie, "wall:attend", { screen: screenOf("stolen") })).toMatchObject({ fault: { code: "conflict" } });

  valueOf(await request(backend, admin, "display:revoke", { displayId: thief.displayId }));
  await until(() => window.socket.disconnected);
  expect(window.goodbyes).toMatchObject([{ reason: "display-revoked" }]);
  await until(async () => (await attendanceOf("stolen"))?.leftAt !== undefined);
  const before = await head();
  expect(await shellAsks(backend, thief.cookie, "wall:screens", { screens: [screenOf("stolen")] })).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  expect(await shellAsks(backend, thief.cookie, "shell:report", { events: [{ at: 1, what: "started", cause: "x" }] })).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  await expect(openWallWindow(backend, thief.cookie)).rejects.toThrow("unauthenticated");
  expect(await typeTicket(backend, thief.ticket)).toBe(401);
  expect(await head()).toBe(before);
  // The stolen ticket's hand on another's monitor: a display attends only what is bound to itself.
  expect((await attendanceOf("w1"))?.displayId).toBe(pc.displayId);
});

test("a wall window cannot act on the wall, and an operator's console is no screen of it", async () => {
  const window = await openWallWindow(backend, pc.cookie);
  for (const [name, input] of [["wall:operate", { operations: [{ do: "privacy", on: false }] }], ["wall:cut", { sceneId: "x" }], ["wall:undo", {}], ["wall:export", {}]] as const) {
    expect(await window.socket.emitWithAck(name, input)).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  }
  const console1 = await openWindow(backend, minh);
  expect(await console1.socket.emitWithAck("wall:attend", { screen: SCREENS[1] })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  window.close();
  console1.close();
});

test("the wall goes out and comes in as a file; what this room has not is said before anything is done", async () => {
  const file = valueOf(await request(backend, lan, "wall:export", {}));
  const foreign = { ...file, cells: [...file.cells, { ...JSON.parse(JSON.stringify(file.cells[0])), id: "foreign", panels: [{ kind: "hologram", settings: {}, sensitive: false }] }, { id: "!" }] };
  const before = await head();
  const dry = valueOf(await request(backend, lan, "wall:import", { file: foreign }));
  expect(dry.notes).toContain("unknown-panel hologram 1");
  expect(dry.notes).toContain(`bad-cell cells.${file.cells.length + 1} monitorId`);
  expect(await head()).toBe(before);
  valueOf(await request(backend, lan, "wall:import", { file: foreign, dryRun: false, seq: dry.seq }));
  expect((await snapshot()).wall.cells.some(({ panels }) => panels[0]?.kind === "hologram")).toBe(true);
  valueOf(await request(backend, lan, "wall:undo", {}));
  expect((await snapshot()).wall.cells.some(({ panels }) => panels[0]?.kind === "hologram")).toBe(false);
});

test("invariant 3: a restart keeps the wall and whose edits were whose; every monitor waits for its window; the past stays readable", async () => {
  const [cell] = await cellsOf("w2") as [Cell];
  valueOf(await request(backend, minh, "wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [text("trước khi tắt")] }] }));
  const window = await openWallWindow(backend, pc.cookie);
  valueOf(await window.attend(SCREENS[2]!));
  const before = await snapshot();
  await backend.kill();
  backend = await startBackend({ folder: backend.folder });
  const after = await snapshot();
  const still = ({ wall: { attendances: _seats, ...rest } }: Snapshot) => ({ ...rest, monitors: byId(rest.monitors), cells: byId(rest.cells) });
  expect(still(after)).toEqual(still(before));
  expect(await attendanceOf("w2")).toMatchObject({ leftCause: "backend-restarted" });
  const again = await openWallWindow(backend, pc.cookie);
  valueOf(await again.attend(SCREENS[2]!));
  expect(await attendanceOf("w2")).not.toHaveProperty("leftAt");

  const past = valueOf(await request(backend, lan, "wall:at", { at: before.now }));
  expect(byId(past.cells)).toEqual(byId(before.wall.cells));
  expect(past.attendances.find(({ monitorId }) => monitorId === cell.monitorId)).not.toHaveProperty("leftAt");
  valueOf(await request(backend, minh, "wall:undo", {}));
  const [undone] = (await cellsOf("w2")).filter(({ id }: { id: CellId }) => id === cell.id);
  expect(undone?.panels).toEqual(cell.panels);
  again.close();
  window.close();
});

function byId<T extends { id: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
