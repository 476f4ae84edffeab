import { fail, ok, type Result } from "#contract/result";
import type { Cell, WallChange, WallDeed } from "#contract/wall";
import type { WallOperation } from "#contract/wall-edit";
import type { WallMaps } from "#contract/wall-fold";
import { camerasBeside } from "./cameras-beside.ts";
import { changesOf, draftOf, type WallDocument, type WallDraft } from "./draft.ts";
import { cellSeen, conflict, monitorSeen, type EditContext } from "./edit-context.ts";
import { settled } from "./guest.ts";
import { panelsFit } from "./panels-fit.ts";

type Shown = Pick<WallMaps, "attendances">;

/** What an edit comes to: its name in the journal, its changes (none: all was so already) and the cells it made. */
export interface Edit {
  deed: WallDeed;
  changes: WallChange[];
  made: Cell["id"][];
}

/** Carries out operations one after the other, all or none. @returns the first fault: `conflict` names record and who changed it */
export function operate(wall: WallDocument & Shown, operations: readonly WallOperation[], context: EditContext): Result<Edit> {
  const draft = draftOf(wall, context.rev);
  for (const [i, operation] of operations.entries()) {
    const done = carryOut(draft, operation, `operations.${i}`, { ...context, attendances: wall.attendances });
    if (!done.ok) return done;
  }
  return editOf(wall, draft, operations[0]?.do ?? "put");
}

/** The draft as an edit under the name of its first step. */
export function editOf(wall: WallDocument, draft: WallDraft, deed: WallDeed): Result<Edit> {
  const changes = changesOf(wall, draft);
  return changes.ok ? ok({ deed, changes: changes.value, made: draft.made.filter((id) => draft.cells.has(id)) }) : changes;
}

function carryOut(draft: WallDraft, operation: WallOperation, path: string, context: EditContext & Shown): Result<void> {
  switch (operation.do) {
    case "put": {
      const cell = cellSeen(draft, operation.cellId, operation.rev, context);
      if (!cell.ok) return cell;
      const fit = panelsFit(operation.panels, `${path}.panels`, cell.value.panels);
      if (!fit.ok) return fit;
      // New content is to be seen: neither frozen nor blank.
      const { frozenAt: _frozen, ...rest } = settled(cell.value);
      return set(draft, { ...rest, panels: operation.panels, dwell: operation.dwell ?? rest.dwell, blank: false });
    }
    case "swap": {
      if (operation.a === operation.b) return fail({ code: "malformed", path: `${path}.b`, detail: "a cell is swapped with another one" });
      const a = cellSeen(draft, operation.a, operation.revA, context);
      if (!a.ok) return a;
      const b = cellSeen(draft, operation.b, operation.revB, context);
      if (!b.ok) return b;
      set(draft, withContent(a.value, b.value));
      return set(draft, withContent(b.value, a.value));
    }
    case "maximise": return maximise(draft, operation, context);
    case "freeze": {
      const cell = cellSeen(draft, operation.cellId, undefined, context);
      if (!cell.ok) return cell;
      const { frozenAt, ...rest } = cell.value;
      return set(draft, operation.on ? { ...rest, frozenAt: frozenAt ?? context.now } : rest);
    }
    case "blank": {
      const cell = cellSeen(draft, operation.cellId, undefined, context);
      return cell.ok ? set(draft, { ...cell.value, blank: operation.on }) : cell;
    }
    case "cameras": return camerasBeside(draft, operation, context, path);
    case "privacy":
      draft.settings = { ...draft.settings, privacy: operation.on };
      return ok(undefined);
    case "follow":
      draft.settings = { ...draft.settings, follow: operation.on };
      return ok(undefined);
    case "identify":
      draft.settings = { ...draft.settings, identifyUntil: context.now + operation.seconds * 1000 };
      return ok(undefined);
  }
}

function maximise(draft: WallDraft, { monitorId, cellId }: Extract<WallOperation, { do: "maximise" }>, context: EditContext): Result<void> {
  const monitor = monitorSeen(draft, monitorId, undefined, context);
  if (!monitor.ok) return monitor;
  const { maximised: _former, ...rest } = monitor.value;
  if (cellId === undefined) {
    draft.monitors.set(monitorId, rest);
    return ok(undefined);
  }
  const cell = cellSeen(draft, cellId, undefined, context);
  if (!cell.ok) return cell;
  if (cell.value.monitorId !== monitorId) return conflict(`cell ${cellId}: on monitor ${cell.value.monitorId}, not ${monitorId}`);
  draft.monitors.set(monitorId, { ...rest, maximised: cellId });
  return ok(undefined);
}

/** What was frozen stays frozen and what was blank stays blank, wherever it goes. */
function withContent(cell: Cell, from: Cell): Cell {
  // Swapped by a person, guests are no guests any more.
  const { frozenAt: _own, ...place } = settled(cell);
  return { ...place, panels: from.panels, dwell: from.dwell, blank: from.blank, ...(from.frozenAt !== undefined && { frozenAt: from.frozenAt }) };
}

function set(draft: WallDraft, cell: Cell): Result<void> {
  draft.cells.set(cell.id, cell);
  return ok(undefined);
}
