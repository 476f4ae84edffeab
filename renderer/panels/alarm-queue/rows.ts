import type { Alarm, AlarmState } from "#contract/alarm";
import type { QueueGroup } from "#contract/fold-queue";
import type { Order } from "./selection.ts";
import { owesAck } from "./query.ts";

/** One line of the queue. */
export type Row =
  | { kind: "alarm"; key: string; alarm: Alarm; inFold: boolean }
  | { kind: "fold"; key: string; fold: QueueGroup; open: boolean };

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
  const shown: (Alarm | QueueGroup)[] = [];
  /** Members shown below their group, as [first, behind the last] in `shown`. */
  const spans: [number, number][] = [];
  let folds = 0;
  for (const line of lines) {
    shown.push(line);
    if (!("members" in line)) continue;
    folds++;
    if (!opened.has(foldKey(line))) continue;
    const first = shown.length;
    for (const alarm of line.members) shown.push(alarm);
    spans.push([first, shown.length]);
  }
  return {
    length: shown.length,
    folds,
    keyAt: (index) => {
      const line = shown[index];
      return line === undefined ? "" : "members" in line ? foldKey(line) : line.id;
    },
    at: (index) => {
      const line = shown[index];
      if (line === undefined) return undefined;
      if ("members" in line) return { kind: "fold", key: foldKey(line), fold: line, open: opened.has(foldKey(line)) };
      return { kind: "alarm", key: line.id, alarm: line, inFold: spans.some(([first, end]) => index >= first && index < end) };
    },
  };
}

/** The spaces keep it apart from every alarm's id. */
function foldKey({ area, cause }: QueueGroup): string {
  return `fold ${area ?? ""} ${cause}`;
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
