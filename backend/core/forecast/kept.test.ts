import fc from "fast-check";
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

test("H-3.5 the law's figure of a period: right of those judged for instants within it; what is still to come is neither", () => {
  const book = openKept([of(0, 1, 2.5), of(HOUR, 2.5, 2.9), of(2 * HOUR, 2.6, 1.2), of(9 * HOUR, 1, 3)]);
  for (const [t, v] of [[0, 1], [1, 2.55], [2, 2.6], [3, 1.1]] as const) book.measured(t * HOUR, v, 2 * HOUR);
  // For 1 h: 5 cm off; for 2 h: 30 cm off; for 3 h: neither stood nor was forecast at the level; for 10 h: not there yet.
  expect(book.judge(2, everything, { from: 0, to: 100 * HOUR })).toEqual({ right: 1, judged: 2 });
  expect(book.judge(2, everything, { from: 0, to: 2 * HOUR })).toEqual({ right: 1, judged: 1 });
  expect(book.judge(2, everything, { from: 2 * HOUR, to: 3 * HOUR })).toEqual({ right: 0, judged: 1 });
  expect(book.judge(2, () => Number.NaN, { from: 0, to: 100 * HOUR })).toEqual({ right: 0, judged: 0 });
  expect(book.judge(Number.NaN, everything, { from: 0, to: 100 * HOUR })).toEqual({ right: 0, judged: 0 });
});

test("over all time it counts what the scores count", () =>
  fc.assert(fc.property(fc.array(fc.record({ mid: fc.integer({ min: 0, max: 40 }), read: fc.integer({ min: 0, max: 40 }) }), { minLength: 2, maxLength: 60 }), (drawn) => {
    const book = openKept(drawn.map(({ mid }, i) => of(i * HOUR, 1, mid / 10)));
    drawn.forEach(({ read }, i) => book.measured((i + 0.5) * HOUR, read / 10, 3 * HOUR));
    const scores = book.scores([2], () => 0.45);
    const [right, judged] = [scores.reduce((sum, one) => sum + one.right, 0), scores.reduce((sum, one) => sum + one.judged, 0)];
    expect(book.judge(2, () => 0.45, { from: 0, to: Infinity })).toEqual({ right, judged });
  })));
