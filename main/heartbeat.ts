/** Between two beats of a page, ms: the preload sends them. */
export const BEAT = 500;
/** Silence after which a page hangs, ms: five beats missed. */
const MISSED = 2_500;
/** The same for a page that starts, ms: scripts are parsed, the map is drawn for the first time. */
const STARTING = 15_000;
/** And at most, however busy the machine: a page that hangs each time it starts is found three times in a minute (recovery.ts). */
const STARTING_MOST = 25_000;
/** A page has started when it is loaded and since then has beaten for so long, ms, without a gap over GAP, ms. */
const CALM = 5_000;
const GAP = 1_500;
/** With more than this many processes a core that want to run, each page gets less: patience grows with the load, up to MOST times. */
const BUSY = 2;
const MOST = 4;
/** A look later than this, ms, means that this machine gave nobody time: the silence before it tells nothing of the page. */
const LATE = 1_000;

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
   * @param load processes that want to run, per core; 0 where the system does not say
   * @returns silence in ms when the page hangs
   */
  look(now: number, load?: number): number | undefined;
}

export function createHeart(): Heart {
  /** Instant up to which nothing is held against the page. */
  let heard: number | undefined;
  /** Since when a loaded page has beaten without a gap. */
  let calmSince: number | undefined;
  let started = false;
  let looked: number | undefined;
  return {
    start(now) {
      heard = now;
      calmSince = undefined;
      started = false;
    },
    beat(now, loaded) {
      if (heard === undefined) return;
      if (!loaded || calmSince === undefined || now - heard > GAP) calmSince = loaded ? now : undefined;
      else if (now - calmSince >= CALM) started = true;
      heard = now;
    },
    rest() {
      heard = undefined;
    },
    look(now, load = 0) {
      const late = looked === undefined ? 0 : now - looked - BEAT;
      looked = now;
      if (heard === undefined) return undefined;
      if (late > LATE) heard += late;
      const busy = Math.min(MOST, Math.max(1, load / BUSY));
      const patience = started ? MISSED * busy : Math.min(STARTING_MOST, STARTING * busy);
      return now - heard > patience ? now - heard : undefined;
    },
  };
}
