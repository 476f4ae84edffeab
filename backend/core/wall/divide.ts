import { ok, type Result } from "#contract/result";
import { WALL_UNITS, type Cell, type Monitor, type WallPanel } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { newCellId, type WallDraft } from "./draft.ts";
import { conflict } from "./edit-context.ts";
import { settled } from "./guest.ts";

/** Panels one cell can hold. */
const MOST = 12;

/**
 * Divides a monitor into a grid. Its cells keep their order and ids; cells too many end as panels of the last one, cells too
 * few are made empty.
 *
 * @returns `conflict` when the last cell would have to hold more than 12 panels: nothing is thrown away
 */
export function divide(draft: WallDraft, monitor: Monitor, grid: { columns: number; rows: number }): Result<void> {
  const cells = numberedCells(draft, monitor.id);
  const places = placesOf(grid);
  const kept = cells.slice(0, places.length), over = cells.slice(places.length);
  const panels: WallPanel[] = [...(kept.at(-1)?.panels ?? []), ...over.flatMap((cell) => cell.panels)];
  if (panels.length > MOST && over.length > 0) return conflict(`monitor ${monitor.id}: ${panels.length} panels would have to share its last cell, ${MOST} can`);
  for (const cell of over) draft.cells.delete(cell.id);
  for (const [i, place] of places.entries()) {
    const former = kept[i];
    const id = former?.id ?? newCellId(draft);
    draft.cells.set(id, { panels: [], dwell: 15, blank: false, rev: 0, ...former, id, monitorId: monitor.id, ...place });
  }
  const last = kept.at(-1);
  // What was blank must not come to light by being joined.
  if (last !== undefined && over.length > 0) joinInto(draft, last.id, { panels, blank: last.blank || over.some((cell) => cell.blank) });
  const { maximised: _gone, ...rest } = monitor;
  draft.monitors.set(monitor.id, rest);
  return ok(undefined);
}

function joinInto(draft: WallDraft, id: string, content: { panels: WallPanel[]; blank: boolean }): void {
  const cell = draft.cells.get(id);
  if (cell === undefined) return;
  const { frozenAt: _frozen, ...rest } = settled(cell);
  draft.cells.set(id, { ...rest, ...content });
}

/** Rows from the top, each from the left; edges on whole units, so that a grid of 7 leaves no gap. */
function placesOf({ columns, rows }: { columns: number; rows: number }): Pick<Cell, "x" | "y" | "w" | "h" | "z">[] {
  const edge = (i: number, of: number) => Math.round((i * WALL_UNITS) / of);
  return Array.from({ length: columns * rows }, (_, i) => {
    const column = i % columns, row = Math.floor(i / columns);
    const x = edge(column, columns), y = edge(row, rows);
    return { x, y, w: edge(column + 1, columns) - x, h: edge(row + 1, rows) - y, z: 0 };
  });
}
