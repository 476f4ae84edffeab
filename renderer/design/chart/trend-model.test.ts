import { expect, test } from "vitest";
import { plotOf, rangeOf, type TrendSeries } from "./trend-model.ts";

const series = (over: Partial<TrendSeries["history"]> = {}): TrendSeries => ({
  id: "a", label: "A", unit: "m", decimals: 2, gap: 10_000, history: { t: [0, 5_000, 30_000], v: [1, 2, 3], q: [0, 0, 0], ...over },
});

test("a line breaks where data is missing for longer than the gap, and not before", () => {
  const [line] = plotOf([series()], []).columns;
  expect(line?.t).toEqual([0, 5_000, 5_001, 30_000]);
  expect(line?.v).toEqual([1, 2, null, 3]);
});

test("a bad point is drawn apart: it breaks the line and does not stretch the scale", () => {
  const plot = plotOf([series({ v: [1, 900, 3], q: [0, 2, 1] })], []);
  expect(plot.columns.map((column) => column.kind)).toEqual(["line", "bad"]);
  expect(plot.columns[0]?.v).toEqual([1, null, null, 3]);
  expect(plot.columns[1]?.v).toEqual([900]);
  expect(plot.ranges.get("m")?.[1]).toBeLessThan(4);
});

test("the setpoint is always in the picture, a far level is not, a near one is", () => {
  const limits = [
    { kind: "setpoint", name: "s", value: 8, unit: "m" },
    { kind: "level", name: "near", value: 9, unit: "m" },
    { kind: "level", name: "far", value: 80, unit: "m" },
    { kind: "setpoint", name: "other unit", value: -50, unit: "mm" },
  ] as const;
  const [low, high] = rangeOf("m", [series()], limits);
  expect(low).toBeGreaterThan(0);
  expect(high).toBeGreaterThan(9);
  expect(high).toBeLessThan(20);
});

test.each([
  ["no points, no limits", [] as number[], [0, 1]],
  ["all alike", [2, 2, 2], undefined],
])("%s still gives a range that can be drawn", (_, v, expected) => {
  const range = rangeOf("m", v.length === 0 ? [] : [series({ v })], []);
  if (expected !== undefined) expect(range).toEqual(expected);
  expect(range[1]).toBeGreaterThan(range[0]);
});
