import { expect, test } from "vitest";
import { fitOf } from "./use-fit.ts";

test.each([
  ["few: the highest rows", 3, { rows: 4, height: 0 }],
  ["as many as high rows", 4, { rows: 4, height: 0 }],
  ["one more: lower rows, and each has its place", 5, { rows: 6, height: 1 }],
  ["more still: the lowest", 7, { rows: 9, height: 2 }],
  ["more than fit at all: the lowest, as many as fit", 50, { rows: 9, height: 2 }],
])("%s", (_, must, fit) => expect(fitOf(480, [110, 75, 50], must)).toEqual(fit));

test("a list without a size shows one row", () => expect(fitOf(0, [0, 0], 5)).toEqual({ rows: 1, height: 1 }));
