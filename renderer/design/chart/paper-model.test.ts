// @vitest-environment node
import { expect, test } from "vitest";
import { PAPER, paperCharts } from "./paper-model.ts";
import type { TrendSeries } from "./trend-model.ts";

const HOUR = 3_600_000;
const of = (id: string, unit: string, t: number[], v: number[], q: number[] = t.map(() => 0)): TrendSeries => ({ id, label: id, unit, decimals: 0, gap: HOUR, history: { t, v, q } });
const chart = (series: TrendSeries[], more: Partial<Parameters<typeof paperCharts>[0]> = {}) => paperCharts({ series, limits: [], marks: [], from: 0, to: 4 * HOUR, ...more });

test("series of one unit share a chart, another unit has its own", () => {
  expect(chart([of("a", "cm", [0, HOUR], [1, 2]), of("b", "mm/h", [0], [1]), of("c", "cm", [0], [9])]).map(({ unit, lines }) => [unit, lines.map(({ id }) => id)])).toEqual([["cm", ["a", "c"]], ["mm/h", ["b"]]]);
});

test("a gap in the data breaks the line; a doubtful point is a cross of its own", () => {
  const [first] = chart([of("a", "cm", [0, HOUR, 4 * HOUR], [1, 2, 3]), of("b", "cm", [0, HOUR], [1, 9], [0, 2])]);
  expect(first?.lines[0]?.d.match(/M/g)).toHaveLength(2);
  expect(first?.lines[1]?.bad).toHaveLength(1);
});

test("levels and points lie in the frame; time goes from left to right", () => {
  const [first] = chart([of("a", "cm", [0, 4 * HOUR], [0, 40])], { limits: [{ kind: "level", name: "Báo động 2", value: 30, unit: "cm" }, { kind: "level", name: "xa", value: 9000, unit: "cm" }] });
  expect(first?.limits.map(({ limit }) => limit.name)).toEqual(["Báo động 2"]);
  for (const { y } of first?.limits ?? []) expect(y > PAPER.top && y < PAPER.height - PAPER.bottom).toBe(true);
  expect(first?.lines[0]?.d.startsWith(`M${PAPER.left}.0`)).toBe(true);
  expect(first?.xs.map(({ at }) => at % HOUR)).toEqual(first?.xs.map(() => 0));
});

test("a line of one point is seen, as a dot", () => {
  const [first] = chart([of("a", "cm", [2 * HOUR], [46]), of("b", "cm", [HOUR], [9], [2])]);
  expect(first?.lines.map(({ last }) => last !== undefined)).toEqual([true, false]);
});

test("marks outside the time are left out; two close together do not lie on each other", () => {
  const mark = (at: number) => ({ at, kind: "other" as const, label: String(at) });
  const [first] = chart([of("a", "cm", [0, HOUR], [1, 2])], { marks: [mark(HOUR), mark(HOUR + 1), mark(-1), mark(9 * HOUR)] });
  expect(first?.marks.map(({ row }) => row)).toEqual([0, 1]);
});
