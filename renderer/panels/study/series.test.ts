import { expect, test } from "vitest";
import { outOfOrder, readTable, withRow } from "./series.ts";

/** 22:00 in Huế. */
const START = Date.UTC(2026, 10, 23, 15);

test("a pasted table: clock times, offsets, decimal commas, in any order", () => {
  expect(readTable("02:00\t500\n+0:00;0\n23:30  12,5\n", START)).toEqual({ ok: true, series: [[0, 0], [5400, 12.5], [14_400, 500]] });
  expect(readTable("+0:00 0 / 02:00 500", START)).toEqual({ ok: true, series: [[0, 0], [14_400, 500]] });
});

test.each<[string, number]>([["+0:00 0\nsau đó 5", 2], ["+0:00", 1], ["", 1], ["+1:00 5\n+1:00 6", 1]])("what cannot be read is said by its line: %j", (text, line) => expect(readTable(text, START)).toEqual({ ok: false, line }));

test("a row more comes an hour after the last; rows ascend", () => {
  expect(withRow([[0, 5]])).toEqual([[0, 5], [3600, 5]]);
  expect(withRow([])).toEqual([[0, 0]]);
  expect([outOfOrder([[0, 1], [5, 1], [5, 2]]), outOfOrder([[0, 1], [5, 1]])]).toEqual([2, undefined]);
});
