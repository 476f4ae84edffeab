import { describe, expect, test } from "vitest";
import { CellId, MonitorId } from "#contract/ids";
import { Cell } from "#contract/wall";
import type { Rect, Tile } from "#contract/wall-view";
import { AHEAD_MS, PAINT_MS, REST_MS, RESTING, stageOf, SWEEP_MS, type Known, type Slot, type Want } from "./stage.ts";

const LEFT: Rect = { x: 0, y: 0, w: 0.5, h: 1 };
const RIGHT: Rect = { x: 0.5, y: 0, w: 0.5, h: 1 };
const WHOLE: Rect = { x: 0, y: 0, w: 1, h: 1 };

function want(id: string, rect: Rect, kind = "text"): Want {
  const panel = { kind, settings: {}, sensitive: false };
  const cell = Cell.parse({ id: CellId.parse(id), monitorId: MonitorId.parse("m1"), x: 0, y: 0, w: 30, h: 60, panels: [panel] });
  const tile: Tile = { cell, rect };
  return { key: `${id}|${kind}`, tile, panel };
}
const phases = (slots: readonly Slot[]): Record<string, string> => Object.fromEntries(slots.map((slot) => [slot.key, slot.phase]));
const painted = (...keys: string[]): Known => ({ ready: new Set(keys), dear: new Set() });
const NONE = painted();

describe("the stage", () => {
  test("what has nothing in its place is shown at once, though not painted: a panel that loads says so itself", () => {
    expect(phases(stageOf([], { seen: [want("a", LEFT), want("b", RIGHT)], soon: [] }, NONE, 0))).toEqual({ "a|text": "on", "b|text": "on" });
  });

  test("the old picture stays until the new one is painted, and goes with it", () => {
    const before = stageOf([], { seen: [want("a", WHOLE)], soon: [] }, NONE, 0);
    const seen = [want("b", LEFT), want("c", RIGHT)];
    const first = stageOf(before, { seen, soon: [] }, NONE, 100);
    expect(phases(first)).toEqual({ "a|text": "going", "b|text": "coming", "c|text": "coming" });
    const fronts = new Map(first.map((slot) => [slot.key, slot.front]));
    expect(fronts.get("a|text")).toBeLessThan(fronts.get("b|text")!);
    const half = stageOf(first, { seen, soon: [] }, painted("b|text"), 150);
    expect(half, "a window never shows half of a scene").toEqual(first);
    const done = stageOf(half, { seen, soon: [] }, painted("b|text", "c|text"), 200);
    expect(phases(done)).toEqual({ "a|text": "left", "b|text": "on", "c|text": "on" });
    expect(done.map((slot) => slot.front), "the order of drawing is not changed at the cut").toEqual(first.map((slot) => slot.front));
  });

  test("two edits one after the other do not wait for each other", () => {
    const before = stageOf([], { seen: [want("a", LEFT), want("b", RIGHT)], soon: [] }, NONE, 0);
    const first = stageOf(before, { seen: [want("a", LEFT, "map"), want("b", RIGHT)], soon: [] }, NONE, 100);
    const seen = [want("a", LEFT, "map"), want("b", RIGHT, "clock")];
    const second = stageOf(first, { seen, soon: [] }, painted("b|clock"), 300);
    expect(phases(second)).toEqual({ "a|text": "going", "a|map": "coming", "b|text": "left", "b|clock": "on" });
  });

  test("a cell that stays keeps its place until what takes it is painted", () => {
    const before = stageOf([], { seen: [want("a", WHOLE)], soon: [] }, NONE, 0);
    const seen = [want("a", LEFT), want("b", RIGHT)];
    const waiting = stageOf(before, { seen, soon: [] }, NONE, 100);
    expect(waiting.map((slot) => [slot.key, slot.phase, slot.tile.rect])).toEqual([["a|text", "on", WHOLE], ["b|text", "coming", RIGHT]]);
    const done = stageOf(waiting, { seen, soon: [] }, painted("b|text"), 200);
    expect(done.map((slot) => [slot.key, slot.phase, slot.tile.rect])).toEqual([["a|text", "on", LEFT], ["b|text", "on", RIGHT]]);
  });

  test("what left is taken away after the cut, not at it; wanted again before, it is there", () => {
    const known = painted("a|text", "b|text");
    const before = stageOf([], { seen: [want("a", WHOLE)], soon: [] }, known, 0);
    const cut = stageOf(before, { seen: [want("b", WHOLE)], soon: [] }, known, 100);
    expect(phases(cut)).toEqual({ "a|text": "left", "b|text": "on" });
    expect(phases(stageOf(cut, { seen: [want("a", WHOLE)], soon: [] }, known, 200))).toEqual({ "a|text": "on", "b|text": "left" });
    expect(phases(stageOf(cut, { seen: [want("b", WHOLE)], soon: [] }, known, 100 + SWEEP_MS))).toEqual({ "a|text": "resting", "b|text": "on" });
  });

  test("what stays as it was is the same object: it is not drawn anew", () => {
    const before = stageOf([], { seen: [want("a", LEFT), want("b", RIGHT)], soon: [] }, NONE, 0);
    const after = stageOf(before, { seen: [want("a", LEFT), want("b", RIGHT, "clock")], soon: [] }, NONE, 100);
    expect(after.find((slot) => slot.key === "a|text")).toBe(before[0]);
  });

  test("a cell above another is in front of it, also where it was there before the other came", () => {
    const known = painted("a|text", "b|text");
    const before = stageOf([], { seen: [want("a", LEFT)], soon: [] }, known, 0);
    const fronts = Object.fromEntries(stageOf(before, { seen: [want("b", WHOLE), want("a", LEFT)], soon: [] }, known, 100).map((slot) => [slot.key, slot.front]));
    expect(fronts["a|text"]).toBeGreaterThan(fronts["b|text"]!);
  });

  test("the numbers of the order stay small however often is cut", () => {
    const known = painted("a|text", "b|text");
    let slots: Slot[] = [{ ...want("a", WHOLE), phase: "on", front: 999_999 }];
    for (let n = 0; n < 10; n++) slots = stageOf(slots, { seen: [want(n % 2 === 0 ? "b" : "a", WHOLE)], soon: [] }, known, n * 1000);
    expect(Math.max(...slots.map((slot) => slot.front))).toBeLessThan(100);
  });

  test("a panel that is never painted is shown after its bound all the same", () => {
    const before = stageOf([], { seen: [want("a", WHOLE)], soon: [] }, NONE, 0);
    const waiting = stageOf(before, { seen: [want("b", WHOLE)], soon: [] }, NONE, 100);
    expect(phases(stageOf(waiting, { seen: [want("b", WHOLE)], soon: [] }, NONE, 100 + PAINT_MS - 1))).toEqual({ "a|text": "going", "b|text": "coming" });
    expect(phases(stageOf(waiting, { seen: [want("b", WHOLE)], soon: [] }, NONE, 100 + PAINT_MS))).toEqual({ "a|text": "left", "b|text": "on" });
  });

  test("what comes is drawn unseen, and its wait begins with its turn, not before", () => {
    const before = stageOf([], { seen: [want("a", WHOLE)], soon: [want("b", WHOLE)] }, NONE, 0);
    expect(phases(before)).toEqual({ "a|text": "on", "b|text": "coming" });
    const late = stageOf(before, { seen: [want("b", WHOLE)], soon: [] }, NONE, AHEAD_MS);
    expect(phases(late)).toEqual({ "a|text": "going", "b|text": "coming" });
    const shown = stageOf(before, { seen: [want("b", WHOLE)], soon: [want("a", WHOLE)] }, painted("b|text"), AHEAD_MS);
    expect(phases(shown)).toEqual({ "a|text": "coming", "b|text": "on" });
  });

  test("a cell that stays is shown at its new place at once; one that comes back while it goes is on again", () => {
    const before = stageOf([], { seen: [want("a", LEFT), want("b", RIGHT)], soon: [] }, NONE, 0);
    const moved = stageOf(before, { seen: [want("a", WHOLE)], soon: [] }, NONE, 1);
    expect(moved.map((slot) => [slot.key, slot.phase, slot.tile.rect])).toEqual([["a|text", "on", WHOLE], ["b|text", "left", RIGHT]]);
    const going = stageOf(moved, { seen: [want("c", WHOLE)], soon: [] }, NONE, 2);
    expect(phases(stageOf(going, { seen: [want("a", WHOLE)], soon: [] }, NONE, 2 + SWEEP_MS))).toEqual({ "a|text": "on", "b|text": "resting" });
  });

  test("what was seen rests unseen for a while and is there at once when it is wanted again", () => {
    const known: Known = { ready: new Set(["a|text", "b|text", "c|text"]), dear: new Set(["a|text"]) };
    const before = stageOf([], { seen: [want("a", LEFT), want("b", RIGHT)], soon: [] }, known, 0);
    const cut = stageOf(before, { seen: [want("c", WHOLE)], soon: [] }, known, 100);
    expect(phases(cut)).toEqual({ "a|text": "left", "b|text": "left", "c|text": "on" });
    expect(phases(stageOf(cut, { seen: [want("a", WHOLE)], soon: [] }, known, 100 + SWEEP_MS))).toEqual({ "a|text": "on", "b|text": "resting", "c|text": "left" });
    expect(phases(stageOf(cut, { seen: [want("c", WHOLE)], soon: [] }, known, 99 + REST_MS))).toEqual({ "a|text": "resting", "b|text": "resting", "c|text": "on" });
    expect(phases(stageOf(cut, { seen: [want("c", WHOLE)], soon: [] }, known, 100 + REST_MS))).toEqual({ "c|text": "on" });
  });

  test("no more than the bound rest, those seen last", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const known: Known = { ready: new Set(ids.map((id) => `${id}|text`)), dear: new Set(ids.map((id) => `${id}|text`)) };
    let slots: Slot[] = [];
    for (const [i, id] of ids.entries()) slots = stageOf(slots, { seen: [want(id, WHOLE)], soon: [] }, known, i * 1000);
    expect(slots).toHaveLength(RESTING.dear + 1);
    expect(phases(slots)).toEqual({ "c|text": "resting", "d|text": "resting", "e|text": "left", "f|text": "on" });
    let cheap: Slot[] = [];
    for (let i = 0; i < 30; i++) cheap = stageOf(cheap, { seen: [want(`c${i}`, WHOLE)], soon: [] }, { ready: new Set(Array.from({ length: 30 }, (_value, n) => `c${n}|text`)), dear: new Set() }, i * 1000);
    expect(cheap).toHaveLength(RESTING.other + 1);
  });

  describe("a cut that was told of", () => {
    const cut = (...wants: Want[]) => ({ wants, at: 180 });
    const shows = (slots: readonly Slot[]) => Object.fromEntries(slots.map((slot) => [slot.key, slot.showAt]));

    test("is set to its instant once all of the new picture is painted", () => {
      const before = stageOf([], { seen: [want("a", WHOLE)], soon: [] }, NONE, 0);
      const wanted = { seen: [want("a", WHOLE)], soon: [], cut: cut(want("b", LEFT), want("c", RIGHT)) };
      expect(shows(stageOf(before, wanted, painted("b|text"), 100))).toEqual({ "a|text": undefined, "b|text": undefined, "c|text": undefined });
      expect(shows(stageOf(before, wanted, painted("b|text", "c|text"), 100))).toEqual({ "a|text": undefined, "b|text": 180, "c|text": 180 });
    });

    test("is not, where something that stays would be covered by it", () => {
      const before = stageOf([], { seen: [want("a", LEFT)], soon: [] }, NONE, 0);
      const wanted = { seen: [want("a", LEFT)], soon: [], cut: cut(want("b", WHOLE), want("a", LEFT)) };
      expect(shows(stageOf(before, wanted, painted("a|text", "b|text"), 100))).toEqual({ "a|text": undefined, "b|text": undefined });
    });
  });

  test("elements never change their order in the document, whichever is in front", () => {
    const order = (ids: string[]) => stageOf([], { seen: ids.map((id) => want(id, WHOLE)), soon: [] }, NONE, 0);
    expect(order(["c", "a", "b"]).map((slot) => slot.key)).toEqual(["a|text", "b|text", "c|text"]);
    expect(order(["c", "a", "b"]).toSorted((x, y) => x.front - y.front).map((slot) => slot.key)).toEqual(["c|text", "a|text", "b|text"]);
  });
});
