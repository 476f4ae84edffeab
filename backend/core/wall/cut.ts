import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Cell, Scene, WallChange, WallSettings } from "#contract/wall";
import { changesOf, draftOf, newCellId, type WallDocument, type WallDraft } from "./draft.ts";

/** Windows have so long to prepare a cut before all of them show it, ms. */
export const CUT_AHEAD = 80;

/** When, under which rev (see WallDraft), and what the settings keep to go back to afterwards (a person's cut: nothing). */
export interface CutTime {
  now: Instant;
  rev: number;
  back?: WallSettings["back"];
}
export interface Cut {
  changes: WallChange[];
  /** The instant at which every window shows it. */
  cutAt: Instant;
}

/**
 * The whole wall to a scene: cells of the scene's monitors become the scene's, unfrozen, unblanked, nothing maximised.
 * Monitors the scene does not name are left; monitors of the scene that are no longer there are left out.
 *
 * @returns `conflict` when none of the scene's monitors is there any more
 */
export function cutTo(wall: WallDocument, scene: Scene, { now, rev, back }: CutTime): Result<Cut> {
  const monitors = scene.monitors.filter((id) => wall.monitors.has(id));
  if (monitors.length === 0) return fail({ code: "conflict", detail: `scene ${scene.id}: none of its monitors is on the wall` });
  const cutAt = now + CUT_AHEAD;
  const draft = draftOf(wall, rev);
  const named = new Set<string>(monitors);
  setCells(draft, named, scene.cells);
  const { back: _former, ...settings } = draft.settings;
  draft.settings = { ...settings, scene: { id: scene.id, version: scene.version, at: cutAt }, ...(back && { back }) };
  const changes = changesOf(wall, draft);
  return changes.ok ? ok({ changes: changes.value, cutAt }) : changes;
}

/**
 * Replaces all cells of the named monitors by these (those of other monitors are left out), in their plain state, and lets
 * maximised cells go. A cell whose id stands on another monitor by now is made anew there: the other monitor keeps its own.
 */
export function setCells(draft: WallDraft, monitors: ReadonlySet<string>, cells: readonly Cell[]): void {
  for (const cell of [...draft.cells.values()]) if (monitors.has(cell.monitorId)) draft.cells.delete(cell.id);
  for (const cell of cells) {
    if (!monitors.has(cell.monitorId)) continue;
    const id = draft.cells.has(cell.id) ? newCellId(draft) : cell.id;
    draft.cells.set(id, { ...plainCell(cell), id });
  }
  for (const id of monitors) {
    const monitor = draft.monitors.get(id);
    if (monitor?.maximised === undefined) continue;
    const { maximised: _gone, ...rest } = monitor;
    draft.monitors.set(id, rest);
  }
}

/** A cell without what is of the moment: freeze, blank, whose guests it shows. */
export function plainCell({ frozenAt: _frozen, guest: _guest, ...cell }: Cell): Cell {
  return { ...cell, blank: false };
}
