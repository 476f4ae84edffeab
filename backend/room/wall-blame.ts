import type { FactOf } from "#contract/fact";
import type { EditContext } from "../core/wall/edit-context.ts";
import type { Journal } from "../ports.ts";

/** Removed records whose remover is known, at most; the oldest are forgotten first. */
const REMOVED = 1000;
/** A fact may stand this much behind the rev it gave: after facts decided with it, or when the disk filled between. */
const SLACK = 64;

type Edited = FactOf<"wall:edited">;

/** Who changed or removed a record of the wall last: told to whoever comes too late with an edit of it. */
export interface WallBlame {
  who: EditContext["blame"];
  /** Follows the journal live. */
  note(edit: Edited): void;
}

export function openWallBlame(journal: Pick<Journal, "page" | "head">): WallBlame {
  const removed = new Map<string, string>();
  return {
    who({ part, id }, rev) {
      if (rev === undefined) return removed.get(`${part} ${id}`);
      if (rev < 1 || rev > journal.head()) return undefined;
      for (const fact of journal.page(rev - 1, SLACK)) {
        if (fact.kind === "wall:edited" && fact.changes.some((change) => change.part === part && change.after?.rev === rev)) return words(fact);
      }
      return undefined;
    },
    note(edit) {
      for (const change of edit.changes) {
        if (change.part === "settings") continue;
        const key = `${change.part} ${change.id}`;
        removed.delete(key);
        if (change.after === undefined) removed.set(key, words(edit));
      }
      for (const oldest of removed.keys()) {
        if (removed.size <= REMOVED) break;
        removed.delete(oldest);
      }
    },
  };
}

function words({ by, deed }: Edited): string {
  return `${by ?? "the backend"}: ${deed}`;
}
