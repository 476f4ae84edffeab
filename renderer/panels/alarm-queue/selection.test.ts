import { expect, test } from "vitest";
import { all, kept, NONE, only, ranged, toggled } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];

test("Shift marks from the anchor in both directions and shrinks again", () => {
  const down = ranged(only("b"), "d", order);
  expect([...down.keys]).toEqual(["b", "c", "d"]);
  expect([...ranged(down, "a", order).keys]).toEqual(["a", "b"]);
});

test("Ctrl adds and removes without touching the rest", () => {
  const two = toggled(only("a"), "c");
  expect([...two.keys]).toEqual(["a", "c"]);
  expect([...toggled(two, "a").keys]).toEqual(["c"]);
});

test("a range whose anchor has left the list begins anew", () => expect([...ranged(only("gone"), "c", order).keys]).toEqual(["c"]));

test("Ctrl+A marks what the filter shows", () => {
  expect(all(order).keys.size).toBe(5);
  expect(all([]).keys.size).toBe(NONE.keys.size);
});

test.each<[string, readonly string[], string | undefined, number, number]>([
  ["the row is still there, elsewhere", ["x", "a", "b"], "b", 0, 2],
  ["the row is gone: its place", ["a", "c", "d"], "b", 1, 1],
  ["the last row is gone: the new last", ["a", "b"], "c", 2, 1],
  ["nothing left", [], "a", 0, -1],
  ["no cursor yet", ["a"], undefined, -1, 0],
])("cursor: %s", (_, now, key, at, expected) => expect(kept({ length: now.length, keyAt: (i) => now[i] ?? "" }, key, at)).toBe(expected));
