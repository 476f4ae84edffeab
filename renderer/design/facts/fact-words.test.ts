// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FactBody, type Fact } from "#contract/fact";
import { AlarmId } from "#contract/ids";
import { emptyWall, type WallMaps } from "#contract/wall-fold";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { anyWallSteps, liveWall } from "../../../test/kit/any-wall.ts";
import { displayOf, handWall, screenOf, type HandWall } from "../../../test/kit/hand-wall.ts";
import { textNow } from "../i18n.ts";
import { factWords, isFact } from "./fact-words.ts";
import { wallBook } from "./wall-book.ts";
import { wallNaming } from "./wall-naming.ts";

const factOf = (value: object): Fact => {
  const fact: unknown = { seq: 1, at: 0, ...value };
  if (!isFact(fact)) throw new Error("no fact");
  return fact;
};
/** Newest first, as lists have them. */
function told(facts: readonly Fact[], { wall = emptyWall(), language = "vi" as "vi" | "en" }: { wall?: WallMaps; language?: "vi" | "en" } = {}): string[] {
  const book = wallBook(facts, wall);
  const naming = wallNaming(book, { panel: ({ kind, settings }) => (typeof settings["text"] === "string" ? settings["text"] : kind), language });
  return facts.map((fact) => factWords(fact, { language, t: textNow, alarm: (id) => `“${id}”`, book, naming, cases: { incident: (id) => `“${id}”`, agency: (id) => id, person: (id) => id, limit: () => undefined, flash: (_, id) => id } }));
}
const newest = (wall: HandWall, n = 1): string[] => told(wall.facts.toReversed(), { wall: wall.state }).slice(0, n);

test("every kind of fact that the journal can hold is one that this window knows", () => {
  const kinds = FactBody.options.map(({ shape }) => [...shape.kind.values][0]);
  expect(kinds.length).toBeGreaterThan(100);
  expect(kinds.filter((kind) => !isFact({ seq: 1, at: 0, kind }))).toEqual([]);
});

test.each<[object, RegExp]>([
  [{ kind: "alarm:raised", alarm: alarmOf({}) }, /^Alarm raised, .+: Huong river above level II$/],
  [{ kind: "alarm:cleared", alarmId: AlarmId.parse("a1"), cause: "returned-to-normal" }, /^Alarm “a1” condition gone: returned to normal$/],
  [{ kind: "flood:began", count: 1 }, /1 alarm in 10 minutes/],
  [{ kind: "flood:began", count: 11 }, /11 alarms in 10 minutes/],
])("%o reads as one English sentence", (fact, words) => expect(told([factOf(fact)], { language: "en" })[0]).toMatch(words));

test.each<[string, string]>([
  ["missed heartbeats for 3021 ms", "trang bị treo (không có nhịp sống trong 3021 ms)"],
  ["oom", "trang bị treo (hết bộ nhớ)"],
  ["the former shell ended without a word", "trang bị treo (lần trước tắt đột ngột)"],
  ["Network Service: crashed", "trang bị treo (Network Service: tự sập)"],
  ["ERR_CONNECTION_REFUSED", "trang bị treo (không nối được tới máy chủ)"],
])("a shell's cause %s is in Vietnamese, and its PC has its name", (cause, words) => {
  const facts = [factOf({ kind: "shell:event", displayId: "d249-3", event: { at: 1, what: "renderer-hung", cause } }), factOf({ kind: "display:saved", display: displayOf("d249-3", "Tường chính") })];
  expect(told(facts)[0]).toBe(`Máy hiển thị “Tường chính”: ${words}`);
});

describe("the wall's facts", () => {
  async function begin(): Promise<HandWall> {
    const wall = handWall();
    await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, displayOf("pc"));
    return wall;
  }
  const cellsOf = (wall: HandWall) => [...wall.state.cells.values()];
  test("who put what where, and what was there before", async () => {
    const wall = await begin();
    const [cell] = cellsOf(wall);
    if (cell === undefined) throw new Error("no cell");
    const text = (words: string, sensitive = false) => ({ kind: "text", settings: { text: words }, sensitive });
    await wall.ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [text("Trực lũ")] }] });
    const seen = wall.state.cells.get(cell.id);
    await wall.ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: seen?.rev ?? 0, panels: [text("Họp giao ban"), text("Số điện thoại của ông Nam", true)] }] });
    // Of what is sensitive the kind alone is told.
    expect(newest(wall)).toEqual(["Tường: ô 1.1 hiển thị Họp giao ban ⟳ text (trước đó: Trực lũ)"]);
    await wall.ask("wall:operate", { operations: [{ do: "maximise", monitorId: cell.monitorId, cellId: cell.id }] });
    await wall.ask("wall:operate", { operations: [{ do: "freeze", cellId: cell.id, on: true }] });
    await wall.ask("wall:operate", { operations: [{ do: "privacy", on: true }] });
    expect(newest(wall, 3)).toEqual(["Tường: bật chế độ riêng tư", "Tường: đóng băng ô 1.1", "Tường: phóng to ô 1.1 kín màn hình 1"]);
    wall.close();
  });
  test("a cell, a monitor and a scene that are gone have their last names", async () => {
    const wall = await begin();
    const second = [...wall.state.monitors.values()].find(({ number }) => number === 2);
    if (second === undefined) throw new Error("no monitor");
    await wall.ask("wall:design", { designs: [{ do: "arrange", monitor: { ...second, name: "Cửa ra vào" } }] });
    const scene = await wall.ask("wall:scene-save", { name: "Mưa lũ", monitors: [second.id], version: 0 });
    if (!scene.ok) throw new Error("no scene");
    await wall.ask("wall:cut", { sceneId: scene.value.id });
    await wall.ask("wall:scene-remove", { sceneId: scene.value.id });
    await wall.ask("wall:screens", { screens: [screenOf("a")], wallOnly: true }, displayOf("pc"));
    await wall.ask("wall:design", { designs: [{ do: "forget", monitorId: second.id }] });
    const words = newest(wall, 12);
    expect(words[0]).toBe("Tường: bỏ màn hình 2 (Cửa ra vào) khỏi tường");
    expect(words).toContain("Xóa cảnh “Mưa lũ”");
    expect(words).toContain("Tường: chuyển sang cảnh “Mưa lũ”");
    expect(words).toContain("Tường: sắp xếp màn hình 2 (Cửa ra vào)");
    wall.close();
  });
  test("whatever is done to a wall, its journal shows no id in either language", async () => {
    const RAW = /\b[a-z]{1,3}\d+(-\d+)?\b|\{\{|undefined|\b(rev|seq)\b/;
    await fc.assert(fc.asyncProperty(anyWallSteps, async (steps) => {
      const wall = handWall();
      await liveWall(wall, steps, () => undefined);
      for (const language of ["vi", "en"] as const) for (const words of told(wall.facts.toReversed(), { wall: wall.state, language })) expect(words).not.toMatch(RAW);
      wall.close();
    }), { numRuns: 60 });
  });
});
