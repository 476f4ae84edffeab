import type { Latest } from "#contract/frame";
import type { Instant } from "#contract/ids";
import { QUALITIES, type Quality } from "#contract/observation";

/** The newest observation of one series. */
export interface LatestValue {
  value: number;
  at: Instant;
  quality: Quality;
}

/** A backend that numbers series beyond this is broken or hostile: such records are dropped. */
const SERIES_LIMIT = 1_000_000;
/** A figure on a screen changes at most twice a second. */
export const READ_OUT_MS = 500;

/** Newest values as columns of equal length, a row a series; views of arrays that are used again: read them, never keep them. */
export interface Values {
  series: Uint32Array;
  v: Float32Array;
  /** phenomenonTime, ms UTC. */
  t: Float64Array;
  /** Index into QUALITIES. */
  q: Uint8Array;
}

/** Newest values of all series. */
export interface LatestStore {
  apply(frame: Latest): void;
  /** Forgets all and takes these instead; whoever listens is told at once. */
  replace(frame: Latest): void;
  get(series: number): LatestValue | undefined;
  /** phenomenonTime of the newest observation, 0 when there is none. */
  at(series: number): Instant;
  /** All of them. A series keeps its row until `replace` or `clear`; another object whenever rows were added. */
  columns(): Values;
  /** Called only after this series changed: at once, then at most every READ_OUT_MS. */
  subscribe(series: number, listener: () => void): () => void;
  /** Called at most every READ_OUT_MS with all series that changed since. For maps. */
  subscribeAll(listener: (changed: ReadonlySet<number>) => void): () => void;
  /** Called with each frame that came, as it comes; undefined: everything was replaced. For what draws between two read-outs. */
  follow(listener: (series: Uint32Array | undefined) => void): () => void;
  clear(): void;
}

/** @param after runs a task once after so many ms (setTimeout) */
export function createLatestStore(after: (ms: number, task: () => void) => void): LatestStore {
  const rows = createRows();
  /** One object per value, so that React sees a change only where there is one. */
  const given = new Map<number, LatestValue>();
  const listeners = new Map<number, Set<() => void>>();
  /** Series told within READ_OUT_MS; true: changed since. */
  const resting = new Map<number, boolean>();
  const everything = new Set<(changed: ReadonlySet<number>) => void>();
  const followers = new Set<(series: Uint32Array | undefined) => void>();
  let changed = new Set<number>();
  let due = false;

  /** Tells a series' readers at once, unless they were told just now: then after their rest. */
  function tell(series: number): void {
    const readers = listeners.get(series);
    if (readers === undefined) return;
    if (resting.has(series)) {
      resting.set(series, true);
      return;
    }
    resting.set(series, false);
    after(READ_OUT_MS, () => {
      const again = resting.get(series);
      resting.delete(series);
      if (again === true) tell(series);
    });
    for (const listener of [...readers]) listener();
  }

  function readOut(): void {
    due = false;
    const these = changed;
    changed = new Set();
    for (const listener of [...everything]) listener(these);
  }
  function readOutSoon(): void {
    if (due || changed.size === 0) return;
    due = true;
    after(READ_OUT_MS, readOut);
  }

  return {
    apply(frame) {
      for (let i = 0; i < frame.series.length; i++) {
        const series = frame.series[i]!;
        if (!rows.put(series, frame.v[i]!, frame.t[i]!, frame.q[i]!)) continue;
        given.delete(series);
        changed.add(series);
      }
      for (const series of frame.series) if (changed.has(series)) tell(series);
      for (const follower of [...followers]) follower(frame.series);
      readOutSoon();
    },
    replace(frame) {
      for (const series of rows.columns().series) changed.add(series);
      rows.clear();
      given.clear();
      for (let i = 0; i < frame.series.length; i++) {
        if (rows.put(frame.series[i]!, frame.v[i]!, frame.t[i]!, frame.q[i]!)) changed.add(frame.series[i]!);
      }
      // Not after a rest: all that is on show is of one instant.
      for (const readers of [...listeners.values()]) for (const listener of [...readers]) listener();
      for (const follower of [...followers]) follower(undefined);
      readOutSoon();
    },
    get(series) {
      const row = rows.of(series);
      if (row === undefined) return undefined;
      let value = given.get(series);
      if (value === undefined) {
        const { v, t, q } = rows.columns();
        value = { value: v[row]!, at: t[row]!, quality: QUALITIES[q[row]!] ?? "bad" };
        given.set(series, value);
      }
      return value;
    },
    at(series) {
      const row = rows.of(series);
      return row === undefined ? 0 : rows.columns().t[row]!;
    },
    columns: rows.columns,
    subscribe(series, listener) {
      let set = listeners.get(series);
      if (set === undefined) listeners.set(series, (set = new Set()));
      set.add(listener);
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(series);
      };
    },
    subscribeAll(listener) {
      everything.add(listener);
      return () => void everything.delete(listener);
    },
    follow(listener) {
      followers.add(listener);
      return () => void followers.delete(listener);
    },
    clear() {
      rows.clear();
      given.clear();
    },
  };
}

/** A row a series, in the order they first came. */
function createRows() {
  /** By series: its row + 1, 0 where it has none. */
  let rowOf = new Uint32Array(1024);
  let n = 0;
  let all = { series: new Uint32Array(1024), v: new Float32Array(1024), t: new Float64Array(1024), q: new Uint8Array(1024) };
  let seen: Values | undefined;

  function add(series: number): number {
    if (series >= rowOf.length) {
      const wider = new Uint32Array(Math.min(SERIES_LIMIT, Math.max(series + 1, rowOf.length * 2)));
      wider.set(rowOf);
      rowOf = wider;
    }
    if (n === all.series.length) {
      const wider = { series: new Uint32Array(2 * n), v: new Float32Array(2 * n), t: new Float64Array(2 * n), q: new Uint8Array(2 * n) };
      wider.series.set(all.series);
      wider.v.set(all.v);
      wider.t.set(all.t);
      wider.q.set(all.q);
      all = wider;
    }
    all.series[n] = series;
    all.t[n] = 0;
    rowOf[series] = ++n;
    seen = undefined;
    return n - 1;
  }
  function of(series: number): number | undefined {
    const row = rowOf[series];
    return row === undefined || row === 0 ? undefined : row - 1;
  }
  return {
    of,
    /** @returns false: out of bounds, or older than what is there */
    put(series: number, v: number, t: number, q: number): boolean {
      if (series >= SERIES_LIMIT || t <= 0) return false;
      const row = of(series) ?? add(series);
      if (t < all.t[row]!) return false;
      all.v[row] = v;
      all.t[row] = t;
      all.q[row] = q;
      return true;
    },
    columns: (): Values => (seen ??= { series: all.series.subarray(0, n), v: all.v.subarray(0, n), t: all.t.subarray(0, n), q: all.q.subarray(0, n) }),
    clear(): void {
      for (let row = 0; row < n; row++) rowOf[all.series[row]!] = 0;
      n = 0;
      seen = undefined;
    },
  };
}
