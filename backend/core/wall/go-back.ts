import type { Instant } from "#contract/ids";
import type { Cell, WallChange, WallSettings } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { CUT_AHEAD } from "./cut.ts";
import { changesOf, draftOf } from "./draft.ts";

/** Cuts by alarms one over the other, at most: each graver than the one before, or accepted by a person. */
const DEEPEST = 16;

export interface WayBack {
  changes: WallChange[];
  cutAt: Instant;
}
interface Wish {
  rev: number;
  now: Instant;
  /** The changes of the cut by an alarm that gave `back` this seq; undefined: no longer to be found. */
  cutOf: (seq: number) => readonly WallChange[] | undefined;
  /** That binding's alarms still ring: where its scene was cut over by a graver one's, the wall goes back to it and no further. */
  rings: (bindingId: string) => boolean;
}

/**
 * The cells as they were before the alarm's cut, and before the cuts below it whose alarms are over as well. Monitors gone
 * meanwhile are left out.
 *
 * @returns undefined when the way back is no longer known: the wall then stays
 */
export function wayBack(wall: Pick<WallMaps, "monitors" | "cells" | "wall">, { rev, now, cutOf, rings }: Wish): WayBack | undefined {
  const draft = draftOf(wall, rev);
  let back = wall.wall.back;
  let scene: WallSettings["scene"];
  for (let depth = 0; back !== undefined && depth < DEEPEST; depth++) {
    if (depth > 0 && rings(back.bindingId)) break;
    const changes = cutOf(back.seq);
    const settings = changes?.find((change) => change.part === "settings");
    if (changes === undefined || settings === undefined) return undefined;
    for (const change of changes) {
      if (change.part === "cell") setCell(draft, change.id, change.before);
      else if (change.part === "monitor") setMaximised(draft, change.id, change.before?.maximised);
    }
    ({ scene, back } = settings.before);
  }
  const { back: _met, scene: _gone, ...rest } = draft.settings;
  draft.settings = { ...rest, ...(scene && { scene }), ...(back && { back: { ...withoutDue(back), at: now } }) };
  const changes = changesOf(wall, draft);
  return changes.ok ? { changes: changes.value, cutAt: now + CUT_AHEAD } : undefined;
}

/** The settings without the way back, or with another due instant for it. */
export function settingsWith(wall: Pick<WallMaps, "wall">, back: WallSettings["back"], rev: number): WallChange {
  const { back: _former, ...rest } = wall.wall;
  return { part: "settings", before: wall.wall, after: { ...rest, ...(back && { back }), rev } };
}

export function withoutDue({ due: _due, ...back }: NonNullable<WallSettings["back"]>): NonNullable<WallSettings["back"]> {
  return back;
}

type Draft = ReturnType<typeof draftOf>;

function setCell(draft: Draft, id: string, before: Cell | undefined): void {
  if (before === undefined || !draft.monitors.has(before.monitorId)) draft.cells.delete(id);
  else draft.cells.set(id, before);
}

function setMaximised(draft: Draft, id: string, maximised: Cell["id"] | undefined): void {
  const monitor = draft.monitors.get(id);
  if (monitor === undefined || monitor.maximised === maximised) return;
  const { maximised: _now, ...rest } = monitor;
  draft.monitors.set(id, maximised === undefined ? rest : { ...rest, maximised });
}
