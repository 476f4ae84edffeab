import type { Fact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import { openEditStacks, type EditStacks } from "../core/wall/edit-stacks.ts";
import type { WallEdit } from "../core/wall/undo.ts";
import type { Journal } from "../ports.ts";
import type { Ledger } from "./ledger.ts";

/** Past edits that a restart still knows as somebody's, at most. */
const PAST = 1000;
const PAGE = 200;

/** Whose edits can be taken back, made of the journal: so a restart forgets none of the newest. */
export interface WallHistory {
  top(by: AccountId, which: "undo" | "redo"): (WallEdit & { seq: number }) | undefined;
  drop: EditStacks["drop"];
  /** Nobody edited the wall since this edit was made (undo), or since it was taken back (redo). */
  untouchedSince(edit: { seq: number }, which: "undo" | "redo"): boolean;
  close(): void;
}

export function openWallHistory({ journal, ledger }: { journal: Pick<Journal, "recent" | "page">; ledger: Pick<Ledger, "onFacts"> }): WallHistory {
  let stacks: EditStacks | undefined;
  /** Read when first asked for: a start of the backend does not wait for it. */
  const opened = (): EditStacks => (stacks ??= rebuilt(journal));
  const stop = ledger.onFacts((facts) => {
    for (const fact of facts) if (fact.kind === "wall:edited") stacks?.note(fact);
  });
  return {
    top(by, which) {
      const seq = opened().top(by, which);
      const fact = seq === undefined ? undefined : journal.page(seq - 1, 1)[0];
      return fact?.kind === "wall:edited" ? fact : undefined;
    },
    drop: (by, which, seq) => opened().drop(by, which, seq),
    untouchedSince({ seq }, which) {
      const newest = journal.recent({ kinds: ["wall:edited"], limit: 1 })[0];
      if (newest?.kind !== "wall:edited") return false;
      return which === "undo" ? newest.seq === seq : newest.deed === "undo" && newest.of === seq;
    },
    close: stop,
  };
}

function rebuilt(journal: Pick<Journal, "recent">): EditStacks {
  const stacks = openEditStacks();
  const past: Fact[] = [];
  while (past.length < PAST) {
    const page: Fact[] = journal.recent({ kinds: ["wall:edited"], before: past.at(-1)?.seq, limit: PAGE });
    past.push(...page);
    if (page.length < PAGE) break;
  }
  for (const fact of past.reverse()) if (fact.kind === "wall:edited") stacks.note(fact);
  return stacks;
}
