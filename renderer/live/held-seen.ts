import type { Instant } from "#contract/ids";
import { createAlarmBook, type AlarmBook } from "./alarm-book.ts";
import type { MapCase } from "./cases-on-map.ts";
import type { Values } from "./latest.ts";
import type { Records } from "./records.ts";
import type { Seen } from "./seen.ts";

/** A room that can be held: whoever draws from it then goes on seeing one moment, whatever comes, and need not know. */
export interface HeldSeen extends Seen {
  /** Held, everything stays as it is now, its clock included; released, it is told that all may be other. Held before anything came: the first that comes is kept. */
  hold(on: boolean): void;
}

interface Moment {
  at: Instant;
  past: boolean;
  values: Values;
  /** By series: its row in the values. */
  rows: ReadonlyMap<number, number>;
  book: AlarmBook;
  cases: readonly MapCase[];
  records: Records;
}

export function holdable(live: Seen): HeldSeen {
  const listeners = { records: new Set<() => void>(), alarms: new Set<() => void>(), cases: new Set<() => void>(), time: new Set<() => void>() };
  const followers = new Set<(series: readonly number[] | undefined) => void>();
  let isHeld = false;
  let kept: Moment | undefined;

  function keep(): void {
    if (!isHeld || kept !== undefined) return;
    const records = live.records();
    const { series, v, t, q } = live.values();
    if (records.things.size === 0 || !t.some((one) => one > 0)) return; // nothing came yet
    const book = createAlarmBook();
    book.reset(live.alarms().values());
    book.settle();
    // The live columns are used again: these are copies.
    kept = { at: live.at(), past: live.past(), values: { series: series.slice(), v: v.slice(), t: t.slice(), q: q.slice() }, rows: new Map(Array.from(series, (one, row) => [one, row])), book, cases: live.cases(), records };
    turn();
  }
  /** Book and columns are other objects: everybody looks again. "time" last: who draws a little later draws then what is still owed. */
  function turn(): void {
    for (const changed of [...followers]) changed(undefined);
    for (const what of ["records", "alarms", "cases", "time"] as const) for (const changed of [...listeners[what]]) changed();
  }

  return {
    at: () => kept?.at ?? live.at(),
    past: () => kept?.past ?? live.past(),
    value(series) {
      if (kept === undefined) return live.value(series);
      const row = kept.rows.get(series);
      return row === undefined || kept.values.t[row] === 0 ? undefined : { v: kept.values.v[row]!, t: kept.values.t[row]!, q: kept.values.q[row]! };
    },
    values: () => kept?.values ?? live.values(),
    alarms: () => kept?.book.all() ?? live.alarms(),
    book: () => kept?.book ?? live.book(),
    cases: () => kept?.cases ?? live.cases(),
    records: () => kept?.records ?? live.records(),
    subscribe(what, changed) {
      listeners[what].add(changed);
      const stop = live.subscribe(what, () => {
        if (kept !== undefined) return;
        changed();
        keep();
      });
      return () => {
        stop();
        listeners[what].delete(changed);
      };
    },
    subscribeValues(changed) {
      followers.add(changed);
      const stop = live.subscribeValues((series) => {
        if (kept !== undefined) return;
        changed(series);
        keep();
      });
      return () => {
        stop();
        followers.delete(changed);
      };
    },
    hold(on) {
      if (on === isHeld) return;
      isHeld = on;
      if (on) return keep();
      if (kept === undefined) return;
      kept = undefined;
      turn();
    },
  };
}
