import { expect, test } from "vitest";
import { KEPT, openKept, type KeptForecast } from "./kept.ts";

const HOUR = 3_600_000;
const of = (madeAt: number, from: number, mid: number): KeptForecast => ({ madeAt, from, by: "own", points: [{ lead: 3600, at: madeAt + HOUR, low: mid - 0.1, mid, high: mid + 0.1 }] });
const everything = () => 0.1;

test("what was forecast is held against what was measured then: between two readings the straight line", () => {
  const book = openKept();
  book.keep(of(0, 1, 1.5));
  book.keep(of(HOUR, 1.5, 3));
  book.measured(0, 1, 2 * HOUR);
  expect(book.scores([2], everything)).toEqual([]);
  book.measured(HOUR + 600_000, 1.6, 2 * HOUR);
  const [first] = book.scores([2], everything);
  expect(first).toMatchObject({ lead: 3600, cases: 1, right: 0, judged: 0, coverage: 1 });
  expect(first?.meanError).toBeCloseTo((1 + (0.6 * 6) / 7) - 1.5, 9);
  book.measured(2 * HOUR, 2.95, 2 * HOUR);
  expect(book.scores([2], everything)[0]).toMatchObject({ cases: 2, judged: 1, right: 1 });
});

test("a silence longer than the gauge may be silent tells nothing about what was in it", () => {
  const book = openKept([of(0, 1, 2)]);
  book.measured(0, 1, HOUR / 2);
  book.measured(2 * HOUR, 9, HOUR / 2);
  expect(book.scores([], everything)).toEqual([]);
});

test("the clock went back: what was forecast by the wrong one is forgotten, and what is read goes on", () => {
  const book = openKept([of(0, 1, 2), of(5 * HOUR, 1, 2)]);
  book.measured(5 * HOUR, 1, HOUR);
  book.forget(HOUR);
  book.measured(HOUR - 1, 1.9, HOUR);
  book.measured(HOUR + 1, 2, HOUR);
  expect(book.newest()).toBe(0);
  expect(book.scores([], everything)[0]).toMatchObject({ cases: 1, coverage: 1 });
});

test("a month is kept, the oldest go", () => {
  const book = openKept();
  for (let i = 0; i < KEPT + 5; i++) book.keep(of(i * 900_000, 1, 1));
  expect([book.since(), book.of(3600, 0).mid.length, book.of(3600, (KEPT + 4) * 900_000 + HOUR).at.length, book.of(60, 0).at.length]).toEqual([5 * 900_000, KEPT, 1, 0]);
});
