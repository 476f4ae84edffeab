import { BAD, type Memory } from "./rules/memory.ts";
import { openRing, prepend, push, type Ring } from "./rules/ring.ts";

/** Stored observations of one series, ascending in t; `q` indexes QUALITIES. */
export interface Past {
  t: ArrayLike<number>;
  v: ArrayLike<number>;
  q: ArrayLike<number>;
}

/** What a window must hold. */
export interface WindowWish {
  series: number;
  /** ms. */
  span: number;
  /** Points kept at most. */
  capacity: number;
  /** Keep minimum and maximum. */
  extremes: boolean;
}

/** Windows by what they hold: conditions that ask for the same share one, and a rule's new version finds it filled. */
export interface WindowPool {
  /** By series: the first of the windows it fills. */
  rings: (Ring | undefined)[];
  borrow(wish: WindowWish): { key: string; ring: Ring };
  giveBack(key: string): void;
  /** The window borrowed under this key. */
  of(key: string): { series: number; span: number; ring: Ring } | undefined;
  /** Windows opened on series already observed, whose past is not yet in them: by series, how far back the longest looks, ms. */
  gaps(): Map<number, number>;
  /** Puts the past of the last `reach` ms into the series' windows of at most that span. @returns keys of those that speak from now on */
  fill(series: number, reach: number, past: Past): Set<string>;
}

interface Entry {
  ring: Ring;
  series: number;
  span: number;
  users: number;
}

/** @returns an empty pool; over a memory as yet empty, windows start whole and are filled as observations come */
export function openWindowPool(memory: Memory): WindowPool {
  const rings: (Ring | undefined)[] = [];
  const pool = new Map<string, Entry>();
  const unfilled = new Map<string, Entry>();

  return {
    rings,
    borrow({ series, span, capacity, extremes }) {
      const key = `${series} ${span} ${capacity} ${extremes}`;
      let entry = pool.get(key);
      if (entry === undefined) {
        const ring = openRing(span, capacity, extremes);
        entry = { ring, series, span, users: 0 };
        pool.set(key, entry);
        ring.next = rings[series];
        rings[series] = ring;
        if (memory.t[series]! > 0) {
          ring.whole = false;
          unfilled.set(key, entry);
          // The latest may not be stored yet; the store is asked for what came before it.
          if (memory.q[series] !== BAD) push(ring, memory.t, memory.v, series);
        }
      }
      entry.users++;
      return { key, ring: entry.ring };
    },
    giveBack(key) {
      const entry = pool.get(key);
      if (entry === undefined || --entry.users > 0) return;
      pool.delete(key);
      unfilled.delete(key);
      let left: Ring | undefined;
      for (let ring = rings[entry.series]; ring !== undefined; ) {
        const { next } = ring;
        if (ring !== entry.ring) {
          ring.next = left;
          left = ring;
        }
        ring = next;
      }
      rings[entry.series] = left;
    },
    of: (key) => pool.get(key),
    gaps() {
      const gaps = new Map<number, number>();
      for (const { series, span } of unfilled.values()) gaps.set(series, Math.max(span, gaps.get(series) ?? 0));
      return gaps;
    },
    fill(series, reach, past) {
      const whole = new Set<string>();
      for (const [key, entry] of unfilled) if (entry.series === series && entry.span <= reach) whole.add(key);
      if (whole.size === 0) return whole;
      const t: number[] = [];
      const v: number[] = [];
      for (let i = 0; i < past.t.length; i++) {
        if (past.q[i] === BAD) continue;
        t.push(past.t[i]!);
        v.push(past.v[i]!);
      }
      for (const key of whole) {
        prepend(unfilled.get(key)!.ring, Float64Array.from(t), Float64Array.from(v));
        unfilled.delete(key);
      }
      return whole;
    },
  };
}
