import type { WallChange } from "#contract/wall";
import type { Journal } from "../ports.ts";

/** Facts looked through: an edit's rev is its fact's seq, or a little below it (facts decided with it, a disk that was full). */
const AHEAD = 64;

/** The cut whose way back has this seq, from the journal: what the wall showed before an alarm changed it, also after a restart. */
export function cutOf(journal: Pick<Journal, "page">, seq: number): readonly WallChange[] | undefined {
  for (const fact of journal.page(seq - 1, AHEAD)) {
    if (fact.kind === "wall:edited" && fact.changes.some((change) => change.part === "settings" && change.after.back?.seq === seq && change.before.back?.seq !== seq)) return fact.changes;
  }
  return undefined;
}
