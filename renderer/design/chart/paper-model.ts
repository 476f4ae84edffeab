import { plotOf, type Limit, type Mark, type TrendSeries } from "./trend-model.ts";

/** Units of the drawing: it is shown as wide as its place, and so are its letters. */
export const PAPER = { width: 640, height: 200, left: 52, right: 12, top: 20, bottom: 22 };

/** One line of a unit drawn whole: a path for each piece between gaps, crosses for doubtful points. */
export interface PaperLine {
  id: string;
  /** Its place among the series. */
  line: number;
  d: string;
  bad: readonly { x: number; y: number }[];
  /** The newest trustworthy point: a line of one point is seen too. */
  last: { x: number; y: number } | undefined;
}

/** A chart of one unit, ready to be drawn. */
export interface PaperChart {
  unit: string;
  lines: readonly PaperLine[];
  limits: readonly { limit: Limit; y: number }[];
  marks: readonly { mark: Mark; x: number; /** Row of its word above the plot: neighbours do not lie on each other. */ row: number }[];
  ys: readonly { value: number; y: number }[];
  xs: readonly { at: number; x: number }[];
}

const MINUTE = 60_000;
/** Steps of the time axis, ms. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((minutes) => minutes * MINUTE);
/** Việt Nam keeps UTC+7: hours of the axis are whole there. */
const ZONE = 7 * 60 * MINUTE;
/** px that a mark's word takes. */
const WORD = 70;

/** One chart for each unit of the series, in their order. @param from ms UTC @param to ms UTC */
export function paperCharts({ series, limits, marks, from, to }: { series: readonly TrendSeries[]; limits: readonly Limit[]; marks: readonly Mark[]; from: number; to: number }): PaperChart[] {
  const { width, height, left, right, top, bottom } = PAPER;
  const { columns, ranges } = plotOf(series, limits);
  const x = (at: number): number => left + ((at - from) / Math.max(1, to - from)) * (width - left - right);
  return [...ranges].map(([unit, [low, high]]) => {
    const y = (value: number): number => top + (1 - (value - low) / Math.max(1e-9, high - low)) * (height - top - bottom);
    const mine = series.map((each, line) => ({ each, line })).filter(({ each }) => each.unit === unit);
    return {
      unit,
      lines: mine.map(({ each, line }) => {
        const of = (kind: "line" | "bad") => columns.find((column) => column.seriesId === each.id && column.kind === kind);
        const bad = of("bad");
        return { id: each.id, line, d: pathOf(of("line"), x, y), bad: (bad?.t ?? []).map((at, i) => ({ x: x(at), y: y(bad?.v[i] ?? 0) })), last: lastOf(of("line"), x, y) };
      }),
      limits: limits.filter((limit) => limit.unit === unit && limit.value >= low && limit.value <= high).map((limit) => ({ limit, y: y(limit.value) })),
      marks: rowed(marks.filter(({ at }) => at >= from && at <= to).toSorted((a, b) => a.at - b.at).map((mark) => ({ mark, x: x(mark.at) }))),
      ys: ticks(low, high).map((value) => ({ value, y: y(value) })),
      xs: times(from, to).map((at) => ({ at, x: x(at) })),
    };
  });
}

function pathOf(column: { t: readonly number[]; v: readonly (number | null)[] } | undefined, x: (at: number) => number, y: (value: number) => number): string {
  let down = false;
  let d = "";
  column?.t.forEach((at, i) => {
    const value = column.v[i];
    if (value === null || value === undefined) down = false;
    else {
      d += `${down ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      down = true;
    }
  });
  return d;
}

function lastOf(column: { t: readonly number[]; v: readonly (number | null)[] } | undefined, x: (at: number) => number, y: (value: number) => number): { x: number; y: number } | undefined {
  const at = column?.v.findLastIndex((value) => value !== null) ?? -1;
  const value = column?.v[at];
  return value === null || value === undefined ? undefined : { x: x(column?.t[at] ?? 0), y: y(value) };
}

function rowed<T extends { x: number }>(marks: readonly T[]): (T & { row: number })[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const free = ends.findIndex((end) => mark.x >= end);
    const row = free < 0 ? ends.length : free;
    ends[row] = mark.x + WORD;
    return { ...mark, row: Math.min(row, 2) };
  });
}

/** Round values, some four of them. */
function ticks(low: number, high: number): number[] {
  const raw = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-9)));
  const step = ([1, 2, 5].find((n) => n * power >= raw) ?? 10) * power;
  const found: number[] = [];
  for (let n = Math.ceil(low / step); n * step <= high && found.length < 12; n++) found.push(n * step);
  return found;
}

function times(from: number, to: number): number[] {
  const step = STEPS.find((each) => (to - from) / each <= 7) ?? Math.ceil((to - from) / 7);
  const found: number[] = [];
  for (let at = Math.ceil((from + ZONE) / step) * step - ZONE; at <= to && found.length < 12; at += step) found.push(at);
  return found;
}
