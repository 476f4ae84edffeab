import uPlot from "uplot";
import { formatNumber, formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { CONSOLE_PX, DASHES, drawAhead, drawLimits, drawMarks, inkOf, typeOf } from "./trend-draw.ts";
import type { Ahead, Limit, Mark, Plot, TrendSeries } from "./trend-model.ts";

export interface TrendInput {
  series: readonly TrendSeries[];
  limits: readonly Limit[];
  marks: readonly Mark[];
  ahead?: Ahead | undefined;
  /** Ms, UTC: the span shown whether or not there is data in it. */
  from: number;
  to: number;
  language: Language;
}

/** A chart lower than so many of its letters has no room for figures at its side: the curve alone tells the course. */
const LOW = 6;

/** All columns on one time axis. An empty column keeps its place. */
export function alignedData(plot: Plot): uPlot.AlignedData {
  if (plot.columns.length === 0) return [[]];
  return uPlot.join(plot.columns.map((column): uPlot.AlignedData => [column.t, column.v]));
}

/** uPlot's options for one trend: a scale per unit (two axes at most), time of the city, limits and marks drawn on top. */
export function trendOptions(input: TrendInput, plot: Plot, size: { width: number; height: number }, host: Element): uPlot.Options {
  const units = [...plot.ranges.keys()];
  const wide = input.to - input.from > 24 * 3_600_000;
  const ink = (): ReturnType<typeof inkOf> => inkOf(host);
  // Sizes were drawn for a console's letters; a wall's are larger, and so is what holds them.
  const k = typeOf(host) / CONSOLE_PX;
  const write = (): string => ink().font;
  const scales: uPlot.Scales = { x: { time: true, range: () => [input.from, input.to] } };
  for (const [unit, range] of plot.ranges) scales[unit] = { range: () => range };
  return {
    ...size,
    ms: 1,
    tzDate: (at) => uPlot.tzDate(new Date(at), "Asia/Ho_Chi_Minh"),
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    padding: [8 * k, 26 * k, 0, 0],
    scales,
    axes: [
      {
        scale: "x", stroke: () => ink().strong, font: write(), gap: 5 * k, grid: { stroke: () => ink().faint, width: 0.3 }, ticks: { show: false }, size: 26 * k, space: (wide ? 110 : 64) * k,
        values: (_, splits) => splits.map((at) => formatTime(at, wide ? "short" : (splits[1] ?? Infinity) - (splits[0] ?? 0) < 60_000 ? "time" : "minute", input.language)),
      },
      ...units.slice(0, 2).map((unit, at): uPlot.Axis => ({
        show: size.height > LOW * typeOf(host), scale: unit, side: at === 0 ? 3 : 1, stroke: () => ink().strong, font: write(), gap: 5 * k, size: 62 * k, space: 30 * k, ticks: { show: false }, grid: at === 0 ? { stroke: () => ink().faint, width: 0.3 } : { show: false },
        values: (_, splits, __, ___, step) => splits.map((value) => formatNumber(value, decimalsOf(step), input.language)),
      })),
    ],
    series: [{}, ...plot.columns.map((column): uPlot.Series => {
      const at = input.series.findIndex((each) => each.id === column.seriesId);
      const unit = input.series[at]?.unit ?? "";
      if (column.kind === "bad") return { scale: unit, stroke: () => ink().faint, paths: () => null, points: { show: true, size: 6 * k, fill: "transparent", width: 1.5 * k } };
      const dense = column.t.length > 60;
      return { scale: unit, stroke: () => (at === 0 ? ink().line : ink().strong), width: (at === 0 ? 2 : 1.5) * k, dash: (DASHES[at % DASHES.length] ?? []).map((px) => px * k), points: { show: !dense, size: 4 * k } };
    })],
    hooks: {
      draw: [(u) => {
        const colours = ink();
        if (input.ahead !== undefined) drawAhead(u, input.ahead, colours, devicePixelRatio);
        drawLimits(u, input.limits, input.ahead, { ink: colours, ratio: devicePixelRatio });
        drawMarks(u, input.marks, colours, devicePixelRatio);
      }],
    },
  };
}

function decimalsOf(step: number): number {
  return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
}
