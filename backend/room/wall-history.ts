import type { AccountId } from "#contract/ids";
import { markOf, openEditStacks, type EditMark, type EditStacks } from "../core/wall/edit-stacks.ts";
import type { WallEdit } from "../core/wall/undo.ts";
import type { Journal } from "../ports.ts";
import type { Ledger } from "./ledger.ts";

/** Past edits that a restart still knows as somebody's, at most. */
const PAST = 1000;
/** Edits read at a time: a few ms, then everything else has its turn. */
const PAGE = 25;

/** Whose edits can be taken back, made of the journal: so a restart forgets none of the newest. */
export interface WallHistory {
  /** Reads the past when first asked for, so that a start of the backend does not wait for it. */
  opened(): Promise<OpenHistory>;
  close(): void;
}
export interface OpenHistory {
  top(by: AccountId, which: "undo" | "redo"): (WallEdit & { seq: number }) | undefined;
  drop: EditStacks["drop"];
  /** Nobody edited the wall since this edit was made (undo), or since it was taken back (redo). */
  untouchedSince(edit: { seq: number }, which: "undo" | "redo"): boolean;
}

export function openWallHistory({ journal, ledger }: { journal: Pick<Journal, "recent" | "page" | "head">; ledger: Pick<Ledger, "onFacts"> }): WallHistory {
  const stacks = openEditStacks();
  /** Edits made while the past is being read; undefined before and after. */
  let meanwhile: EditMark[] | undefined;
  let opening: Promise<OpenHistory> | undefined;
  const stop = ledger.onFacts((facts) => {
    if (opening === undefined) return;
    for (const fact of facts) {
      if (fact.kind !== "wall:edited") continue;
      if (meanwhile === undefined) stacks.note(markOf(fact));
      else meanwhile.push(markOf(fact));
    }
  });

  async function open(): Promise<OpenHistory> {
    meanwhile = [];
    for (const mark of await pastEdits(journal)) stacks.note(mark);
    for (const mark of meanwhile) stacks.note(mark);
    meanwhile = undefined;
    return {
      top(by, which) {
        const seq = stacks.top(by, which);
        const fact = seq === undefined ? undefined : journal.page(seq - 1, 1)[0];
        return fact?.kind === "wall:edited" ? fact : undefined;
      },
      drop: (by, which, seq) => stacks.drop(by, which, seq),
      untouchedSince({ seq }, which) {
        const newest = journal.recent({ kinds: ["wall:edited"], limit: 1 })[0];
        if (newest?.kind !== "wall:edited") return false;
        return which === "undo" ? newest.seq === seq : newest.deed === "undo" && newest.of === seq;
      },
    };
  }
  return {
    opened: () => (opening ??= open().catch((error: unknown) => {
      // A past that could not be read is read again when it is next asked for.
      opening = undefined;
      throw error;
    })),
    close: stop,
  };
}

/** The newest edits as of now, oldest first. */
async function pastEdits(journal: Pick<Journal, "recent" | "head">): Promise<EditMark[]> {
  const marks: EditMark[] = [];
  let before = journal.head() + 1;
  while (marks.length < PAST) {
    const page = journal.recent({ kinds: ["wall:edited"], before, limit: PAGE });
    for (const fact of page) if (fact.kind === "wall:edited") marks.push(markOf(fact));
    const oldest = page.at(-1);
    if (oldest === undefined || page.length < PAGE) break;
    before = oldest.seq;
    await new Promise((resume) => void setImmediate(resume));
  }
  return marks.reverse();
}
