import type { CSSProperties } from "react";
import { WALL_UNITS, type Cell, type Monitor } from "#contract/wall";
import { usePanelName } from "../panel-name.ts";
import { PanelIcon } from "../panel-icon.tsx";
import { isSensitive, withoutWords } from "./private.ts";
import css from "./scene-sketch.module.css";

/** px. */
const HIGHEST = 150;

/** A rectangle in hundredths of the sketch. */
function placed(x: number, y: number, w: number, h: number): CSSProperties {
  return { insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%`, inlineSize: `${w * 100}%`, blockSize: `${h * 100}%` };
}

/**
 * A small picture of a scene: the wall's monitors, and in those it is about each cell with the sign of what it holds, its name
 * where there is room, and how many more it shows in turn. Of what is sensitive the kind alone while `privacy` is on.
 */
export function SceneSketch({ monitors, cells, privacy }: { monitors: readonly Monitor[]; cells: readonly Cell[]; privacy: boolean }) {
  const panelName = usePanelName();
  if (monitors.length === 0) return null;
  const x = Math.min(...monitors.map(({ at }) => at.x)), y = Math.min(...monitors.map(({ at }) => at.y));
  const w = Math.max(...monitors.map(({ at }) => at.x + at.w)) - x, h = Math.max(...monitors.map(({ at }) => at.y + at.h)) - y;
  return (
    <span className={css.sketch} style={{ aspectRatio: `${w} / ${h}`, maxInlineSize: `${(HIGHEST * w) / h}px` }} aria-hidden="true">
      {monitors.map(({ id, at }) => <span key={id} className={css.monitor} style={placed((at.x - x) / w, (at.y - y) / h, at.w / w, at.h / h)} />)}
      {cells.map((cell) => {
        const at = monitors.find((one) => one.id === cell.monitorId)?.at;
        if (at === undefined) return null;
        const [panel] = cell.panels;
        const name = panel === undefined ? "" : panelName(privacy && isSensitive(cell) ? withoutWords(panel) : panel);
        const style = { ...placed((at.x - x + (cell.x / WALL_UNITS) * at.w) / w, (at.y - y + (cell.y / WALL_UNITS) * at.h) / h, ((cell.w / WALL_UNITS) * at.w) / w, ((cell.h / WALL_UNITS) * at.h) / h), zIndex: cell.z };
        return (
          <span key={cell.id} className={css.cell} style={style} data-empty={panel === undefined || undefined} title={name}>
            {panel !== undefined && <PanelIcon kind={panel.kind} className={css.icon} />}
            {panel !== undefined && <span className={css.name}>{name}{cell.panels.length > 1 ? ` +${cell.panels.length - 1}` : ""}</span>}
          </span>
        );
      })}
    </span>
  );
}
