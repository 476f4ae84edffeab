import { expect, test } from "vitest";
import { layOut } from "./lay-out.ts";

test.each<[string, number, number, number, { columns: number; shown: number }]>([
  ["one, in a ninth of a monitor", 15, 6.6, 1, { columns: 1, shown: 1 }],
  ["six on a whole monitor: all in two lines of names", 44, 22, 6, { columns: 3, shown: 6 }],
  ["six in a quarter: as many as leave the chart its room", 22, 9.5, 6, { columns: 1, shown: 1 }],
  ["six in a half: all, one above the other", 22, 22, 6, { columns: 1, shown: 6 }],
])("%s", (_, wide, high, count, named) => {
  const layout = layOut({ wide, high }, count);
  expect(layout.named).toEqual(named);
  const above = Math.ceil(named.shown / named.columns) * 2.6 + (named.shown < count ? 1.4 : 0);
  expect(layout.chart).toBeGreaterThan(3);
  expect(above + layout.chart).toBeLessThanOrEqual(high + 1e-9);
});

test("a strip too low for a chart keeps the name and the value", () => {
  expect(layOut({ wide: 20, high: 3 }, 2)).toEqual({ named: { columns: 1, shown: 1 }, chart: 0 });
});
