import type { Alarm } from "#contract/alarm";
import type { Instant } from "#contract/ids";
import { QUALITIES } from "#contract/observation";
import type { AlarmBook } from "./alarm-book.ts";
import type { LatestStore, Values } from "./latest.ts";
import type { Records } from "./records.ts";
import { latest, mirror, serverNow } from "./socket.ts";

/** "values" are told at most this often, ms. */
const VALUES_MS = 100;

/** The room as this window sees it: now, or, looking back, at a past instant. */
export interface Seen {
  /** The server's now, or the past instant of which everything here is. */
  at(): Instant;
  past(): boolean;
  value(series: number): { v: number; t: Instant; q: number } | undefined;
  /** All of them, a row a series, for the GPU: views of arrays that are used again. Another object: rows were added or moved. */
  values(): Values;
  /** Open alarms. Live: changes with them. */
  alarms(): ReadonlyMap<string, Alarm>;
  /** The same with counts and views; another book when the window goes to the past or comes back ("time"). */
  book(): AlarmBook;
  /** Stations, datastreams, areas …: always as they are now. */
  records(): Records;
  /** "time": went to the past, moved in it, or came back: everything else may have changed with it. @returns the way to stop */
  subscribe(what: "records" | "alarms" | "time", changed: () => void): () => void;
  /** At most 10 times a second, with the series that changed; undefined: all may have. @returns the way to stop */
  subscribeValues(changed: (series: readonly number[] | undefined) => void): () => void;
}

/** @param after runs a task once after so many ms; returns the way to cancel it */
export function createSeen(live: { latest: LatestStore; mirror: typeof mirror; now: () => Instant; after: (ms: number, task: () => void) => () => void }): Seen {
  return {
    at: live.now,
    past: () => false,
    value(series) {
      const row = live.latest.get(series);
      return row === undefined ? undefined : { v: row.value, t: row.at, q: QUALITIES.indexOf(row.quality) };
    },
    values: live.latest.columns,
    alarms: live.mirror.alarms.all,
    book: () => live.mirror.alarms,
    records: live.mirror.records.get,
    subscribe(what, changed) {
      if (what === "records") return live.mirror.records.subscribe(changed);
      if (what === "alarms") return live.mirror.alarmVersion.subscribe(changed);
      return () => undefined;
    },
    subscribeValues(changed) {
      let moved: Set<number> | undefined = new Set();
      let cancel: (() => void) | undefined;
      const stop = live.latest.follow((series) => {
        if (series === undefined) moved = undefined;
        else for (const one of series) moved?.add(one);
        cancel ??= live.after(VALUES_MS, () => {
          cancel = undefined;
          const these = moved;
          moved = new Set();
          changed(these === undefined ? undefined : [...these]);
        });
      });
      return () => {
        stop();
        cancel?.();
      };
    },
  };
}

/** This window's. */
export const seen = createSeen({
  latest, mirror, now: serverNow,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
});
