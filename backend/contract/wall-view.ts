import type { Instant, MonitorId } from "./ids.ts";
import { WALL_UNITS, type Attendance, type Cell, type Monitor, type WallPanel } from "./wall.ts";

/** A window that only reloads, or a PC that starts again, has so long before its cells go elsewhere, ms. */
export const LOST_AFTER = 10_000;
/** Turn of monitors that share one screen in time, ms. */
export const ALTERNATE = 15_000;

/** What of the wall a view is made of. */
export interface WallShown {
  monitors: ReadonlyMap<string, Monitor>;
  cells: ReadonlyMap<string, Cell>;
  attendances: ReadonlyMap<string, Attendance>;
}
/** A rectangle in fractions of the monitor it is drawn on; a cell that spans monitors begins before 0 or ends after 1. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}
/** One cell as one monitor draws it. */
export interface Tile {
  cell: Cell;
  rect: Rect;
  /** The lost monitor whose cell it is; undefined: the monitor's own (or a neighbour's that spans to it). */
  lostFrom?: MonitorId;
}

const WHOLE: Rect = { x: 0, y: 0, w: 1, h: 1 };

/**
 * A monitor that is part of the wall, was shown once, and is shown by no screen now. A closed window counts only after LOST_AFTER;
 * one whose page dies of what it shows never: its cells would kill the next window, and then the next.
 */
export function isLost(wall: WallShown, monitor: Monitor, now: Instant): boolean {
  if (monitor.role !== "wall") return false;
  const last = wall.attendances.get(monitor.id);
  if (last?.leftAt === undefined || last.leftCause === "page-failed") return false;
  return last.leftCause === "unplugged" || now - last.leftAt >= LOST_AFTER;
}

/** What a monitor draws at an instant, lowest first: its own cells, those that span to it, and those of lost monitors by their rule. */
export function tilesOf(wall: WallShown, monitorId: string, now: Instant): Tile[] {
  const monitor = wall.monitors.get(monitorId);
  if (monitor === undefined) return [];
  const guests = [...wall.monitors.values()].filter((one) => one.id !== monitorId && isLost(wall, one, now) && refuge(wall, one, now)?.id === monitorId).sort((a, b) => a.number - b.number);
  const replacing = guests.filter((one) => one.whenLost.how === "replace");
  if (replacing.length > 0) return side(replacing.map((one) => guestTiles(wall, one)), monitor);
  const own = ownTiles(wall, monitor);
  const turns = [own, ...guests.filter((one) => one.whenLost.how === "alternate").map((one) => guestTiles(wall, one))];
  const inTurn = turns[Math.floor(now / ALTERNATE) % turns.length] ?? own;
  return side([inTurn, ...guests.filter((one) => one.whenLost.how === "share").map((one) => guestTiles(wall, one))], monitor);
}

/** Where a lost monitor's cells go: its rule's monitor, and on from there while that is lost too; without one, the first that is there. */
export function refuge(wall: WallShown, lost: Monitor, now: Instant): Monitor | undefined {
  if (lost.whenLost.how === "none") return undefined;
  const there = (one: Monitor) => one.role === "wall" && wall.attendances.get(one.id)?.leftAt === undefined && wall.attendances.has(one.id);
  const seen = new Set<string>([lost.id]);
  let next = lost.whenLost.to;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const one = wall.monitors.get(next);
    if (one === undefined) break;
    if (!isLost(wall, one, now)) {
      if (there(one)) return one;
      break;
    }
    next = one.whenLost.to;
  }
  return [...wall.monitors.values()].filter(there).sort((a, b) => a.number - b.number)[0];
}

function ownTiles(wall: WallShown, monitor: Monitor): Tile[] {
  const biggest = monitor.maximised === undefined ? undefined : wall.cells.get(monitor.maximised);
  if (biggest !== undefined) return [{ cell: biggest, rect: WHOLE }];
  const tiles: Tile[] = [];
  for (const cell of wall.cells.values()) {
    const home = wall.monitors.get(cell.monitorId);
    if (home === undefined) continue;
    const rect = onMonitor(cell, home, monitor);
    const whole = home.id === monitor.id;
    // A neighbour that is maximised, or no part of the wall, spans nowhere.
    if (!whole && (home.maximised !== undefined || home.role !== "wall")) continue;
    if (rect.x < 1 - 1e-6 && rect.y < 1 - 1e-6 && rect.x + rect.w > 1e-6 && rect.y + rect.h > 1e-6) tiles.push({ cell, rect });
  }
  return tiles.sort(lowestFirst);
}

function guestTiles(wall: WallShown, lost: Monitor): Tile[] {
  return ownTiles(wall, lost).map((tile) => ({ ...tile, lostFrom: lost.id }));
}

/** Groups side by side along the monitor's longer side, equal parts. */
function side(groups: Tile[][], monitor: Monitor): Tile[] {
  const n = groups.length;
  if (n === 1) return groups[0] ?? [];
  const across = monitor.at.w >= monitor.at.h;
  return groups.flatMap((tiles, i) =>
    tiles.map((tile) => {
      // Cut at the part's edges: a cell that spans must not run into the next group.
      const x = Math.max(0, tile.rect.x), y = Math.max(0, tile.rect.y);
      const w = Math.min(1, tile.rect.x + tile.rect.w) - x, h = Math.min(1, tile.rect.y + tile.rect.h) - y;
      return { ...tile, rect: across ? { x: (i + x) / n, y, w: w / n, h } : { x, y: (i + y) / n, w, h: h / n } };
    }),
  );
}

/** A cell's rectangle as seen from a monitor, by the wall's picture. */
export function onMonitor(cell: Cell, home: Monitor, seen: Monitor): Rect {
  const x = home.at.x + (cell.x / WALL_UNITS) * home.at.w;
  const y = home.at.y + (cell.y / WALL_UNITS) * home.at.h;
  return {
    x: (x - seen.at.x) / seen.at.w, y: (y - seen.at.y) / seen.at.h,
    w: ((cell.w / WALL_UNITS) * home.at.w) / seen.at.w, h: ((cell.h / WALL_UNITS) * home.at.h) / seen.at.h,
  };
}

function lowestFirst(a: Tile, b: Tile): number {
  return a.cell.z - b.cell.z || a.cell.y - b.cell.y || a.cell.x - b.cell.x || (a.cell.id < b.cell.id ? -1 : 1);
}

/** Cells of a monitor by the numbers people call them: rows from the top, each from the left, from 1. */
export function numberedCells(wall: Pick<WallShown, "cells">, monitorId: string): Cell[] {
  return [...wall.cells.values()].filter((cell) => cell.monitorId === monitorId).sort((a, b) => a.y - b.y || a.x - b.x || a.z - b.z || (a.id < b.id ? -1 : 1));
}

/** The panel a cell shows at an instant: carousels turn by the room's clock, so that all windows and a replay agree. */
export function panelAt(cell: Cell, now: Instant): WallPanel | undefined {
  if (cell.panels.length < 2) return cell.panels[0];
  return cell.panels[Math.floor((cell.frozenAt ?? now) / (cell.dwell * 1000)) % cell.panels.length];
}
