import { formatNumber, formatTime, formatUnit } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import css from "./paper-chart.module.css";
import { PAPER, paperCharts } from "./paper-model.ts";
import { LineSample } from "./trend-chart.tsx";
import { DASHES } from "./trend-draw.ts";
import type { Limit, Mark, TrendSeries } from "./trend-model.ts";

interface Props {
  label: string;
  series: readonly TrendSeries[];
  limits: readonly Limit[];
  marks: readonly Mark[];
  /** Ms, UTC. */
  from: number;
  to: number;
  empty: string;
}

/** Lines over a stretch of time that is over or moves slowly, as SVG: it takes its colours from the page, and so prints on paper as it stands. */
export function PaperChart({ label, series, limits, marks, from, to, empty }: Props) {
  const language = useLanguage();
  const { width, height, left, right, top, bottom } = PAPER;
  const points = series.some(({ history }) => history.t.length > 0);
  const style = to - from > 2 * 86_400_000 ? "day" : "minute";
  if (!points) return <p className={css.empty}>{empty}</p>;
  return (
    <figure className={css.figure} aria-label={label}>
      {paperCharts({ series, limits, marks, from, to }).map(({ unit, lines, limits: levels, marks: words, ys, xs }) => (
        <svg key={unit} className={css.plot} viewBox={`0 ${-26} ${width} ${height + 26}`} role="img" aria-label={`${label} · ${formatUnit(unit, language)}`}>
          <text className={css.axis} x={left} y={-14} textAnchor="end">{formatUnit(unit, language)}</text>
          {ys.map(({ value, y }) => <g key={value}><line className={css.grid} x1={left} x2={width - right} y1={y} y2={y} /><text className={css.axis} x={left - 5} y={y + 4} textAnchor="end">{formatNumber(value, Math.abs(value) >= 20 || Number.isInteger(value) ? 0 : 2, language)}</text></g>)}
          {xs.map(({ at, x }) => <text key={at} className={css.axis} x={x} y={height - 6} textAnchor="middle">{formatTime(at, style, language)}</text>)}
          {levels.map(({ limit, y }) => (
            <g key={`${limit.kind}${limit.name}${limit.value}`} className={css.level} data-line={limit.kind}>
              <line x1={left} x2={width - right} y1={y} y2={y} />
              <text className={css.name} x={width - right - 3} y={y - 3} textAnchor="end">{limit.name} {formatNumber(limit.value, 2, language)}</text>
            </g>
          ))}
          {lines.map(({ id, line, d, bad, last }) => (
            <g key={id} className={css.line} data-line={line % DASHES.length}>
              <path d={d} />
              {last !== undefined && <circle cx={last.x} cy={last.y} r="3.2" />}
              {bad.map(({ x, y }) => <path key={`${x} ${y}`} d={`M${x - 3} ${y - 3}l6 6m0-6l-6 6`} />)}
            </g>
          ))}
          {words.map(({ mark, x, row }) => (
            <g key={`${mark.label}${mark.at}`} className={css.mark} data-kind={mark.kind}>
              <line x1={x} x2={x} y1={-22 + row * 13} y2={height - bottom} />
              <text x={Math.min(x + 3, width - 64)} y={-14 + row * 13}>{mark.label}</text>
            </g>
          ))}
          <rect className={css.frame} x={left} y={top} width={width - left - right} height={height - top - bottom} />
        </svg>
      ))}
      <figcaption className={css.legend}>{series.map(({ id, label: name }, i) => <span key={id}><LineSample line={i} /> {name}</span>)}</figcaption>
    </figure>
  );
}
