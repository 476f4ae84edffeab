import type { Fault } from "#contract/fault";
import type { AccountId, Instant } from "#contract/ids";
import type { Cell, Monitor } from "#contract/wall";
import { fail, type Result } from "#contract/result";
import type { WallDraft } from "./draft.ts";

/** Names a record of the document. */
export interface RecordName {
  part: "cell" | "monitor" | "settings";
  id: string;
}
/** What the shell gives an edit: the present, the rev of the records it makes, and who changed what before. */
export interface EditContext {
  now: Instant;
  rev: number;
  /** Who changed the record last and how ("lan: put"); undefined: unknown, or never there. `rev` undefined: who removed it. */
  blame: (record: RecordName, rev: number | undefined) => string | undefined;
  by?: AccountId;
}

export function conflict(detail: string): { ok: false; fault: Fault } {
  return fail({ code: "conflict", detail });
}

/** The cell as it stands; `conflict` naming who changed or removed it when it is not the one the editor saw (`rev` undefined: any will do). */
export function cellSeen(draft: WallDraft, id: string, rev: number | undefined, context: EditContext): Result<Cell> {
  return seen(draft.cells.get(id), { part: "cell", id }, rev, context);
}

export function monitorSeen(draft: WallDraft, id: string, rev: number | undefined, context: EditContext): Result<Monitor> {
  return seen(draft.monitors.get(id), { part: "monitor", id }, rev, context);
}

function seen<T extends { rev: number }>(record: T | undefined, name: RecordName, rev: number | undefined, { blame }: EditContext): Result<T> {
  if (record === undefined) {
    const who = blame(name, undefined);
    return who === undefined ? fail({ code: "unknown-id", kind: name.part, id: name.id }) : conflict(`${name.part} ${name.id}: removed by ${who}`);
  }
  if (rev === undefined || record.rev === rev) return { ok: true, value: record };
  return conflict(`${name.part} ${name.id}: rev ${record.rev} is in force, not ${rev}; changed by ${blame(name, record.rev) ?? "an earlier edit"}`);
}
