import type { Latest } from "#contract/frame";
import type { Instant } from "#contract/ids";
import { frameOf, rowsOf, type Rows } from "./frames.ts";

/** ms between ticks: the fastest rate a window can have is one frame a tick. */
export const TICK = 50;
/** Rates that are kept, in ticks between frames: 20, 10, 5, 2, 1, 0.5, 0.2, 0.1 Hz. A rate asked for is rounded down to one of these, so that windows share frames. */
const PERIODS = [1, 2, 4, 10, 20, 40, 100, 200];
const SLOWEST = 200;

/** Largest series a frame can name (contract/frame.ts: 30 bits). */
const MAX_SERIES = 0x3fffffff;

/** A window that gets frames. */
interface Viewer {
  id: string;
  selection: Selection;
  period: number;
  /** Values stamped from here on have not been sent to it; 0: nothing has. */
  since: number;
  /** Its turn was skipped because its socket was behind: it gets the merged frame at the first tick it can. */
  owed: boolean;
}
/** One choice of series, shared by all windows that made it. `series` ascending, without doubles. */
interface Selection {
  key: string;
  series: Uint32Array | "all";
  viewers: number;
}

/** Who gets which latest values, and when. Knows no sockets: `send` and `behind` are given. */
export interface FanOut {
  subscribe(id: string, series: "all" | readonly number[], hz: number): void;
  leave(id: string): void;
  /** These series have new latest values. */
  changed(series: Uint32Array): void;
  /** Sends what is due. Called every `TICK` ms. */
  tick(): void;
  /** Totals since start. */
  counts(): { viewers: number; encoded: number; sent: number; skipped: number };
}

export interface FanOutOptions {
  latest: () => Latest;
  wall: () => Instant;
  /** The window's socket has not yet taken what it was sent: sending more would only pile up. */
  behind: (id: string) => boolean;
  /** One frame to many. */
  send: (ids: string[], frame: ArrayBuffer) => void;
}

/**
 * Every change is stamped with the tick it came in; a window is sent what is stamped since its last frame. So a skipped
 * frame merges into the next by itself, and windows with the same choice and the same last frame share one encoding.
 * Memory: 4 bytes a series, and the choices (at most 20,000 series each, shared).
 */
export function openFanOut({ latest, wall, behind, send }: FanOutOptions): FanOut {
  const viewers = new Map<string, Viewer>();
  const selections = new Map<string, Selection>();
  const counts = { encoded: 0, sent: 0, skipped: 0 };
  let stamps = new Uint32Array(1024);
  /** Stamp of changes from now on. Starts at 1: 0 is "never changed". At 20 Hz it lasts 6 years. */
  let stamp = 1;
  /** Stamp of the newest change: nothing is looked through for windows that have it. */
  let newest = 0;
  let ticks = 0;

  function leave(id: string): void {
    const viewer = viewers.get(id);
    if (viewer === undefined) return;
    viewers.delete(id);
    if (--viewer.selection.viewers === 0) selections.delete(viewer.selection.key);
  }
  function select(wanted: "all" | readonly number[]): Selection {
    const series = wanted === "all" ? wanted : Uint32Array.from(new Set(wanted.filter((one) => one <= MAX_SERIES))).sort();
    const key = series === "all" ? "all" : Buffer.from(series.buffer).toString("latin1");
    const selection = selections.get(key) ?? { key, series, viewers: 0 };
    selections.set(key, selection);
    selection.viewers++;
    return selection;
  }
  /** Rows of the choice that changed since; with since = 0 all that have a value. */
  function pick(rows: Rows, selection: Selection, since: number): Uint32Array {
    const all = rows.latest.series;
    const picked = new Uint32Array(selection.series === "all" ? all.length : selection.series.length);
    let n = 0;
    if (selection.series === "all") {
      for (let row = 0; row < all.length; row++) if (since === 0 || (stamps[all[row] ?? 0] ?? 0) >= since) picked[n++] = row;
    } else {
      for (const series of selection.series) {
        const row = rows.at(series);
        if (row >= 0 && (since === 0 || (stamps[series] ?? 0) >= since)) picked[n++] = row;
      }
    }
    return picked.subarray(0, n);
  }

  return {
    subscribe(id, series, hz) {
      leave(id);
      const period = PERIODS.find((ticks) => hz >= 1000 / TICK / ticks - 1e-9) ?? SLOWEST;
      viewers.set(id, { id, selection: select(series), period, since: 0, owed: true });
    },
    leave,
    changed(series) {
      if (series.length > 0) newest = stamp;
      for (const one of series) {
        if (one >= stamps.length) {
          const grown = new Uint32Array(Math.max(one + 1, stamps.length * 2));
          grown.set(stamps);
          stamps = grown;
        }
        stamps[one] = stamp;
      }
    },
    tick() {
      ticks++;
      const due = new Map<Selection, Map<number, string[]>>();
      for (const viewer of viewers.values()) {
        if (!viewer.owed && ticks % viewer.period !== 0) continue;
        if (behind(viewer.id)) {
          counts.skipped++;
          viewer.owed = true;
          continue;
        }
        viewer.owed = false;
        if (viewer.since > newest) continue;
        const bySince = due.get(viewer.selection) ?? new Map<number, string[]>();
        due.set(viewer.selection, bySince);
        const ids = bySince.get(viewer.since);
        if (ids === undefined) bySince.set(viewer.since, [viewer.id]);
        else ids.push(viewer.id);
        viewer.since = stamp + 1;
      }
      if (due.size > 0) {
        const rows = rowsOf(latest());
        const base = wall();
        for (const [selection, bySince] of due) {
          for (const [since, ids] of bySince) {
            const frame = frameOf(rows, pick(rows, selection, since), base);
            if (frame === undefined) continue;
            counts.encoded++;
            counts.sent += ids.length;
            send(ids, frame);
          }
        }
      }
      stamp++;
    },
    counts: () => ({ viewers: viewers.size, ...counts }),
  };
}
