import { CellId, DisplayId, MonitorId } from "#contract/ids";
import { Cell, Monitor, type Attendance, type Screen, type WallPanel } from "#contract/wall";

export const DISPLAY = DisplayId.parse("pc-1");

/** A monitor of 1920 × 1080 in a row of them, by its number. */
export function monitor(number: number, changes: Partial<Monitor> = {}): Monitor {
  return { ...Monitor.parse({ id: `m${number}`, number, name: `Màn hình ${number}`, role: "wall", at: { x: (number - 1) * 1920, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" } }), ...changes };
}

/** A cell that fills its monitor. */
export function cell(id: string, monitorNumber: number, panels: readonly (Partial<WallPanel> & { kind: string })[], changes: Partial<Cell> = {}): Cell {
  return { ...Cell.parse({ id: CellId.parse(id), monitorId: MonitorId.parse(`m${monitorNumber}`), x: 0, y: 0, w: 60, h: 60, panels }), ...changes };
}

export function screen(key: string): Screen {
  return { key, label: key, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scale: 1, rotation: 0, primary: false };
}

/** The monitor is shown since then, or (`left`) no more. */
export function attendance(number: number, since: number, left?: Pick<Attendance, "leftAt" | "leftCause">): Attendance {
  return { monitorId: MonitorId.parse(`m${number}`), displayId: DISPLAY, screen: screen(`s${number}`), since, ...left };
}
