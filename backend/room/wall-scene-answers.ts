import type { NewFact } from "#contract/fact";
import { SceneId, type SiteId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { CUT_AHEAD } from "../core/wall/cut.ts";
import { importFile, wallFile } from "../core/wall/wall-file.ts";
import { sceneFrom, sceneRemovable } from "../core/wall/scenes.ts";
import type { RoomState } from "../core/state.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import { COVERED, isCovered } from "./privacy.ts";
import type { WallKeeper } from "./wall-keeper.ts";

type SceneRequests = "wall:scene-save" | "wall:scene-remove" | "wall:export" | "wall:import";

/** Named pictures of the wall, and the wall as a file. */
export function wallSceneAnswers({ state, keeper, site }: { state: RoomState; keeper: WallKeeper; site: SiteId }): AnswersFor<SceneRequests> {
  return {
    "wall:scene-save": async (input, party) => {
      const { now, rev, by } = keeper.context(personOf(party));
      const scene = sceneFrom(state, input, { now, by, newId: () => newSceneId(state, rev) });
      if (!scene.ok) return scene;
      const written = await keeper.write([{ kind: "wall:scene-saved", at: now, scene: scene.value, by }]);
      return written.ok ? scene : written;
    },
    "wall:scene-remove": async ({ sceneId }, party) => {
      const { now, by } = keeper.context(personOf(party));
      if (by === undefined) return fail({ code: "unauthenticated" });
      const removable = sceneRemovable(state, sceneId);
      if (!removable.ok) return removable;
      const written = await keeper.write([{ kind: "wall:scene-removed", at: now, sceneId, by }]);
      return written.ok ? ok({}) : written;
    },
    "wall:export": () => ok(wallFile(state, { now: keeper.context().now, site })),
    "wall:import": async ({ file, dryRun, seq: seen }, party) => {
      const seq = keeper.version();
      if (!dryRun && seen !== seq) return fail({ code: "conflict", detail: seen === undefined ? "a dry run comes first: its seq says which wall it was made for" : `the wall changed since the dry run: ${seq} is in force, not ${seen}` });
      const { now, rev, by } = keeper.context(personOf(party));
      const imported = importFile(state, file, { now, rev, site });
      if (!imported.ok) return imported;
      const { changes, scenes, notes } = imported.value;
      if (dryRun) return ok({ notes, seq });
      if (isCovered(state, changes, party)) return COVERED;
      const saved = scenes.map((scene): NewFact => ({ kind: "wall:scene-saved", at: now, scene: { ...scene, ...(by !== undefined && { savedBy: by }) }, by }));
      const written = await keeper.commit({ deed: "import", changes, by, cutAt: now + CUT_AHEAD }, saved);
      return written.ok ? ok({ notes, ...(written.value.seq !== undefined && { seq: written.value.seq }) }) : written;
    },
  };
}

/** An id made of the rev; a file may have brought it already. */
function newSceneId({ scenes }: Pick<RoomState, "scenes">, rev: number): SceneId {
  for (let n = 1; ; n++) {
    const id = SceneId.parse(`s${rev}-${n}`);
    if (!scenes.has(id)) return id;
  }
}
