import type { FactOf } from "#contract/fact";
import type { Result } from "#contract/result";
import type { Cell, Monitor, WallChange, WallSettings } from "#contract/wall";
import { changesOf, draftOf, type WallDocument, type WallDraft } from "./draft.ts";
import { conflict, type EditContext, type RecordName } from "./edit-context.ts";
import { sameBody } from "./same-body.ts";

export type WallEdit = FactOf<"wall:edited">;

/** Settings that can be taken back. The others are of the moment, or for safety: an undo must not bring to light what the privacy key hides. */
const SETTINGS = ["follow", "dim"] as const;
type Kept = (typeof SETTINGS)[number];

interface Wish {
  edit: Pick<WallEdit, "changes">;
  /** "back": every record to what it was before the edit; "again": to what the edit made it. */
  direction: "back" | "again";
  /** Nothing was edited since: the scene's name holds again. */
  newest: boolean;
}

/**
 * Takes an edit back, or makes it again: all of its records or none. A record is set only where it still is what the edit
 * (its undoing) left.
 *
 * @returns the changes (none: all is so already), or `conflict` naming the record and who changed it since
 */
export function turnBack(wall: WallDocument, { edit, direction, newest }: Wish, context: EditContext): Result<WallChange[]> {
  const draft = draftOf(wall, context.rev);
  for (const change of edit.changes) {
    if (change.part === "settings") {
      const done = direction === "back" ? turnSettings(draft, change.after, change.before, context) : turnSettings(draft, change.before, change.after, context);
      if (!done.ok) return done;
      const { scene } = direction === "back" ? change.before : change.after;
      if (newest && scene !== undefined) draft.settings = { ...draft.settings, scene };
      continue;
    }
    const [from, to] = direction === "back" ? [change.after, change.before] : [change.before, change.after];
    const current = change.part === "cell" ? draft.cells.get(change.id) : draft.monitors.get(change.id);
    if (sameBody(current, to)) continue;
    if (!sameBody(current, from)) return changedSince(change, current, context);
    put(draft, change, to);
  }
  for (const cell of draft.cells.values()) {
    if (!draft.monitors.has(cell.monitorId)) return conflict(`cell ${cell.id}: its monitor ${cell.monitorId} was removed by ${context.blame({ part: "monitor", id: cell.monitorId }, undefined) ?? "an earlier edit"}`);
  }
  return changesOf(wall, draft);
}

/** Whether an edit changed anything that can be taken back. */
export function canTurnBack({ changes }: Pick<WallEdit, "changes">): boolean {
  return changes.some((change) => change.part !== "settings" || SETTINGS.some((field) => !sameBody(change.before[field], change.after[field])));
}

/** Settings field by field: two people who set different ones are no conflict. */
function turnSettings(draft: WallDraft, from: WallSettings, to: WallSettings, context: EditContext): Result<void> {
  for (const field of SETTINGS) {
    if (sameBody(from[field], to[field]) || sameBody(draft.settings[field], to[field])) continue;
    if (!sameBody(draft.settings[field], from[field])) return changedSince({ part: "settings", id: "wall" }, draft.settings, context);
    draft.settings = withField(draft.settings, to, field);
  }
  return { ok: true, value: undefined };
}

function withField(settings: WallSettings, to: WallSettings, field: Kept): WallSettings {
  if (field === "follow") return { ...settings, follow: to.follow };
  const { dim: _former, ...rest } = settings;
  return to.dim === undefined ? rest : { ...rest, dim: to.dim };
}

function put(draft: WallDraft, change: Exclude<WallChange, { part: "settings" }>, to: Cell | Monitor | WallSettings | undefined): void {
  const map: Map<string, Cell | Monitor | WallSettings> = change.part === "cell" ? draft.cells : draft.monitors;
  if (to === undefined) map.delete(change.id);
  else map.set(change.id, to);
}

function changedSince(record: RecordName, current: { rev: number } | undefined, { blame }: EditContext): ReturnType<typeof conflict> {
  const who = blame({ part: record.part, id: record.id }, current?.rev) ?? "an earlier edit";
  return conflict(`${record.part} ${record.id}: ${current === undefined ? "removed" : "changed"} since by ${who}`);
}
