/** Between two beats of a page, ms: the preload sends them. */
export const BEAT = 500;
/** Silence after which a page hangs, ms: five beats missed. */
const MISSED = 2_500;
/** A page starts for so long, ms, and is given as much: scripts are parsed, the map is drawn for the first time. */
const STARTING = 10_000;
/** With more than this many processes a core that want to run, each page gets less: patience grows with the load, up to MOST times. */
const BUSY = 2;
const MOST = 4;
/** A look later than this, ms, means that this machine gave nobody time: the silence before it tells nothing of the page. */
const LATE = 1_000;

/** Watches one page. Instants on a clock that never jumps, ms. */
export interface Heart {
  /** Another document is loading. */
  start(now: number): void;
  beat(now: number): void;
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
  let started = 0;
  let looked: number | undefined;
  return {
    start(now) {
      heard = started = now;
    },
    beat(now) {
      if (heard !== undefined) heard = now;
    },
    rest() {
      heard = undefined;
    },
    look(now, load = 0) {
      const late = looked === undefined ? 0 : now - looked - BEAT;
      looked = now;
      if (heard === undefined) return undefined;
      if (late > LATE) heard += late;
      const patience = (now - started <= STARTING ? STARTING : MISSED) * Math.min(MOST, Math.max(1, load / BUSY));
      return now - heard > patience ? now - heard : undefined;
    },
  };
}
