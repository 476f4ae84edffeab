import type { AccountId } from "#contract/ids";
import type { WallDeed } from "#contract/wall";
import { canTurnBack, type WallEdit } from "./undo.ts";

/** Edits a person can take back, and make again, at most. */
export const STACK = 100;

/** What of an edit the stacks need: not its changes, which may be long. */
export interface EditMark {
  seq: number;
  by: AccountId | undefined;
  deed: WallDeed;
  of: number | undefined;
  turnable: boolean;
}

export function markOf(edit: WallEdit & { seq: number }): EditMark {
  return { seq: edit.seq, by: edit.by, deed: edit.deed, of: edit.of, turnable: canTurnBack(edit) };
}

/** Which edits each person can take back or make again: their seqs only, the edits themselves stand in the journal. */
export interface EditStacks {
  /** Follows every edit of the journal, in order: live, and at start from the past. */
  note(edit: EditMark): void;
  /** The person's newest edit to take back, or to make again. */
  top(by: AccountId, which: "undo" | "redo"): number | undefined;
  /** Leaves out an edit that others changed over: the next wish takes the one before. */
  drop(by: AccountId, which: "undo" | "redo", seq: number): void;
}

interface Person {
  undo: number[];
  redo: number[];
}

/** Opens the stacks, empty. Bounded by STACK and by how many accounts there are. */
export function openEditStacks(): EditStacks {
  const people = new Map<AccountId, Person>();
  const personOf = (by: AccountId): Person => {
    const known = people.get(by);
    if (known !== undefined) return known;
    const made: Person = { undo: [], redo: [] };
    people.set(by, made);
    return made;
  };
  const push = (stack: number[], seq: number): void => {
    stack.push(seq);
    if (stack.length > STACK) stack.shift();
  };
  const without = (stack: readonly number[], seq: number | undefined): number[] => stack.filter((one) => one !== seq);

  return {
    note(edit) {
      // What the backend did by itself (an alarm's cut, a screen adopted) is nobody's to take back by a key.
      if (edit.by === undefined) return;
      const person = personOf(edit.by);
      if (edit.deed === "undo") {
        person.undo = without(person.undo, edit.of);
        if (edit.of !== undefined) push(person.redo, edit.of);
        return;
      }
      if (!edit.turnable) return;
      person.redo = edit.deed === "redo" ? without(person.redo, edit.of) : [];
      push(person.undo, edit.seq);
    },
    top: (by, which) => people.get(by)?.[which].at(-1),
    drop(by, which, seq) {
      const person = people.get(by);
      if (person !== undefined) person[which] = without(person[which], seq);
    },
  };
}
