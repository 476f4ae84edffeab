import type { PointerEvent } from "react";
import { WALL_UNITS, type Cell, type CellPlace, type Monitor } from "#contract/wall";
import { placeIn, type Frame } from "./frame.ts";
import type { Placing } from "./place-drag.ts";
import css from "./picture.module.css";

/** What is drawn over the picture while cells are moved: the corner to pull at, and where a cell on its way would be. */
export function LayoutOverlay({ frame, monitors, chosen, placing, onGrab }: { frame: Frame; monitors: ReadonlyMap<string, Monitor>; chosen: Cell | undefined; placing: Placing | undefined; onGrab: (event: PointerEvent, cell: Cell) => void }) {
  const shown = placing?.place ?? chosen;
  const home = monitors.get(shown?.monitorId ?? "");
  if (shown === undefined || home === undefined || home.role !== "wall") return null;
  const at = inWall(shown, home);
  const { insetInlineStart: x, insetBlockStart: y } = placeIn(frame, { ...at, x: at.x + at.w, y: at.y + at.h });
  return (
    <>
      {placing !== undefined && <div className={css.outline} style={placeIn(frame, at)}><span className={css.outlineText}>{shown.x}, {shown.y} · {shown.w} × {shown.h}</span></div>}
      {chosen !== undefined && placing === undefined && <div className={css.handle} style={{ insetInlineStart: x, insetBlockStart: y }} data-handle="" aria-hidden="true" onPointerDown={(event) => onGrab(event, chosen)} />}
    </>
  );
}

function inWall(place: CellPlace, home: Monitor): Frame {
  return { x: home.at.x + (place.x / WALL_UNITS) * home.at.w, y: home.at.y + (place.y / WALL_UNITS) * home.at.h, w: (place.w / WALL_UNITS) * home.at.w, h: (place.h / WALL_UNITS) * home.at.h };
}
