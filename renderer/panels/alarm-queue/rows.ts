import type { Alarm, AlarmState, Priority } from "#contract/alarm";
import type { QueueGroup } from "#contract/fold-queue";
import type { Order } from "./selection.ts";
import { owesAck, PRIORITY_RANK } from "./query.ts";

/** One line of the queue. */
export type Row =
  | { kind: "alarm"; key: string; alarm: Alarm; inFold: boolean }
  | { kind: "fold"; key: string; fold: QueueGroup; open: boolean; worst: Priority; owing: number };

/** The lines of the queue, made as they are shown. */
export interface Rows extends Order {
  at: (index: number) => Row | undefined;
  /** How many groups stand in for their members. */
  folds: number;
}

/** Every alarm a line. */
export function plainRows(list: readonly Alarm[]): Rows {
  return {
    length: list.length,
    folds: 0,
    keyAt: (index) => list[index]?.id ?? "",
    at: (index) => {
      const alarm = list[index];
      return alarm === undefined ? undefined : { kind: "alarm", key: alarm.id, alarm, inFold: false };
    },
  };
}

/** Single alarms and folded groups in queue order; an opened group is followed by its members. @param opened keys of fold rows */
export function foldedRows(lines: readonly (Alarm | QueueGroup)[], opened: ReadonlySet<string>): Rows {
  const rows: Row[] = [];
  let folds = 0;
  for (const line of lines) {
    if (!("members" in line)) {
      rows.push({ kind: "alarm", key: line.id, alarm: line, inFold: false });
      continue;
    }
    folds++;
    // The spaces keep it apart from every alarm's id.
    const key = `fold ${line.area ?? ""} ${line.cause}`;
    const open = opened.has(key);
    rows.push({ kind: "fold", key, fold: line, open, worst: worstOf(line.members), owing: line.members.filter((alarm) => owesAck(alarm.state)).length });
    if (open) for (const alarm of line.members) rows.push({ kind: "alarm", key: alarm.id, alarm, inFold: true });
  }
  return { length: rows.length, folds, keyAt: (index) => rows[index]?.key ?? "", at: (index) => rows[index] };
}

function worstOf(members: readonly Alarm[]): Priority {
  return members.reduce<Priority>((worst, { priority }) => (PRIORITY_RANK[priority] < PRIORITY_RANK[worst] ? priority : worst), "routine");
}

/** The alarms a line stands for. */
export function alarmsOf(row: Row | undefined): readonly Alarm[] {
  if (row === undefined) return [];
  return row.kind === "alarm" ? [row.alarm] : row.fold.members;
}

/** Which commands make sense for a state; the backend decides, this only spares requests that would be refused. */
export const APPLIES: Readonly<Record<"acknowledge" | "shelve" | "unshelve" | "reset", (state: AlarmState) => boolean>> = {
  acknowledge: owesAck,
  shelve: (state) => state !== "normal" && state !== "out-of-service" && state !== "shelved",
  unshelve: (state) => state === "shelved",
  reset: (state) => state === "latched-unack" || state === "latched-ack",
};
