import { expect, test } from "vitest";
import { shortOf } from "./clip-words.ts";

test.each<[string, { from: number; to: number }, { first: number; last: number }]>([
  ["from the key picture before what was asked, up to its end", { from: 69_200, to: 104_980 }, { first: 0, last: 0 }],
  ["a camera that was opened eight seconds before the press", { from: 92_000, to: 105_000 }, { first: 22, last: 0 }],
  ["a camera that died before the press", { from: 70_000, to: 97_000 }, { first: 0, last: 8 }],
])("what is missing of the 30 s before and 5 s after is told: %s", (_what, kept, missing) => expect(shortOf({ at: 100_000, before: 30, after: 5, ...kept })).toEqual(missing));
