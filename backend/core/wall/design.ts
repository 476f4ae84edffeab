import type { Attendance } from "#contract/wall";
import { fail, ok, type Result } from "#contract/result";
import type { Monitor, WallDeed } from "#contract/wall";
import type { WallDesign } from "#contract/wall-edit";
import { divide } from "./divide.ts";
import { draftOf, newCellId, type WallDocument, type WallDraft } from "./draft.ts";
import { cellSeen, conflict, monitorSeen, type EditContext } from "./edit-context.ts";
import { editOf, type Edit } from "./operate.ts";
import { panelsFit } from "./panels-fit.ts";

/** Who shows which monitor: one that is shown cannot be forgotten. */
type Shown = { attendances: ReadonlyMap<string, Attendance> };

const DEED: Readonly<Record<WallDesign["do"], WallDeed>> = { add: "add", remove: "remove", place: "place", divide: "divide", arrange: "arrange", forget: "arrange", settings: "settings" };

/** Carries out designs one after the other, all or none. @returns the first fault: `conflict` names record and who changed it */
export function design(wall: WallDocument & Shown, designs: readonly WallDesign[], context: EditContext): Result<Edit> {
  const draft = draftOf(wall, context.rev);
  for (const [i, one] of designs.entries()) {
    const done = carryOut(draft, one, `designs.${i}`, { ...context, attendances: wall.attendances });
    if (!done.ok) return done;
  }
  // A number is how people call a monitor: looked at only in the end, so that two can change theirs in one go.
  const numbers = new Map<number, string>();
  for (const { id, number } of draft.monitors.values()) {
    const other = numbers.get(number);
    if (other !== undefined) return conflict(`monitor ${id}: ${other} has the number ${number}`);
    numbers.set(number, id);
  }
  return editOf(wall, draft, DEED[designs[0]?.do ?? "settings"]);
}

function carryOut(draft: WallDraft, one: WallDesign, path: string, context: EditContext & Shown): Result<void> {
  switch (one.do) {
    case "add": {
      const monitor = monitorSeen(draft, one.place.monitorId, undefined, context);
      if (!monitor.ok) return monitor;
      const fit = panelsFit(one.panels, `${path}.panels`);
      if (!fit.ok) return fit;
      const id = newCellId(draft);
      draft.cells.set(id, { ...one.place, id, panels: one.panels, dwell: one.dwell ?? 15, blank: false, rev: 0 });
      return ok(undefined);
    }
    case "remove": {
      const cell = cellSeen(draft, one.cellId, one.rev, context);
      if (!cell.ok) return cell;
      draft.cells.delete(one.cellId);
      return ok(undefined);
    }
    case "place": {
      const cell = cellSeen(draft, one.cellId, one.rev, context);
      if (!cell.ok) return cell;
      const monitor = monitorSeen(draft, one.place.monitorId, undefined, context);
      if (!monitor.ok) return monitor;
      draft.cells.set(one.cellId, { ...cell.value, ...one.place });
      return ok(undefined);
    }
    case "divide": {
      const monitor = monitorSeen(draft, one.monitorId, undefined, context);
      return monitor.ok ? divide(draft, monitor.value, one) : monitor;
    }
    case "arrange": return arrange(draft, one.monitor, path, context);
    case "forget": return forget(draft, one.monitorId, context);
    case "settings": {
      const { dim: _former, ...rest } = draft.settings;
      draft.settings = one.dim === undefined ? rest : { ...rest, dim: one.dim };
      return ok(undefined);
    }
  }
}

function arrange(draft: WallDraft, monitor: Monitor, path: string, context: EditContext): Result<void> {
  if (draft.monitors.has(monitor.id) || context.blame({ part: "monitor", id: monitor.id }, undefined) !== undefined) {
    const former = monitorSeen(draft, monitor.id, monitor.rev, context);
    if (!former.ok) return former;
  }
  const { to } = monitor.whenLost;
  if (to === monitor.id) return fail({ code: "malformed", path: `${path}.monitor.whenLost.to`, detail: "a lost monitor's cells go to another one" });
  if (to !== undefined && !draft.monitors.has(to)) return fail({ code: "unknown-id", kind: "monitor", id: to });
  // A screen shows one monitor: whoever had it gives it up in the same edit.
  for (const other of draft.monitors.values()) {
    if (other.id === monitor.id || monitor.screen === undefined || other.screen === undefined) continue;
    if (other.screen.displayId !== monitor.screen.displayId || other.screen.key !== monitor.screen.key) continue;
    const { screen: _given, ...rest } = other;
    draft.monitors.set(other.id, rest);
  }
  draft.monitors.set(monitor.id, monitor);
  return ok(undefined);
}

function forget(draft: WallDraft, monitorId: string, context: EditContext & Shown): Result<void> {
  const monitor = monitorSeen(draft, monitorId, undefined, context);
  if (!monitor.ok) return monitor;
  const shown = context.attendances.get(monitorId);
  if (shown !== undefined && shown.leftAt === undefined) return conflict(`monitor ${monitorId}: the screen ${shown.screen.label} shows it`);
  draft.monitors.delete(monitorId);
  for (const cell of [...draft.cells.values()]) if (cell.monitorId === monitorId) draft.cells.delete(cell.id);
  for (const other of [...draft.monitors.values()]) {
    if (other.whenLost.to === monitorId) draft.monitors.set(other.id, { ...other, whenLost: { how: other.whenLost.how } });
  }
  return ok(undefined);
}
