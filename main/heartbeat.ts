import { createSilence, type Patience } from "./silence.ts";
import type { ThreadUse } from "./thread-use.ts";

/** Between two beats of a page, ms: the preload sends them. */
export const BEAT = 500;
/** A page that shows the room hangs after five beats missed, ms; by processor time of its own, ms, which no busy machine shortens. */
const RUNS: Patience = { quiet: 2_500, ran: 2_000, waits: 2_500, stopped: 1_000, most: 4 };
/** One that starts parses scripts and draws the map for the first time, and waits for a GPU process that does so for all windows. */
const STARTS: Patience = { quiet: 15_000, ran: 4_000, waits: 8_000, stopped: 1_000, most: 25 / 15 };
/** A page has started when it is loaded and since then has beaten for so long, ms, without a gap over GAP, ms. */
const CALM = 5_000;
const GAP = 1_500;

/** Watches one page. Instants on a clock that never jumps, ms. */
export interface Heart {
  /** Another document is loading. */
  start(now: number): void;
  /** @param loaded the document is there with all that it asked for */
  beat(now: number, loaded: boolean): void;
  /** Nothing is to be expected: no page, or one that has died. */
  rest(): void;
  /**
   * To be called every BEAT ms.
   *
   * @param load threads that want to run, per core; 0 where the system does not say
   * @param use of the thread that runs the page; undefined where the system does not say
   * @returns silence in ms when the page hangs
   */
  look(now: number, load?: number, use?: ThreadUse): number | undefined;
}

export function createHeart(): Heart {
  const silence = createSilence(BEAT);
  /** Since when a loaded page has beaten without a gap. */
  let calmSince: number | undefined;
  let heard: number | undefined;
  let started = false;
  return {
    start(now) {
      heard = now;
      silence.heard(now);
      calmSince = undefined;
      started = false;
    },
    beat(now, loaded) {
      if (heard === undefined) return;
      if (!loaded || calmSince === undefined || now - heard > GAP) calmSince = loaded ? now : undefined;
      else if (now - calmSince >= CALM) started = true;
      heard = now;
      silence.heard(now);
    },
    rest() {
      heard = undefined;
      silence.rest();
    },
    look: (now, load = 0, use) => silence.look(now, started ? RUNS : STARTS, { load, use }),
  };
}
