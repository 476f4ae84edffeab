import type { RequestInput } from "#contract/request";
import { WALL_UNITS, type Cell, type CellPlace, type Monitor, type WallPanel } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";

type Operations = RequestInput<"wall:operate">["operations"];
type Designs = RequestInput<"wall:design">["designs"];
/** What is asked of the backend, all or none. */
export type Wish = { operations: Operations } | { designs: Designs };
/**
 * A change as a person means it: made into requests against the wall as it stands when it is sent, so that it can be made
 * again on a newer one. `first`: what the person saw counts, and not what came after. @returns undefined: its cell is gone
 */
export type Deed = (wall: WallMaps, first: boolean) => Wish | undefined;

/** Panels a cell can hold. */
export const MOST_PANELS = 12;

/** Content into a cell as it was `seen` when it was taken aim at, in place of what it showed or beside it (a carousel). */
export function putPanel(seen: Cell, panel: WallPanel, how: "replace" | "add"): Deed {
  return ({ cells }, first) => {
    const present = cells.get(seen.id);
    if (present === undefined) return undefined;
    const { id, rev, panels } = first ? seen : present;
    if (how === "add" && panels.length >= MOST_PANELS) return undefined;
    return { operations: [{ do: "put", cellId: id, rev, panels: how === "add" ? [...panels, panel] : [panel] }] };
  };
}

/** A cell's panels as edited in a form that began from `seen`. Blank stays blank: what was hidden is not shown by an edit of its settings. */
export function setPanels(seen: Cell, panels: readonly WallPanel[], dwell = seen.dwell): Deed {
  return ({ cells }, first) => {
    const cell = cells.get(seen.id);
    if (cell === undefined) return undefined;
    return { operations: [{ do: "put", cellId: cell.id, rev: first ? seen.rev : cell.rev, panels: [...panels], dwell }, ...(cell.blank ? [{ do: "blank" as const, cellId: cell.id, on: true }] : [])] };
  };
}

/** The contents of two cells change places, as both were seen when the one was grabbed. */
export function swapCells(a: Cell, b: Cell): Deed {
  return ({ cells }, first) => {
    const one = cells.get(a.id), other = cells.get(b.id);
    if (one === undefined || other === undefined || a.id === b.id) return undefined;
    return { operations: [{ do: "swap", a: one.id, revA: first ? a.rev : one.rev, b: other.id, revB: first ? b.rev : other.rev }] };
  };
}

export function freezeCell(cellId: string, on: boolean): Deed {
  return onCell(cellId, (cell) => ({ operations: [{ do: "freeze", cellId: cell.id, on }] }));
}

export function blankCell(cellId: string, on: boolean): Deed {
  return onCell(cellId, (cell) => ({ operations: [{ do: "blank", cellId: cell.id, on }] }));
}

/** A cell fills its monitor, or the monitor goes back to its own cells. */
export function maximiseCell(cellId: string, on: boolean): Deed {
  return onCell(cellId, (cell) => ({ operations: [{ do: "maximise", monitorId: cell.monitorId, ...(on && { cellId: cell.id }) }] }));
}

export function removeCell(seen: Cell): Deed {
  return ({ cells }, first) => {
    const cell = cells.get(seen.id);
    return cell === undefined ? undefined : { designs: [{ do: "remove", cellId: cell.id, rev: first ? seen.rev : cell.rev }] };
  };
}

/** A cell elsewhere, larger or smaller, before or behind. */
export function placeCell(seen: Cell, place: CellPlace): Deed {
  return ({ cells }, first) => {
    const cell = cells.get(seen.id);
    return cell === undefined ? undefined : { designs: [{ do: "place", cellId: cell.id, rev: first ? seen.rev : cell.rev, place }] };
  };
}

/** A new cell in the middle of a monitor, above the others; the whole of a monitor that has none. */
export function addCell(monitorId: string, panels: readonly WallPanel[] = []): Deed {
  return ({ monitors, cells }) => {
    const monitor = monitors.get(monitorId);
    if (monitor === undefined) return undefined;
    const others = [...cells.values()].filter((cell) => cell.monitorId === monitorId);
    const whole = others.length === 0;
    const place = whole ? { x: 0, y: 0, w: WALL_UNITS, h: WALL_UNITS, z: 0 } : { x: 20, y: 20, w: 20, h: 20, z: Math.min(99, Math.max(...others.map((cell) => cell.z)) + 1) };
    return { designs: [{ do: "add", place: { monitorId: monitor.id, ...place }, panels: [...panels] }] };
  };
}

export function divideMonitor(monitorId: string, columns: number, rows: number): Deed {
  return ({ monitors }) => {
    const monitor = monitors.get(monitorId);
    return monitor === undefined ? undefined : { designs: [{ do: "divide", monitorId: monitor.id, columns, rows }] };
  };
}

/** Monitors as edited, each against the one that was seen. */
export function arrangeMonitors(edited: readonly Monitor[]): Deed {
  return ({ monitors }, first) => {
    const designs = edited.flatMap((one) => {
      const present = monitors.get(one.id);
      return present === undefined ? [] : [{ do: "arrange" as const, monitor: { ...one, rev: first ? one.rev : present.rev } }];
    });
    return designs.length === 0 ? undefined : { designs };
  };
}

/** What needs no cell: privacy, follow, identify, dim, forget. */
export function plainly(wish: Wish): Deed {
  return () => wish;
}

function onCell(cellId: string, make: (cell: Cell) => Wish): Deed {
  return ({ cells }) => {
    const cell = cells.get(cellId);
    return cell === undefined ? undefined : make(cell);
  };
}
