import { describe, expect, test } from "vitest";
import type { Screen } from "#contract/wall";
import { placesOf, type Assigned } from "./places.ts";

const screen = (key: string, primary = false): Screen => ({ key, label: `label ${key}`, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scale: 1, rotation: 0, primary });
const assigned = (key: string, role: Assigned["role"]): Assigned => ({ key, role, number: 4, name: `Màn ${key}`, monitorId: `m-${key}` });
const screens = [screen("a", true), screen("b"), screen("c")];
const roles = (all: readonly Assigned[], wallOnly = false) => placesOf({ screens, assigned: all, wallOnly }).map(({ key, role }) => `${key} ${role}`);

test("before the backend has spoken the primary screen has the console, each other one a wall window", () => {
  expect(roles([])).toEqual(["a console", "b wall", "c wall"]);
});

test("a PC for the wall alone has no console", () => expect(roles([], true)).toEqual(["a wall", "b wall", "c wall"]));

test("what the backend says goes, also on the primary screen; off means no window", () => {
  expect(roles([assigned("a", "wall"), assigned("b", "console"), assigned("c", "off")])).toEqual(["a wall", "b console"]);
  expect(roles([assigned("a", "console")], true)).toEqual(["a console", "b wall", "c wall"]);
});

test("a screen it has not heard of yet is what it would be before", () => expect(roles([assigned("c", "console")])).toEqual(["a console", "b wall", "c console"]));

test("a place knows its monitor and its name", () => {
  expect(placesOf({ screens: [screen("a")], assigned: [assigned("a", "wall")], wallOnly: false })).toEqual([{ key: "a", role: "wall", name: "Màn a", screen: screen("a"), monitorId: "m-a" }]);
  expect(placesOf({ screens: [screen("a")], assigned: [], wallOnly: false })[0]).toMatchObject({ name: "label a", monitorId: undefined });
});

describe("a console whose screen is gone", () => {
  const all = [assigned("a", "console"), assigned("b", "wall"), assigned("c", "wall")];
  const without = (present: readonly Screen[], said: readonly Assigned[], wallOnly = false) => placesOf({ screens: present, assigned: said, wallOnly }).map(({ key, role }) => `${key} ${role}`);

  test("is stood in for by the primary screen of those left, until it is back", () => {
    expect(without([screen("b", true), screen("c")], all)).toEqual(["b console", "c wall"]);
    expect(without(screens, all)).toEqual(["a console", "b wall", "c wall"]);
  });

  test("is not missed where there is another one", () => expect(without([screen("b", true), screen("c")], [...all.slice(0, 2), assigned("c", "console")])).toEqual(["b wall", "c console"]));

  test("is not missed on a PC for the wall alone", () => expect(without([screen("b", true), screen("c")], all, true)).toEqual(["b wall", "c wall"]));
});

test("a PC whose screens are all for the wall by the backend's word has no console", () => {
  expect(roles([assigned("a", "wall"), assigned("b", "wall"), assigned("c", "wall")])).toEqual(["a wall", "b wall", "c wall"]);
});
