import type { Ems } from "../../design/ems.ts";

/** ems: least width of a datastream's name and value, height of the two lines, and of a chart that shows anything. */
const NAME = { wide: 13, high: 2.6 };
const CHART = 4;
const LINE = 1.4;

/** How a cell is shared between names with values, above, and the chart, below: ems, and how many datastreams are named. */
export interface ChartLayout {
  named: { columns: number; shown: number };
  /** Height of the chart; 0: there is no room for one. */
  chart: number;
}

/** All names where they leave the chart room; in a small cell as many as do, for the lines are in the chart all the same. */
export function layOut({ wide, high }: Pick<Ems, "wide" | "high">, count: number): ChartLayout {
  const columns = Math.min(count, Math.max(1, Math.floor(wide / NAME.wide)));
  const rows = Math.ceil(count / columns);
  const fit = Math.max(1, Math.floor((high - CHART) / NAME.high));
  if (rows <= fit) return { named: { columns, shown: count }, chart: room(high - rows * NAME.high) };
  const fewer = Math.max(1, Math.floor((high - CHART - LINE) / NAME.high));
  return { named: { columns, shown: Math.min(count, fewer * columns) }, chart: room(high - fewer * NAME.high - LINE) };
}

function room(high: number): number {
  return high >= CHART - 1 ? high : 0;
}
