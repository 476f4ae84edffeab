import type { Priority } from "#contract/alarm";
import { useId } from "react";
import { formatNumber } from "./format.ts";
import { useLanguage } from "./i18n.ts";
import css from "./plain-map.module.css";
import { PRIORITY_SHAPE } from "./priority.tsx";

/** Something to mark, by its place in degrees. */
export interface PlainMark {
  id: string;
  /** `water`: a flooded place; `here`: where somebody stands. */
  kind: "case" | "station" | "camera" | "agency" | "water" | "here";
  name: string;
  at: readonly [lon: number, lat: number];
  priority?: Priority | undefined;
}

interface Props {
  label: string;
  /** See scene/plain-map.ts. */
  map: { width: number; height: number; metres: number; shapes: readonly { layer: string; d: string }[]; names: readonly { text: string; x: number; y: number }[]; place(lon: number, lat: number): readonly [x: number, y: number]; };
  marks: readonly PlainMark[];
  /** A way over the ground, degrees. */
  line?: readonly (readonly [lon: number, lat: number])[] | undefined;
}

/** Lengths a scale bar may have, m. */
const BARS = [50, 100, 200, 500, 1000, 2000, 5000, 10_000];
const SIGNS: Readonly<Record<Exclude<PlainMark["kind"], "case">, string>> = { station: "•", camera: "CM", agency: "CQ", water: "≈", here: "◎" };

/** A small still of the city around a place. It takes its colours from the page: on paper it is drawn on white. */
export function PlainMapPicture({ label, map, marks, line }: Props) {
  const language = useLanguage();
  const clip = useId();
  const { width, height, metres } = map;
  const bar = BARS.findLast((each) => each / metres <= 160) ?? BARS[0] ?? 50;
  const placed = marks.map((mark) => ({ mark, at: map.place(mark.at[0], mark.at[1]) })).filter(({ at: [x, y] }) => x > 4 && x < width - 4 && y > 4 && y < height - 4);
  // The case's own cross on top of all.
  const order = placed.toSorted((a, b) => Number(a.mark.kind === "case") - Number(b.mark.kind === "case"));
  return (
    <svg className={css.map} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect className={css.ground} width={width} height={height} />
      {/* On paper an SVG does not cut off what lies outside it. */}
      <clipPath id={clip}><rect width={width} height={height} /></clipPath>
      <g clipPath={`url(#${clip})`}>{map.shapes.map(({ layer, d }, i) => <path key={i} className={css.shape} data-layer={layer} d={d} />)}</g>
      {map.names.map(({ text, x, y }) => <text key={`${text}${x}`} className={css.name} x={x} y={y} textAnchor="middle">{text}</text>)}
      {line !== undefined && line.length > 1 && <g clipPath={`url(#${clip})`}><path className={css.way} data-line="" d={`M${line.map(([lon, lat]) => map.place(lon, lat).map((n) => n.toFixed(1)).join(" ")).join("L")}`} /></g>}
      {order.map(({ mark, at: [x, y] }) => (
        <g key={`${mark.kind}${mark.id}`} className={css.mark} data-kind={mark.kind} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
          <title>{mark.name}</title>
          {mark.kind === "case" ? <path className={css.cross} d="M0 -18V-7M0 7V18M-18 0H-7M7 0H18M0 -11A11 11 0 1 1 -0.01 -11Z" />
          : mark.priority !== undefined ? <g transform="translate(-9 -9) scale(0.75)" className={css.alarm} data-priority={mark.priority}><path d={PRIORITY_SHAPE[mark.priority].path} /><text x="12" y={PRIORITY_SHAPE[mark.priority].textY} textAnchor="middle">{PRIORITY_SHAPE[mark.priority].letter}</text></g>
          : <><rect x="-11" y="-8" width="22" height="16" rx="2" /><text className={css.sign} y="4" textAnchor="middle">{SIGNS[mark.kind]}</text></>}
          {mark.kind !== "case" && mark.kind !== "water" && <text className={css.label} y={mark.kind === "station" ? -20 : 22} textAnchor="middle">{mark.name.length > 28 ? `${mark.name.slice(0, 27)}…` : mark.name}</text>}
        </g>
      ))}
      <g className={css.bar} transform={`translate(12 18)`}><path d={`M0 -5V0H${(bar / metres).toFixed(1)}V-5`} /><text x={bar / metres + 6} y="0">{bar < 1000 ? `${bar} m` : `${formatNumber(bar / 1000, 0, language)} km`}</text></g>
    </svg>
  );
}
