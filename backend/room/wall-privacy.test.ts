import { afterEach, beforeEach, expect, test } from "vitest";
import { Account, type Role } from "#contract/account";
import { SessionId } from "#contract/ids";
import { REQUESTS, type RequestInput } from "#contract/request";
import type { Cell } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { displayOf, handWall, screenOf, type HandWall } from "../../test/kit/hand-wall.ts";

type Deed = "wall:operate" | "wall:design" | "wall:undo" | "wall:redo" | "wall:restore" | "wall:import";
const text = (content: string, sensitive = false) => ({ kind: "text", settings: { text: content }, sensitive });
const REFUSED = { ok: false, fault: { code: "forbidden", permission: "wall:privacy-lift" } };
let wall: HandWall;
const cells = (): Cell[] => [...wall.state.monitors.values()].flatMap(({ id }) => numberedCells(wall.state, id));
const cell = (i: number): Cell => cells()[i] ?? expect.fail(`no cell ${i}`);
const put = (i: number, ...panels: object[]) => ({ do: "put", cellId: cell(i).id, rev: cell(i).rev, panels });
/** A request of somebody with one role, as it comes over HTTP. */
function as(role: Role, name: Deed, input: object) {
  wall.clock.pass(1);
  const party = { kind: "person" as const, account: Account.parse({ id: `by-${role}`, name: role, roles: [role] }), sessionId: SessionId.parse("s") };
  // Checked by the request's own schema; which deed it is the compiler cannot follow.
  return (wall.room.answers[name] as (given: unknown, by: typeof party) => Promise<{ ok: boolean }> | { ok: boolean })(REQUESTS[name].input.parse(input), party);
}
const key = (on: boolean) => as("shift-lead", "wall:operate", { operations: [{ do: "privacy", on }] });
const shown = (): string => JSON.stringify(cells().map(({ panels }) => panels));

/** Cell 0 shows two panels, the first marked by the operator; cell 1 one that nobody marked; the key is on. */
beforeEach(async () => {
  wall = handWall();
  await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, displayOf("pc"));
  await as("operator", "wall:operate", { operations: [put(1, text("công khai"))] });
  await as("operator", "wall:operate", { operations: [put(0, text("kín"), text("phụ"))] });
  await as("operator", "wall:operate", { operations: [put(0, text("kín", true), text("phụ"))] });
  await key(true);
});
afterEach(() => wall.close());

test.each<[string, Deed, () => object]>([
  ["unticks it", "wall:operate", () => ({ operations: [put(0, text("kín"), text("phụ"))] })],
  ["unticks it with its defaults written down", "wall:operate", () => ({ operations: [put(0, { kind: "text", settings: { tone: "plain", text: "kín" }, title: "khác" })] })],
  ["puts it unmarked into another cell", "wall:operate", () => ({ operations: [put(2, text("kín"))] })],
  ["takes it out and puts it in again in one go", "wall:operate", () => ({ operations: [put(0), put(1, text("kín"))] })],
  ["takes the marking back", "wall:undo", () => ({})],
  ["sets the wall back to before the marking", "wall:restore", () => ({ at: wall.facts.findLast((fact) => fact.kind === "wall:edited" && fact.deed === "put")!.at - 1 })],
  ["adds a cell with it", "wall:design", () => ({ designs: [{ do: "add", place: { monitorId: cell(0).monitorId, x: 0, y: 0, w: 10, h: 10 }, panels: [text("kín")] }] })],
])("while the privacy key is on nobody below the lead shows what a mark hides: who %s is refused, nothing moves, and the lead may", async (_how, deed, input) => {
  const before = shown();
  const role: Role = deed === "wall:design" ? "technician" : "operator";
  const wish = input();
  expect(await as(role, deed, wish)).toEqual(REFUSED);
  expect(shown()).toBe(before);
  if (deed === "wall:undo") {
    // It waits on top of the person's own edits until the key is off.
    await key(false);
    expect(await as(role, deed, wish)).toMatchObject({ ok: true });
  } else expect(await as("shift-lead", deed, wish)).toMatchObject({ ok: true });
  expect(shown()).not.toBe(before);
});

test("an edit that shows it again is not made again while the key is on", async () => {
  await key(false);
  await as("operator", "wall:undo", {});
  await as("operator", "wall:redo", {});
  await as("operator", "wall:operate", { operations: [put(0, text("kín"), text("phụ"))] });
  await as("operator", "wall:undo", {});
  await key(true);
  const before = shown();
  expect(await as("operator", "wall:redo", {})).toEqual(REFUSED);
  expect(shown()).toBe(before);
});

test("a wall's file that does not mark it is not taken in by a technician while the key is on", async () => {
  const exported = await wall.ask("wall:export", {});
  const file = JSON.parse(JSON.stringify(exported.ok ? exported.value : expect.fail("no file")).replaceAll('"sensitive":true', '"sensitive":false')) as RequestInput<"wall:import">["file"];
  const dry = await wall.ask("wall:import", { file, dryRun: true });
  const wish = { file, dryRun: false, seq: dry.ok ? dry.value.seq : undefined };
  const before = shown();
  expect(await as("technician", "wall:import", wish)).toEqual(REFUSED);
  expect(shown()).toBe(before);
  expect(await as("shift-lead", "wall:import", wish)).toMatchObject({ ok: true });
});

test.each<[string, () => object[]]>([
  ["mark more", () => [put(1, text("công khai", true))]],
  ["show something else in its place", () => [put(0, text("khác"))]],
  ["take it out", () => [put(0, text("phụ"))]],
  ["change the other panel and the order", () => [put(0, text("phụ 2"), text("kín", true))]],
  ["swap it with what is to be seen", () => [{ do: "swap", a: cell(0).id, revA: cell(0).rev, b: cell(1).id, revB: cell(1).rev }]],
  ["carry it marked into another cell", () => [put(0), put(1, text("kín", true))]],
])("under the privacy key an operator still may %s", async (_what, operations) => {
  expect(await as("operator", "wall:operate", { operations: operations() })).toMatchObject({ ok: true });
});

test("what stands unmarked beside its marked twin may move: it was to be seen before", async () => {
  await key(false);
  await as("operator", "wall:operate", { operations: [put(1, text("kín"))] });
  await key(true);
  expect(await as("operator", "wall:operate", { operations: [{ do: "swap", a: cell(0).id, revA: cell(0).rev, b: cell(1).id, revB: cell(1).rev }] })).toMatchObject({ ok: true });
  expect(await as("operator", "wall:operate", { operations: [put(2, text("kín"))] })).toEqual(REFUSED);
});

test("with the key off a mark is anybody's to set and to take away", async () => {
  await key(false);
  expect(await as("operator", "wall:operate", { operations: [put(0, text("kín"), text("phụ"))] })).toMatchObject({ ok: true });
});
