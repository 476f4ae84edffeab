import { fail, ok, type Result } from "#contract/result";
import { CellId, MonitorId } from "#contract/ids";
import { MAX_CELLS, MAX_MONITORS, type Cell, type Monitor, type WallChange, type WallSettings } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { sameBody } from "./same-body.ts";

/** JSON of one cell's panels, characters: every window mirrors all cells. */
export const MAX_CELL_TEXT = 16_000;

/** The part of the wall that edits change. */
export type WallDocument = Readonly<{ monitors: ReadonlyMap<string, Monitor>; cells: ReadonlyMap<string, Cell>; wall: WallSettings }>;

/**
 * A copy of the document to be changed freely; `changesOf` says at the end what became of it. `rev` is given to every record
 * that changed: the seq the edit's fact will have (never above it), so that it is new for every record there ever was.
 */
export interface WallDraft {
  readonly rev: number;
  monitors: Map<string, Monitor>;
  cells: Map<string, Cell>;
  settings: WallSettings;
  /** Ids of cells made by this edit, in order. */
  made: CellId[];
}

export function draftOf(wall: WallDocument, rev: number): WallDraft {
  return { rev, monitors: new Map(wall.monitors), cells: new Map(wall.cells), settings: wall.wall, made: [] };
}

/** An id for a cell of this edit, made of its rev: new without a random source. */
export function newCellId(draft: WallDraft): CellId {
  for (let n = draft.made.length + 1; ; n++) {
    const id = CellId.parse(`c${draft.rev}-${n}`);
    if (draft.cells.has(id) || draft.made.includes(id)) continue;
    draft.made.push(id);
    return id;
  }
}

/** An id for a monitor of this edit. */
export function newMonitorId(draft: WallDraft): MonitorId {
  for (let n = 1; ; n++) {
    const id = MonitorId.parse(`m${draft.rev}-${n}`);
    if (!draft.monitors.has(id)) return id;
  }
}

/**
 * What the draft changes, record by record, each with its new rev; empty: nothing. A monitor's maximised cell is let go when
 * the cell is gone or elsewhere, and the scene's name when what is shown is no longer it.
 *
 * @returns `too-large` above the document's bounds
 */
export function changesOf(wall: WallDocument, draft: WallDraft): Result<WallChange[]> {
  if (draft.cells.size > MAX_CELLS) return fail({ code: "too-large", limit: MAX_CELLS });
  if (draft.monitors.size > MAX_MONITORS) return fail({ code: "too-large", limit: MAX_MONITORS });
  const changes: WallChange[] = [];
  const { rev } = draft;
  let shown = false;
  for (const id of new Set([...wall.cells.keys(), ...draft.cells.keys()])) {
    const before = wall.cells.get(id), after = draft.cells.get(id);
    if (before === after || sameBody(before, after)) continue;
    shown = true;
    if (after !== undefined && after.panels !== before?.panels && JSON.stringify(after.panels).length > MAX_CELL_TEXT) return fail({ code: "too-large", limit: MAX_CELL_TEXT });
    changes.push({ part: "cell", id: CellId.parse(id), before, after: after && { ...after, rev } });
  }
  for (const id of new Set([...wall.monitors.keys(), ...draft.monitors.keys()])) {
    const before = wall.monitors.get(id), after = letGo(draft.monitors.get(id), draft.cells);
    if (sameBody(before, after)) continue;
    if (before?.maximised !== after?.maximised) shown = true;
    changes.push({ part: "monitor", id: MonitorId.parse(id), before, after: after && { ...after, rev } });
  }
  const settings = shown && sameBody(draft.settings.scene, wall.wall.scene) ? withoutScene(draft.settings) : draft.settings;
  if (!sameBody(wall.wall, settings)) changes.push({ part: "settings", before: wall.wall, after: { ...settings, rev } });
  return ok(changes);
}

function letGo(monitor: Monitor | undefined, cells: ReadonlyMap<string, Cell>): Monitor | undefined {
  if (monitor?.maximised === undefined || cells.get(monitor.maximised)?.monitorId === monitor.id) return monitor;
  const { maximised: _gone, ...rest } = monitor;
  return rest;
}

function withoutScene({ scene: _gone, ...rest }: WallSettings): WallSettings {
  return rest;
}

/** The parts of a room's state that are the document. */
export function documentOf(maps: Pick<WallMaps, "monitors" | "cells" | "wall">): WallDocument {
  return { monitors: maps.monitors, cells: maps.cells, wall: maps.wall };
}
