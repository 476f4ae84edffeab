import { WALL_UNITS, type Cell, type Monitor } from "#contract/wall";
import css from "./wall-desk.module.css";

/** A wall in lines, a few centimetres wide: its monitors, and the cells of those a scene is about. */
export function SceneSketch({ monitors, cells }: { monitors: readonly Monitor[]; cells: readonly Cell[] }) {
  if (monitors.length === 0) return null;
  const x = Math.min(...monitors.map(({ at }) => at.x)), y = Math.min(...monitors.map(({ at }) => at.y));
  const w = Math.max(...monitors.map(({ at }) => at.x + at.w)) - x, h = Math.max(...monitors.map(({ at }) => at.y + at.h)) - y;
  return (
    <svg className={css.sketch} viewBox={`${x} ${y} ${w} ${h}`} aria-hidden="true" preserveAspectRatio="xMidYMid meet">
      {monitors.map(({ id, at }) => <rect key={id} className={css.sketchMonitor} x={at.x} y={at.y} width={at.w} height={at.h} vectorEffect="non-scaling-stroke" />)}
      {cells.map((cell) => {
        const at = monitors.find((one) => one.id === cell.monitorId)?.at;
        if (at === undefined) return null;
        const inset = Math.min(at.w, at.h) * 0.02;
        return <rect key={cell.id} className={css.sketchCell} data-empty={cell.panels.length === 0 || undefined} x={at.x + (cell.x / WALL_UNITS) * at.w + inset} y={at.y + (cell.y / WALL_UNITS) * at.h + inset} width={(cell.w / WALL_UNITS) * at.w - 2 * inset} height={(cell.h / WALL_UNITS) * at.h - 2 * inset} />;
      })}
    </svg>
  );
}
