import { fail, ok, type Result } from "#contract/result";
import type { Cell, CellGuest, Monitor, WallPanel } from "#contract/wall";
import type { WallOperation } from "#contract/wall-edit";
import type { WallMaps } from "#contract/wall-fold";
import { newCellId, type WallDraft } from "./draft.ts";
import { conflict } from "./edit-context.ts";
import { withoutGuest } from "./guest.ts";

type Wish = Extract<WallOperation, { do: "cameras" }>;
type Shown = Pick<WallMaps, "attendances">;

/** A cell narrower or lower than this shows four cameras to nobody, in WALL_UNITS. */
const LEAST = 18;
/** What gives way to cameras, the least missed first; what is not named here stays: alarms, map, clock and cases are why people look up. */
const GIVES_WAY = ["empty", "camera", "text", "picture", "pdf", "web", "event-log", "key-figures", "chart"];

/**
 * Cameras of an alarm or a case beside it: into the cell that has guests already, else into the nearest one that may give way,
 * else into a new one over half of the nearest map. Without cameras: every guest goes, and each cell shows again what it did.
 *
 * @returns `conflict` when nothing on the wall can give way
 */
export function camerasBeside(draft: WallDraft, { alarmId, incidentId, cameraIds }: Wish, { attendances }: Shown, path: string): Result<void> {
  if (cameraIds.length === 0) {
    takeAway(draft);
    return ok(undefined);
  }
  if ((alarmId === undefined) === (incidentId === undefined)) return fail({ code: "malformed", path, detail: "cameras of one alarm or of one case" });
  const whose = { ...(alarmId !== undefined && { alarmId }), ...(incidentId !== undefined && { incidentId }) };
  const panel: WallPanel = { kind: "camera", settings: { cameraIds: [...cameraIds], together: true }, sensitive: false };
  const there = [...draft.cells.values()].find((cell) => cell.guest !== undefined);
  if (there !== undefined) return show(draft, there, panel, { ...whose, ...(there.guest?.was !== undefined && { was: there.guest.was }) });

  const monitors = monitorsOf(draft, attendances);
  const home = homeOf(draft, monitors, alarmId);
  const near = (cell: Cell): number => (home === undefined ? 0 : apart(home, draft.monitors.get(cell.monitorId) ?? home));
  const cells = [...draft.cells.values()].filter((cell) => monitors.has(cell.monitorId) && monitors.get(cell.monitorId)?.maximised === undefined && !cell.blank && cell.frozenAt === undefined && cell.w >= LEAST && cell.h >= LEAST && !isCovered(cell, draft));
  const number = (cell: Cell): number => monitors.get(cell.monitorId)?.number ?? 0;
  const nearest = (a: Cell, b: Cell): number => near(a) - near(b) || worth(a) - worth(b) || b.w * b.h - a.w * a.h || number(a) - number(b) || (a.id < b.id ? -1 : 1);
  const [gives] = cells.filter((cell) => worth(cell) >= 0).sort(nearest);
  if (gives !== undefined) return show(draft, gives, panel, { ...whose, was: { panels: gives.panels, dwell: gives.dwell } });
  const [map] = cells.filter((cell) => cell.panels.some(({ kind }) => kind === "map")).sort(nearest);
  if (map === undefined) return conflict("no cell of the wall can give way to cameras");
  const id = newCellId(draft);
  draft.cells.set(id, { ...halfOf(map), id, monitorId: map.monitorId, z: Math.min(99, map.z + 1), panels: [panel], dwell: 15, blank: false, guest: whose, rev: 0 });
  return ok(undefined);
}

/** All guests go: cells show again what they did, those made for guests are gone. */
function takeAway(draft: WallDraft): void {
  for (const cell of [...draft.cells.values()]) {
    if (cell.guest === undefined) continue;
    const rest = withoutGuest(cell);
    if (rest === undefined) draft.cells.delete(cell.id);
    else draft.cells.set(cell.id, rest);
  }
}

function show(draft: WallDraft, cell: Cell, panel: WallPanel, guest: CellGuest): Result<void> {
  // Guests are to be seen: neither frozen nor blank.
  const { frozenAt: _frozen, ...rest } = cell;
  draft.cells.set(cell.id, { ...rest, panels: [panel], blank: false, guest });
  return ok(undefined);
}

/** Monitors that somebody sees; where no screen is there yet, all of the wall. */
function monitorsOf(draft: WallDraft, attendances: Shown["attendances"]): Map<string, Monitor> {
  const wall = [...draft.monitors.values()].filter(({ role }) => role === "wall");
  const seen = wall.filter(({ id }) => attendances.has(id) && attendances.get(id)?.leftAt === undefined);
  return new Map((seen.length > 0 ? seen : wall).map((monitor) => [monitor.id, monitor]));
}

/** The monitor where people see the alarm: its own card, a card of the gravest, the board, the map; else the first. */
function homeOf(draft: WallDraft, monitors: ReadonlyMap<string, Monitor>, alarmId: string | undefined): Monitor | undefined {
  const inOrder = [...monitors.values()].sort((a, b) => a.number - b.number);
  const shows = (is: (panel: WallPanel) => boolean): Monitor | undefined => inOrder.find(({ id }) => [...draft.cells.values()].some((cell) => cell.monitorId === id && !cell.blank && cell.panels.some(is)));
  return shows(({ kind, settings }) => kind === "alarm-card" && alarmId !== undefined && settings["alarmId"] === alarmId)
    ?? shows(({ kind, settings }) => kind === "alarm-card" && settings["alarmId"] === undefined)
    ?? shows(({ kind }) => kind === "alarm-board") ?? shows(({ kind }) => kind === "grave-cases") ?? shows(({ kind }) => kind === "map") ?? inOrder[0];
}

/** Between the middles of two monitors on the wall's picture, its pixels. */
function apart(a: Monitor, b: Monitor): number {
  return Math.hypot(a.at.x + a.at.w / 2 - b.at.x - b.at.w / 2, a.at.y + a.at.h / 2 - b.at.y - b.at.h / 2);
}

/** How much a cell's content is missed; below 0: it stays. Of a carousel the dearest counts. */
function worth({ panels }: Cell): number {
  if (panels.length === 0) return 0;
  const each = panels.map(({ kind }) => GIVES_WAY.indexOf(kind));
  return each.includes(-1) ? -1 : Math.max(...each);
}

/** Another cell lies over it. */
function isCovered(cell: Cell, { cells }: WallDraft): boolean {
  return [...cells.values()].some((over) => over.id !== cell.id && over.monitorId === cell.monitorId && over.z > cell.z && over.x < cell.x + cell.w && cell.x < over.x + over.w && over.y < cell.y + cell.h && cell.y < over.y + over.h);
}

/** The right half of a wide cell, the lower half of a high one. */
function halfOf({ x, y, w, h }: Cell): Pick<Cell, "x" | "y" | "w" | "h"> {
  const [halfW, halfH] = [Math.floor(w / 2), Math.floor(h / 2)];
  return w >= h ? { x: x + w - halfW, y, w: halfW, h } : { x, y: y + h - halfH, w, h: halfH };
}
