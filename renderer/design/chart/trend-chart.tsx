import { useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatNumber, formatTime, formatUnit } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import css from "./trend-chart.module.css";
import { plotOf, type Ahead, type Limit, type Mark, type TrendSeries } from "./trend-model.ts";
import { DASHES } from "./trend-draw.ts";
import { alignedData, trendOptions } from "./trend-options.ts";

interface Props {
  /** Read out instead of the picture. */
  label: string;
  series: readonly TrendSeries[];
  limits: readonly Limit[];
  marks: readonly Mark[];
  /** What is forecast, drawn after now as a forecast. */
  ahead?: Ahead | undefined;
  /** Ms, UTC. */
  from: number;
  to: number;
  /** px */
  height: number;
  /** Said when there is no point in the span. */
  empty: string;
  /** What the lines are is said elsewhere. */
  bare?: boolean;
}

/** Lines over time with limits and marks. The legend below names every line and limit and gives the value under the pointer. */
export function TrendChart({ label, series, limits, marks, ahead, from, to, height, empty, bare = false }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const language = useLanguage();
  const [at, setAt] = useState<number>();
  const plot = useMemo(() => plotOf(series, limits, ahead), [series, limits, ahead]);

  useEffect(() => {
    const element = host.current;
    // A document without a canvas (tests, screen readers' browsers) keeps the legend, which says the same in words.
    if (element === null || document.createElement("canvas").getContext("2d") === null) return;
    const size = (): { width: number; height: number } => ({ width: Math.max(120, element.clientWidth), height });
    const options = trendOptions({ series, limits, marks, ahead, from, to, language }, plot, size(), element);
    const chart = new uPlot({ ...options, hooks: { ...options.hooks, setCursor: [(u) => setAt(u.cursor.left !== undefined && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, "x") : undefined)] } }, alignedData(plot), element);
    const watch = new ResizeObserver(() => chart.setSize(size()));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [series, limits, marks, ahead, from, to, height, language, plot]);

  return (
    <figure className={css.figure} aria-label={label}>
      <div className={css.plot} ref={host} data-height={height} style={{ blockSize: height }}>{plot.points === 0 && <p className={css.empty}>{empty}</p>}</div>
      {!bare && <figcaption className={css.legend}>
        {series.map((each, i) => {
          const point = pointAt(each, at);
          return (
            <span key={each.id} className={css.item}>
              <LineSample line={i} />
              {each.label}
              {point !== undefined && <b>{formatNumber(point.v, each.decimals, language)} {formatUnit(each.unit, language)} · {formatTime(point.t, "time", language)}</b>}
            </span>
          );
        })}
        {ahead !== undefined && <span className={css.item} data-ahead=""><span className={css.band} aria-hidden="true" />{ahead.label}{endOf(ahead) !== undefined && <b>{formatNumber(endOf(ahead)?.low ?? 0, 2, language)}–{formatNumber(endOf(ahead)?.high ?? 0, 2, language)} {formatUnit(ahead.unit, language)} · {formatTime(endOf(ahead)?.t ?? 0, "time", language)}</b>}</span>}
        {limits.map((limit) => (
          <span key={`${limit.kind}:${limit.name}:${limit.value}`} className={css.item}>
            <LineSample line={limit.kind} />
            {limit.name}: {formatNumber(limit.value, 2, language)} {formatUnit(limit.unit, language)}
          </span>
        ))}
      </figcaption>}
    </figure>
  );
}

/** How a line is drawn, for the list that names it. @param line its place among the series, or the kind of limit */
export function LineSample({ line }: { line: number | Limit["kind"] }) {
  return <svg className={css.sample} viewBox="0 0 28 8" aria-hidden="true"><line x1="0" x2="28" y1="4" y2="4" className={css.stroke} data-line={typeof line === "number" ? line % DASHES.length : line} /></svg>;
}

/** Where the forecast ends. */
function endOf({ t, low, high }: Ahead): { t: number; low: number; high: number } | undefined {
  const [at, least, most] = [t.at(-1), low.at(-1), high.at(-1)];
  return at === undefined || least === undefined || most === undefined ? undefined : { t: at, low: least, high: most };
}

/** The last point at or before the pointer; without a pointer the newest. */
function pointAt(series: TrendSeries, at: number | undefined): { t: number; v: number } | undefined {
  const { t, v } = series.history;
  let i = t.length - 1;
  if (at !== undefined) while (i > 0 && (t[i] ?? 0) > at) i--;
  const [time, value] = [t[i], v[i]];
  return time === undefined || value === undefined ? undefined : { t: time, v: value };
}
