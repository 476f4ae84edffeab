import type { FactOf } from "#contract/fact";
import { emptyWall, foldWall, type WallMaps } from "#contract/wall-fold";
import type { Replayed } from "./checkpoint.ts";

/** The document and its attendances at a past fact: the checkpoint before it (none: the empty wall) and the facts since, ascending. */
export function replay(checkpoint: FactOf<"wall:checkpoint"> | undefined, facts: Iterable<Replayed>): WallMaps {
  const wall = emptyWall();
  if (checkpoint !== undefined) {
    for (const monitor of checkpoint.monitors) wall.monitors.set(monitor.id, monitor);
    for (const cell of checkpoint.cells) wall.cells.set(cell.id, cell);
    for (const attendance of checkpoint.attendances) wall.attendances.set(attendance.monitorId, attendance);
    wall.wall = checkpoint.settings;
  }
  for (const fact of facts) foldWall(wall, fact);
  return wall;
}
