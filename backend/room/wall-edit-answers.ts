import type { Party } from "#contract/account";
import type { AccountId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import { CUT_AHEAD, cutTo } from "../core/wall/cut.ts";
import { design } from "../core/wall/design.ts";
import { conflict } from "../core/wall/edit-context.ts";
import { operate } from "../core/wall/operate.ts";
import { restoreTo } from "../core/wall/restore.ts";
import { turnBack } from "../core/wall/undo.ts";
import type { WallPictures } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import { COVERED, isBound, isCovered } from "./privacy.ts";
import type { WallHistory } from "./wall-history.ts";
import type { Edited, WallKeeper } from "./wall-keeper.ts";
import type { PastWall } from "./wall-past.ts";

interface Options {
  state: RoomState;
  keeper: WallKeeper;
  history: WallHistory;
  past: (at: number) => Promise<Result<PastWall>>;
  pictures: Pick<WallPictures, "near">;
}
type EditRequests = "wall:operate" | "wall:design" | "wall:undo" | "wall:redo" | "wall:cut" | "wall:restore" | "wall:at";

/** Changes of the wall by people, and its past. Each is decided and committed in one go, so no two edits can cross. */
export function wallEditAnswers({ state, keeper, history, past, pictures }: Options): AnswersFor<EditRequests> {
  async function turn(which: "undo" | "redo", party: Party): Promise<Result<Edited>> {
    const by = personOf(party);
    if (by === undefined) return fail({ code: "unauthenticated" });
    const stacks = await history.opened();
    // From here on nothing is waited for until the commit.
    const edit = stacks.top(by, which);
    if (edit === undefined) return conflict(which === "undo" ? "nothing to take back" : "nothing to make again");
    const context = keeper.context(by);
    const changes = turnBack(state, { edit, direction: which === "undo" ? "back" : "again", newest: stacks.untouchedSince(edit, which) }, context);
    if (!changes.ok) {
      // The same wish again takes the edit before: one that others changed over must not bar the way for ever.
      if (changes.fault.code === "conflict") stacks.drop(by, which, edit.seq);
      return changes;
    }
    // It stays on top: once the key is off it may be turned.
    if (isCovered(state, changes.value, party)) return COVERED;
    if (changes.value.length === 0) stacks.drop(by, which, edit.seq);
    // What came as a cut goes as one.
    const cutAt = edit.cutAt === undefined ? undefined : context.now + CUT_AHEAD;
    return keeper.commit({ deed: which, changes: changes.value, by, of: edit.seq, ...(cutAt !== undefined && { cutAt }) });
  }

  return {
    "wall:operate": ({ operations }, party) => {
      const by = personOf(party);
      if (operations.some((one) => one.do === "privacy" && !one.on) && isBound(state, party)) return COVERED;
      for (const one of operations) {
        if (one.do !== "cameras") continue;
        const unknown = one.cameraIds.find((id) => !state.cameras.has(id));
        if (unknown !== undefined) return fail({ code: "unknown-id", kind: "camera", id: unknown });
      }
      const edit = operate(state, operations, keeper.context(by));
      if (!edit.ok) return edit;
      if (isCovered(state, edit.value.changes, party)) return COVERED;
      // The privacy key works on a full disk as well: what it hides is hidden, and written down later.
      const hides = operations.every((one) => one.do === "privacy" && one.on);
      return hides ? keeper.hold({ ...edit.value, by }) : keeper.commit({ ...edit.value, by });
    },
    "wall:design": ({ designs }, party) => {
      const by = personOf(party);
      const edit = design(state, designs, keeper.context(by));
      if (!edit.ok) return edit;
      return isCovered(state, edit.value.changes, party) ? COVERED : keeper.commit({ ...edit.value, by });
    },
    "wall:undo": (_input, party) => turn("undo", party),
    "wall:redo": (_input, party) => turn("redo", party),
    "wall:cut": ({ sceneId }, party) => {
      const by = personOf(party);
      const scene = state.scenes.get(sceneId);
      if (scene === undefined) return fail({ code: "unknown-id", kind: "scene", id: sceneId });
      const cut = cutTo(state, scene, keeper.context(by));
      return cut.ok ? keeper.commit({ deed: "cut", ...cut.value, sceneId, by }) : cut;
    },
    "wall:restore": async ({ at }, party) => {
      const then = await past(at);
      if (!then.ok) return then;
      const by: AccountId | undefined = personOf(party);
      const context = keeper.context(by);
      const changes = restoreTo(state, then.value.wall, context.rev);
      if (!changes.ok) return changes;
      return isCovered(state, changes.value, party) ? COVERED : keeper.commit({ deed: "restore", changes: changes.value, cutAt: context.now + CUT_AHEAD, by });
    },
    "wall:at": async ({ at }) => {
      const then = await past(at);
      if (!then.ok) return then;
      const { wall, seq } = then.value;
      return ok({ at, seq, monitors: [...wall.monitors.values()], cells: [...wall.cells.values()], settings: wall.wall, attendances: [...wall.attendances.values()], pictures: pictures.near(at) });
    },
  };
}
