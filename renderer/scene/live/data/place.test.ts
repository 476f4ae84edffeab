import { describe, expect, test } from "vitest";
import { ThingId } from "#contract/ids";
import { createProblemBook, placeOf, type Box } from "./place.ts";

const HUE: Box = [107, 16, 108.2, 16.8];

describe("a position is looked at before it is drawn", () => {
  test.each<[string, number, number, ReturnType<typeof placeOf>]>([
    ["a place in the city is taken as it is", 107.58, 16.46, { lon: 107.58, lat: 16.46 }],
    ["NaN is no place", Number.NaN, 16.46, { problem: "not-a-number" }],
    ["infinity is no place", 107.58, Infinity, { problem: "not-a-number" }],
    ["[0, 0] is a missing position, not the Gulf of Guinea", 0, 0, { problem: "null-island" }],
    ["what rounding leaves of [0, 0] too", 0.001, -0.002, { problem: "null-island" }],
    ["latitude first is recognised and drawn where it must be meant", 16.46, 107.58, { lon: 107.58, lat: 16.46, problem: "swapped" }],
    ["a place elsewhere is drawn there and said", 105.8, 21, { lon: 105.8, lat: 21, problem: "outside-city" }],
    ["a place that is on no map", 16.46, 95, { problem: "outside-earth" }],
  ])("%s", (_, lon, lat, place) => expect(placeOf(lon, lat, HUE)).toEqual(place));

  test("without a city nothing is outside, and the other order is still recognised for a place in Việt Nam", () => {
    expect(placeOf(2.35, 48.85, undefined)).toEqual({ lon: 2.35, lat: 48.85 });
    expect(placeOf(16.5, 112, undefined)).toEqual({ lon: 112, lat: 16.5, problem: "swapped" });
  });
});

test("problems are counted by kind, with at most five examples", () => {
  const book = createProblemBook();
  for (let i = 0; i < 9; i++) book.add("swapped", ThingId.parse(`t${i}`));
  book.add("null-island", ThingId.parse("zero"));
  expect(book.list()).toEqual([{ kind: "swapped", count: 9, examples: ["t0", "t1", "t2", "t3", "t4"] }, { kind: "null-island", count: 1, examples: ["zero"] }]);
});
