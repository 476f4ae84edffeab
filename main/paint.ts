import { BEAT } from "./heartbeat.ts";
import { createSilence, type Patience } from "./silence.ts";

/** A window whose page lives and that shows no new picture for so long, ms, is frozen; longer on a busy machine. */
const FROZEN: Patience = { quiet: 3_000, ran: Infinity, waits: Infinity, stopped: Infinity, most: 4 };
/** The first picture of a page takes longer: all windows of a machine may start at once. */
const FIRST: Patience = { ...FROZEN, quiet: 10_000, most: 3 };
/** A page that has not beaten for so long, ms, is the heart's business: its picture stands because it hangs. */
const SILENT = 2 * BEAT;

/** Watches the pictures of one window: every page tells of the frames it is asked to make. Instants as everywhere, ms. */
export interface Paint {
  /** Another document is loading, or none is there. */
  start(): void;
  beat(now: number): void;
  /** A frame was made. */
  frame(now: number): void;
  /** A frame was made since the document began to load. */
  painted(): boolean;
  /** Frames since the window was opened, and when the last one was made. */
  frames(): { count: number; at: number };
  /**
   * To be called every BEAT ms.
   *
   * @param owed frames are to be expected: the window is to be seen
   * @returns for how long, ms, a living page has shown no new picture; told again as long as it lasts
   */
  look(now: number, load: number, owed: boolean): number | undefined;
}

export function createPaint(): Paint {
  const silence = createSilence(BEAT);
  let count = 0;
  let at = 0;
  let painted = false;
  let beatAt: number | undefined;
  return {
    start() {
      painted = false;
      beatAt = undefined;
      silence.rest();
    },
    beat(now) {
      if (beatAt === undefined) silence.heard(now);
      beatAt = now;
    },
    frame(now) {
      count += 1;
      at = now;
      painted = true;
      silence.heard(now);
    },
    painted: () => painted,
    frames: () => ({ count, at }),
    look(now, load, owed) {
      if (beatAt === undefined) return undefined;
      if (!owed || now - beatAt > SILENT) {
        silence.heard(now);
        return undefined;
      }
      const frozen = silence.look(now, painted ? FROZEN : FIRST, { load, use: undefined });
      if (frozen !== undefined) silence.heard(now);
      return frozen;
    },
  };
}
