import type { Result } from "#contract/result";
import type { WallChange } from "#contract/wall";
import { setCells } from "./cut.ts";
import { changesOf, draftOf, type WallDocument } from "./draft.ts";

/** Sets the cells to what they were then, plain, on every monitor that was there then and is there now; monitors new since keep theirs. */
export function restoreTo(wall: WallDocument, then: WallDocument, rev: number): Result<WallChange[]> {
  const draft = draftOf(wall, rev);
  setCells(draft, new Set([...then.monitors.keys()].filter((id) => wall.monitors.has(id))), [...then.cells.values()]);
  return changesOf(wall, draft);
}
