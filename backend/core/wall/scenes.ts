import type { AccountId, Instant, SceneId } from "#contract/ids";
import type { RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { MAX_SCENES, type Cell, type Scene } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { plainCell } from "./cut.ts";
import { conflict } from "./edit-context.ts";
import { withoutGuest } from "./guest.ts";

/** JSON of all scenes' cells together, characters: every window mirrors them. */
export const MAX_SCENES_TEXT = 8_000_000;

type Wall = Pick<WallMaps, "monitors" | "cells" | "scenes" | "bindings" | "schedules">;
interface Saver {
  now: Instant;
  by: AccountId | undefined;
  /** For a scene not saved before. */
  newId: () => SceneId;
}

/**
 * The scene to be saved: what the named monitors show now, plain; or, to be renamed, what the version in force holds. A saved version is never overwritten: the journal keeps it.
 *
 * @returns `conflict` when another version is in force, or another scene has the key
 */
export function sceneFrom(wall: Wall, input: RequestParsed<"wall:scene-save">, { now, by, newId }: Saver): Result<Scene> {
  const former = input.sceneId === undefined ? undefined : wall.scenes.get(input.sceneId);
  if (input.sceneId !== undefined && former === undefined && input.version !== 0) return fail({ code: "unknown-id", kind: "scene", id: input.sceneId });
  if ((former?.version ?? 0) !== input.version) return conflict(`scene ${former?.id ?? ""}: version ${former?.version ?? 0} is in force, not ${input.version}${former?.savedBy === undefined ? "" : `; saved by ${former.savedBy}`}`);
  const kept = input.keep ? former : undefined;
  if (input.keep && kept === undefined) return fail({ code: "unknown-id", kind: "scene", id: input.sceneId ?? "" });
  for (const id of kept === undefined ? input.monitors : []) if (!wall.monitors.has(id)) return fail({ code: "unknown-id", kind: "monitor", id });
  for (const other of wall.scenes.values()) {
    if (other.id === former?.id) continue;
    if (input.key !== undefined && other.key === input.key) return conflict(`scene ${other.id}: ${other.name} has the key ${input.key}`);
    if (other.name === input.name) return conflict(`scene ${other.id}: it is named ${input.name} as well`);
  }
  const monitors = kept?.monitors ?? [...new Set(input.monitors)];
  const cells = kept?.cells ?? [...wall.cells.values()].filter((cell) => monitors.includes(cell.monitorId)).flatMap((cell) => withoutGuest(cell) ?? []).map((cell) => ({ ...plainCell(cell), rev: 0 }));
  const full = withinBounds(wall, former, cells);
  if (!full.ok) return full;
  return ok({
    id: former?.id ?? input.sceneId ?? newId(), name: input.name, version: input.version + 1, monitors, cells, savedAt: now,
    ...(input.key !== undefined && { key: input.key }), ...(by !== undefined && { savedBy: by }),
  });
}

function withinBounds(wall: Wall, former: Scene | undefined, cells: readonly Cell[]): Result<void> {
  if (former === undefined && wall.scenes.size >= MAX_SCENES) return fail({ code: "too-large", limit: MAX_SCENES });
  let text = JSON.stringify(cells).length;
  for (const scene of wall.scenes.values()) if (scene.id !== former?.id) text += JSON.stringify(scene.cells).length;
  return text > MAX_SCENES_TEXT ? fail({ code: "too-large", limit: MAX_SCENES_TEXT }) : ok(undefined);
}

/** @returns why the scene must stay: something would change the wall to it */
export function sceneRemovable(wall: Wall, sceneId: SceneId): Result<void> {
  if (!wall.scenes.has(sceneId)) return fail({ code: "unknown-id", kind: "scene", id: sceneId });
  for (const binding of wall.bindings.values()) if (binding.sceneId === sceneId) return conflict(`scene ${sceneId}: the binding ${binding.name} cuts to it`);
  for (const schedule of wall.schedules.values()) if (schedule.sceneId === sceneId) return conflict(`scene ${sceneId}: the schedule ${schedule.name} cuts to it`);
  return ok(undefined);
}
