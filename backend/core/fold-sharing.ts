import type { NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

type SharingFact = Extract<NewFact, { kind: `agency:sharing-${"began" | "ended"}` }>;

/** Folds consent to be seen: one an account. */
export function foldSharing({ sharings }: Pick<RoomState, "sharings">, fact: SharingFact): Touch[] {
  if (fact.kind === "agency:sharing-ended") return sharings.delete(fact.accountId) ? [{ collection: "sharings", id: fact.accountId, body: undefined }] : [];
  sharings.set(fact.sharing.id, fact.sharing);
  return [{ collection: "sharings", id: fact.sharing.id, body: fact.sharing }];
}
