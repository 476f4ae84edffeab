import { MonitorId, type CellId, type Instant } from "#contract/ids";
import type { WallChange, WallSettings } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { CUT_AHEAD } from "./cut.ts";
import { changesOf, draftOf, newCellId } from "./draft.ts";

/** Cuts by alarms one over the other, at most: each graver than the one before, or accepted by a person. */
const DEEPEST = 16;

export interface WayBack {
  changes: WallChange[];
  cutAt: Instant;
  /** Monitors left as a person had made them meanwhile. */
  kept?: MonitorId[];
}
type Back = NonNullable<WallSettings["back"]>;
/** The changes of the cut by an alarm that gave `back` this seq; undefined: no longer to be found. */
export type CutOf = (seq: number) => readonly WallChange[] | undefined;
interface Wish {
  rev: number;
  now: Instant;
  cutOf: CutOf;
  /** That binding's alarms still ring: where its scene was cut over by a graver one's, the wall goes back to it and no further. */
  rings: (bindingId: string) => boolean;
}

/** One cut on the way back, newest first, with the monitors that people keep from here down. */
interface Level {
  back: Back;
  changes: readonly WallChange[];
  before: WallSettings;
  kept: ReadonlySet<string>;
}

/** @returns undefined when one of the cuts is no longer known */
function levelsOf(first: Back, cutOf: CutOf): Level[] | undefined {
  const levels: Level[] = [];
  for (let back: Back | undefined = first; back !== undefined && levels.length < DEEPEST; ) {
    const changes = cutOf(back.seq);
    const settings = changes?.find((change) => change.part === "settings");
    if (changes === undefined || settings === undefined) return undefined;
    levels.push({ back, changes, before: settings.before, kept: new Set([...(levels.at(-1)?.kept ?? []), ...(back.kept ?? [])]) });
    back = settings.before.back;
  }
  return levels;
}

/** Monitors whose cells the cut changed. */
function monitorsOf(changes: readonly WallChange[]): MonitorId[] {
  return changes.flatMap((change) => (change.part !== "cell" ? [] : [change.before, change.after].flatMap((cell) => cell?.monitorId ?? [])));
}

/**
 * The way back once a person changed these cells: the monitors they are on are theirs and stay, the others go back all the same.
 *
 * @returns the same when no monitor of the way back is among them; undefined when nothing is left to go back to
 */
export function backWithout(back: Back, touched: readonly WallChange[], cutOf: CutOf): Back | undefined {
  const levels = levelsOf(back, cutOf);
  if (levels === undefined) return undefined;
  const held = new Set(levels.flatMap(({ changes }) => monitorsOf(changes)));
  const theirs = monitorsOf(touched).filter((id) => held.has(id));
  const kept = [...new Set([...(back.kept ?? []), ...theirs])];
  if (kept.length === (back.kept?.length ?? 0)) return back;
  return leadsOn(levels, new Set(kept)) ? { ...back, kept } : undefined;
}

/** Something of what the cuts changed is nobody's own by now. */
function leadsOn(levels: readonly Level[], kept: ReadonlySet<string>): boolean {
  return levels.some((level) => monitorsOf(level.changes).some((id) => !kept.has(id) && !level.kept.has(id)));
}

/**
 * The cells as they were before the alarm's cut, and before the cuts below it whose alarms are over as well. Monitors gone
 * meanwhile are left out, and those that a person changed since. The scene's name comes back only with its whole picture.
 *
 * @returns undefined when the way back is no longer known: the wall then stays
 */
export function wayBack(wall: Pick<WallMaps, "monitors" | "cells" | "wall">, { rev, now, cutOf, rings }: Wish): WayBack | undefined {
  const levels = wall.wall.back === undefined ? undefined : levelsOf(wall.wall.back, cutOf);
  if (levels === undefined) return undefined;
  const draft = draftOf(wall, rev);
  const remade = new Map<string, CellId>();
  let scene = wall.wall.scene;
  let kept: ReadonlySet<string> = new Set();
  let depth = 0;
  for (const level of levels) {
    if (depth > 0 && rings(level.back.bindingId)) break;
    depth++;
    kept = level.kept;
    for (const change of level.changes) {
      if (change.part === "cell") setCell(draft, change, { kept, remade });
      else if (change.part === "monitor" && !kept.has(change.id)) setMaximised(draft, change.id, change.before?.maximised);
    }
    scene = scene === undefined || kept.size > 0 ? undefined : level.before.scene;
  }
  const below = levels.slice(depth);
  const back = below[0] === undefined || !leadsOn(below, kept) ? undefined : { ...withoutDue(below[0].back), at: now, ...(kept.size + below[0].kept.size > 0 && { kept: ids([...kept, ...below[0].kept]) }) };
  const { back: _met, scene: _gone, ...rest } = draft.settings;
  draft.settings = { ...rest, ...(scene && { scene }), ...(back && { back }) };
  const changes = changesOf(wall, draft);
  return changes.ok ? { changes: changes.value, cutAt: now + CUT_AHEAD, ...(kept.size > 0 && { kept: ids(kept) }) } : undefined;
}

function ids(monitors: Iterable<string>): MonitorId[] {
  return [...new Set(monitors)].map((id) => MonitorId.parse(id));
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

/** Cells of kept monitors are left alone; one that stands on such a monitor by now is made anew where it was before. */
function setCell(draft: Draft, { id, before }: WallChange & { part: "cell" }, { kept, remade }: { kept: ReadonlySet<string>; remade: Map<string, CellId> }): void {
  const known = remade.get(id) ?? id;
  const now = draft.cells.get(known);
  const theirs = now !== undefined && kept.has(now.monitorId);
  if (before === undefined || !draft.monitors.has(before.monitorId) || kept.has(before.monitorId)) {
    if (!theirs) draft.cells.delete(known);
    return;
  }
  const own = theirs ? newCellId(draft) : known;
  if (theirs) remade.set(id, own);
  draft.cells.set(own, { ...before, id: own });
}

function setMaximised(draft: Draft, id: string, maximised: CellId | undefined): void {
  const monitor = draft.monitors.get(id);
  if (monitor === undefined || monitor.maximised === maximised) return;
  const { maximised: _now, ...rest } = monitor;
  draft.monitors.set(id, maximised === undefined ? rest : { ...rest, maximised });
}
