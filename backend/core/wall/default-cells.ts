import type { MonitorId } from "#contract/ids";
import { WALL_UNITS, type Cell, type WallPanel } from "#contract/wall";
import { newCellId, type WallDraft } from "./draft.ts";

type Part = Pick<Cell, "x" | "y" | "w" | "h"> & { kind: string };
const WHOLE = { x: 0, y: 0, w: WALL_UNITS, h: WALL_UNITS };

/** The first monitor: the map on 42 % of the width, the alarms beside it over the figures that matter. */
const OVERVIEW: readonly Part[] = [
  { kind: "map", x: 0, y: 0, w: 25, h: 60 },
  { kind: "alarm-board", x: 25, y: 0, w: 35, h: 30 },
  { kind: "key-figures", x: 25, y: 30, w: 35, h: 30 },
];
const MAP: readonly Part[] = [{ kind: "map", ...WHOLE }];
const BOARD: readonly Part[] = [
  { kind: "alarm-board", x: 0, y: 0, w: 37, h: 60 },
  { kind: "key-figures", x: 37, y: 0, w: 23, h: 60 },
];

/** Fills a monitor new on the wall. @param nth how many wall monitors there were before it: overview, map, board, then map and board in turn */
export function fillMonitor(draft: WallDraft, monitorId: MonitorId, nth: number): void {
  const parts = nth === 0 ? OVERVIEW : nth % 2 === 1 ? MAP : BOARD;
  for (const { kind, ...place } of parts) {
    const id = newCellId(draft);
    draft.cells.set(id, { id, monitorId, ...place, z: 0, panels: [panel(kind)], dwell: 15, blank: false, rev: 0 });
  }
}

function panel(kind: string): WallPanel {
  return { kind, settings: {}, sensitive: false };
}
