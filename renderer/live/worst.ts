import type { Alarm } from "#contract/alarm";
import type { AlarmBook } from "./alarm-book.ts";
import { byNow, isAnnunciated } from "./alarm-order.ts";
import type { AlarmChange } from "./alarm-view.ts";

/** Per station, its most urgent annunciated alarm, in the order of a glance: one that happens before one that is over. */
export interface Worst {
  /** As the alarms are now; costs as much as there are alarms at the stations that changed since the last call. */
  now(): ReadonlyMap<string, Alarm>;
  close(): void;
}

/** Follows the open alarms until closed. */
export function followWorst(book: AlarmBook): Worst {
  const annunciated = new Map<string, Set<Alarm>>();
  const worst = new Map<string, Alarm>();
  const moved = new Set<string>();

  function add(alarm: Alarm): void {
    if (!isAnnunciated(alarm.state)) return;
    const here = annunciated.get(alarm.thingId);
    if (here === undefined) annunciated.set(alarm.thingId, new Set([alarm]));
    else here.add(alarm);
    moved.add(alarm.thingId);
  }
  function hear(changes: readonly AlarmChange[]): void {
    for (const { before, after } of changes) {
      if (before !== undefined && annunciated.get(before.thingId)?.delete(before) === true) moved.add(before.thingId);
      if (after !== undefined) add(after);
    }
  }

  const stop = book.follow(hear);
  for (const alarm of book.values()) add(alarm);
  return {
    now() {
      book.settle();
      for (const thing of moved) {
        let first: Alarm | undefined;
        for (const alarm of annunciated.get(thing) ?? []) if (first === undefined || byNow(alarm, first) < 0) first = alarm;
        if (first !== undefined) worst.set(thing, first);
        else {
          worst.delete(thing);
          annunciated.delete(thing);
        }
      }
      moved.clear();
      return worst;
    },
    close: stop,
  };
}
