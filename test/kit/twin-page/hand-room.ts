import type { Alarm } from "#contract/alarm";
import type { Datastream, ObservedProperty, Thing } from "#contract/things";
import { createAlarmBook } from "../../../renderer/live/alarm-book.ts";
import type { MapCase } from "../../../renderer/live/cases-on-map.ts";
import { noRecords } from "../../../renderer/live/records.ts";
import type { Seen } from "../../../renderer/live/seen.ts";

/** A room whose things, values and alarms a test sets by hand. */
export interface HandRoom extends Seen {
  set(things: readonly Thing[], datastreams: readonly Datastream[], properties?: readonly ObservedProperty[]): void;
  /** Values of so many series, at the same instant; the columns are the room's own and may be written into. */
  tell(series: readonly number[] | undefined, v: (series: number) => number, at: number, q?: number): void;
  /** All values were written into the columns: whoever listens is told. */
  tellAll(): void;
  raise(alarms: readonly Alarm[]): void;
  open(cases: readonly MapCase[]): void;
  /** The window went to another time: what was set since is of that time. */
  turn(): void;
  /** The clock. */
  set now(at: number);
}

export function createHandRoom(first = 1_000_000_000_000): HandRoom {
  let now = first;
  let records = noRecords();
  const book = createAlarmBook();
  let cases: readonly MapCase[] = [];
  const listeners = { records: new Set<() => void>(), alarms: new Set<() => void>(), cases: new Set<() => void>(), time: new Set<() => void>() };
  const values = new Set<(changed: readonly number[] | undefined) => void>();
  let columns = { series: new Uint32Array(0), v: new Float32Array(0), t: new Float64Array(0), q: new Uint8Array(0) };
  const rowOf = (series: number): number => columns.series.indexOf(series);
  return {
    at: () => now,
    past: () => false,
    value(series) {
      const row = rowOf(series);
      return row < 0 || columns.t[row] === 0 ? undefined : { v: columns.v[row]!, t: columns.t[row]!, q: columns.q[row]! };
    },
    values: () => columns,
    alarms: book.all,
    book: () => book,
    cases: () => cases,
    records: () => records,
    subscribe(what, changed) {
      listeners[what].add(changed);
      return () => void listeners[what].delete(changed);
    },
    subscribeValues(changed) {
      values.add(changed);
      return () => void values.delete(changed);
    },
    set(things, datastreams, properties = []) {
      records = { ...records, things: new Map(things.map((each) => [each.id, each])), datastreams: new Map(datastreams.map((each) => [each.id, each])), observedProperties: new Map(properties.map((each) => [each.id, each])) };
      const n = datastreams.length;
      columns = { series: Uint32Array.from(datastreams, ({ series }) => series), v: new Float32Array(n), t: new Float64Array(n), q: new Uint8Array(n) };
      for (const listener of listeners.records) listener();
    },
    tell(series, v, at, q = 0) {
      const which = series === undefined ? undefined : new Set(series);
      for (let row = 0; row < columns.series.length; row++) {
        const one = columns.series[row]!;
        if (which !== undefined && !which.has(one)) continue;
        columns.v[row] = v(one);
        columns.t[row] = at;
        columns.q[row] = q;
      }
      for (const listener of values) listener(series);
    },
    tellAll() {
      for (const listener of values) listener(undefined);
    },
    raise(alarms) {
      book.reset(alarms);
      book.settle();
      for (const listener of listeners.alarms) listener();
    },
    open(next) {
      cases = next;
      for (const listener of listeners.cases) listener();
    },
    turn() {
      for (const listener of listeners.time) listener();
    },
    set now(at: number) {
      now = at;
    },
  };
}
