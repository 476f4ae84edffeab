import type { Party } from "#contract/account";
import { may } from "#contract/permission";
import type { Result } from "#contract/result";
import type { WallChange } from "#contract/wall";
import type { RoomState } from "../core/state.ts";
import { uncovers } from "../core/wall/uncovers.ts";

/** Told to whoever would show what the privacy key hides without being above it. */
export const COVERED: Result<never> = { ok: false, fault: { code: "forbidden", permission: "wall:privacy-lift" } };

/** Whether the privacy key binds somebody: it is on, and they may not lift it. A mark it works by then stays as well. */
export function isBound({ wall }: { wall: Pick<RoomState["wall"], "privacy"> }, party: Party): boolean {
  return wall.privacy && !(party.kind === "person" && may(party.account.roles, "wall:privacy-lift"));
}

/** Whether an edit is refused because it would show what is hidden. */
export function isCovered(state: Pick<RoomState, "wall" | "cells" | "monitors">, changes: readonly WallChange[], party: Party): boolean {
  return isBound(state, party) && uncovers(state, changes);
}
