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

/** Newest values of all series as columns indexed by series; t = 0 where none came yet. */
export interface LatestStore {
  apply(frame: Latest): void;
  get(series: number): LatestValue | undefined;
  /** phenomenonTime of the newest observation, 0 when there is none. */
  at(series: number): Instant;
  /** Called only after this series changed: at once, then at most every READ_OUT_MS. */
  subscribe(series: number, listener: () => void): () => void;
  /** Called at most every READ_OUT_MS with all series that changed since. For maps. */
  subscribeAll(listener: (changed: ReadonlySet<number>) => void): () => void;
  clear(): void;
}

/** @param after runs a task once after so many ms (setTimeout) */
export function createLatestStore(after: (ms: number, task: () => void) => void): LatestStore {
  let v = new Float64Array(1024);
  let t = new Float64Array(1024);
  let q = new Uint8Array(1024);
  /** One object per value, so that React sees a change only where there is one. */
  const given = new Map<number, LatestValue>();
  const listeners = new Map<number, Set<() => void>>();
  /** Series told within READ_OUT_MS; true: changed since. */
  const resting = new Map<number, boolean>();
  const everything = new Set<(changed: ReadonlySet<number>) => void>();
  let changed = new Set<number>();
  let due = false;

  function grow(to: number): void {
    const size = Math.min(SERIES_LIMIT, Math.max(to + 1, v.length * 2));
    const wider = { v: new Float64Array(size), t: new Float64Array(size), q: new Uint8Array(size) };
    wider.v.set(v);
    wider.t.set(t);
    wider.q.set(q);
    ({ v, t, q } = wider);
  }

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

  return {
    apply(frame) {
      for (let i = 0; i < frame.series.length; i++) {
        const series = frame.series[i]!;
        if (series >= SERIES_LIMIT) continue;
        if (series >= v.length) grow(series);
        if (frame.t[i]! < t[series]!) continue;
        v[series] = frame.v[i]!;
        t[series] = frame.t[i]!;
        q[series] = frame.q[i]!;
        given.delete(series);
        changed.add(series);
      }
      for (const series of frame.series) if (changed.has(series)) tell(series);
      if (due || changed.size === 0) return;
      due = true;
      after(READ_OUT_MS, readOut);
    },
    get(series) {
      if (series >= t.length || t[series] === 0) return undefined;
      let value = given.get(series);
      if (value === undefined) {
        value = { value: v[series]!, at: t[series]!, quality: QUALITIES[q[series]!] ?? "bad" };
        given.set(series, value);
      }
      return value;
    },
    at: (series) => t[series] ?? 0,
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
    clear() {
      t.fill(0);
      given.clear();
    },
  };
}
