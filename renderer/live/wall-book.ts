import type { Fact } from "#contract/fact";
import { foldWall, isWallFact, type WallMaps } from "#contract/wall-fold";

/**
 * The wall after the facts, in order. Its maps are new ones where something changed, so that readers compare by reference.
 *
 * @returns the same object when none of the facts is about the wall
 */
export function applyToWall(before: WallMaps, facts: readonly Fact[]): WallMaps {
  if (!facts.some(isWallFact)) return before;
  const after: WallMaps = {
    monitors: new Map(before.monitors), cells: new Map(before.cells), scenes: new Map(before.scenes), bindings: new Map(before.bindings),
    schedules: new Map(before.schedules), proposals: new Map(before.proposals), attendances: new Map(before.attendances), wall: before.wall,
  };
  let changed = false;
  for (const fact of facts) if (isWallFact(fact)) changed = foldWall(after, fact).length > 0 || changed;
  return changed ? after : before;
}
