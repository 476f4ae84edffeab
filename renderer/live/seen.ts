import type { Alarm } from "#contract/alarm";
import type { Instant } from "#contract/ids";
import { QUALITIES } from "#contract/observation";
import type { PastRoom } from "#contract/past";
import type { AlarmBook } from "./alarm-book.ts";
import type { Cases } from "./case-book.ts";
import { casesOnMap, type MapCase } from "./cases-on-map.ts";
import type { Values } from "./latest.ts";
import { openCases } from "./open-cases.ts";
import type { Records } from "./records.ts";
import { past, pastShown, present, type Sight } from "./sight.ts";
import type { Signal } from "./signal.ts";
import { mirror, serverNow } from "./socket.ts";

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
  /** Open cases with a place: those of now, as far as somebody follows them (`open-cases.ts`); of a past instant none, for nobody knows them. The same array until something changed. */
  cases(): readonly MapCase[];
  /** Stations, datastreams, areas …: always as they are now. */
  records(): Records;
  /** "time": went to the past, moved in it, or came back: everything else may have changed with it. @returns the way to stop */
  subscribe(what: "records" | "alarms" | "cases" | "time", changed: () => void): () => void;
  /** At most 10 times a second, with the series that changed; undefined: all may have. @returns the way to stop */
  subscribeValues(changed: (series: readonly number[] | undefined) => void): () => void;
}

/** What a `Seen` is made of: the two sights, which of them is shown, and the server's clock. */
export interface Sights {
  present: Sight;
  past: Sight;
  shown: Pick<Signal<PastRoom | undefined>, "get" | "subscribe">;
  records: Pick<Signal<Records>, "get" | "subscribe">;
  cases: Pick<Signal<Cases>, "get" | "subscribe">;
  now: () => Instant;
  /** Runs a task once after so many ms; returns the way to cancel it. */
  after: (ms: number, task: () => void) => () => void;
}

const NONE: readonly MapCase[] = [];

export function createSeen({ present, past, shown, records, cases, now, after }: Sights): Seen {
  const sight = (): Sight => (shown.get() === undefined ? present : past);
  let known: { of: Cases; in: Records; are: readonly MapCase[] } | undefined;
  const casesNow = (): readonly MapCase[] => {
    const [of, all] = [cases.get(), records.get()];
    if (known?.of !== of || known.in.areas !== all.areas) known = { of, in: all, are: casesOnMap(of, all.areas) };
    return known.are;
  };
  return {
    at: () => shown.get()?.at ?? now(),
    past: () => shown.get() !== undefined,
    value(series) {
      const found = sight().latest.get(series);
      return found === undefined ? undefined : { v: found.value, t: found.at, q: QUALITIES.indexOf(found.quality) };
    },
    values: () => sight().latest.columns(),
    alarms: () => sight().alarms.all(),
    book: () => sight().alarms,
    cases: () => (shown.get() === undefined ? casesNow() : NONE),
    records: records.get,
    subscribe(what, changed) {
      if (what === "records") return records.subscribe(changed);
      if (what === "cases") return cases.subscribe(changed);
      if (what === "time") return shown.subscribe(changed);
      const hear = (of: Sight) => (): void => {
        if (sight() === of) changed();
      };
      const stops = [present.alarmVersion.subscribe(hear(present)), past.alarmVersion.subscribe(hear(past)), shown.subscribe(changed)];
      return () => stops.forEach((stop) => stop());
    },
    subscribeValues(changed) {
      let moved: Set<number> | undefined = new Set();
      let cancel: (() => void) | undefined;
      const tell = (): void => {
        cancel = undefined;
        const these = moved;
        moved = new Set();
        changed(these === undefined ? undefined : [...these]);
      };
      const hear = (of: Sight) => (series: Uint32Array | undefined): void => {
        if (sight() !== of) return;
        if (series === undefined) moved = undefined;
        else for (const one of series) moved?.add(one);
        cancel ??= after(VALUES_MS, tell);
      };
      const turned = (): void => {
        moved = undefined;
        cancel ??= after(VALUES_MS, tell);
      };
      const stops = [present.latest.follow(hear(present)), past.latest.follow(hear(past)), shown.subscribe(turned)];
      return () => {
        for (const stop of stops) stop();
        cancel?.();
      };
    },
  };
}

/** This window's. */
export const seen = createSeen({
  present, past, shown: pastShown, records: mirror.records, cases: openCases, now: serverNow,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
});
