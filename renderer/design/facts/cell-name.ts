import { numberedCells, type WallShown } from "#contract/wall-view";

/** What of the wall names are made of. */
export type Named = Pick<WallShown, "monitors" | "cells">;

/** A cell as people call it: "2.3" is the third of monitor 2; undefined: not there. */
export function cellName(wall: Named, cellId: string): string | undefined {
  const cell = wall.cells.get(cellId);
  const monitor = wall.monitors.get(cell?.monitorId ?? "");
  if (cell === undefined || monitor === undefined) return undefined;
  return `${monitor.number}.${numberedCells(wall, monitor.id).findIndex((one) => one.id === cellId) + 1}`;
}
