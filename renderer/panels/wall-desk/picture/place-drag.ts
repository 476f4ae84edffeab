import { useCallback, useState, type PointerEvent as ReactPointerEvent } from "react";
import { WALL_UNITS, type Cell, type CellPlace } from "#contract/wall";
import { followPointer } from "../../../design/follow-pointer.ts";
import { movedBy, sizedBy } from "./frame.ts";

/** A cell on its way to another place or size. */
export interface Placing {
  cell: Cell;
  place: CellPlace;
}

export function placeOf({ monitorId, x, y, w, h, z }: Cell): CellPlace {
  return { monitorId, x, y, w, h, z };
}

/** The place that a key gives a cell: arrows move by a step, with Shift they resize. */
export function placeByKey(cell: Cell, key: string, shift: boolean, step: number): CellPlace | undefined {
  const dx = key === "ArrowRight" ? step : key === "ArrowLeft" ? -step : 0;
  const dy = key === "ArrowDown" ? step : key === "ArrowUp" ? -step : 0;
  if (dx === 0 && dy === 0) return undefined;
  return { ...placeOf(cell), ...(shift ? sizedBy(cell, dx, dy) : movedBy(cell, dx, dy)) };
}

/** Follows the pointer that moves a cell or pulls at its corner. @param onPlaced called once, when it is let go elsewhere */
export function usePlaceDrag(onPlaced: (cell: Cell, place: CellPlace) => void): { placing: Placing | undefined; begin: (event: ReactPointerEvent, cell: Cell, how: "move" | "size") => void } {
  const [placing, setPlacing] = useState<Placing>();
  const begin = useCallback((event: ReactPointerEvent, cell: Cell, how: "move" | "size"): void => {
    const monitor = document.querySelector<HTMLElement>(`[data-monitor="${CSS.escape(cell.monitorId)}"]`)?.getBoundingClientRect();
    if (monitor === undefined || monitor.width === 0 || monitor.height === 0) return;
    if (event.button === 0) event.stopPropagation();
    const start = { x: event.clientX, y: event.clientY };
    let place = placeOf(cell);
    followPointer(event, {
      from: 0,
      move(at) {
        const dx = ((at.clientX - start.x) / monitor.width) * WALL_UNITS, dy = ((at.clientY - start.y) / monitor.height) * WALL_UNITS;
        place = { ...placeOf(cell), ...(how === "move" ? movedBy(cell, dx, dy) : sizedBy(cell, dx, dy)) };
        setPlacing({ cell, place });
      },
      end(dropped) {
        setPlacing(undefined);
        const moved = place.x !== cell.x || place.y !== cell.y || place.w !== cell.w || place.h !== cell.h;
        if (dropped !== undefined && moved) onPlaced(cell, place);
      },
    });
  }, [onPlaced]);
  return { placing, begin };
}
