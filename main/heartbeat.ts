/** Between two beats of a page, ms: the preload sends them. */
export const BEAT = 500;
/** Silence after which a page hangs, ms: five beats missed. */
const MISSED = 2_500;
/** Patience with a page that is starting and has not beaten yet, ms: scripts are parsed, the map is drawn for the first time. */
const STARTING = 15_000;
/** A look later than this, ms, means that this machine gave nobody time: the silence before it tells nothing of the page. */
const LATE = 1_000;

/** Watches one page. Instants on a clock that never jumps, ms. */
export interface Heart {
  /** Another document is loading. */
  start(now: number): void;
  beat(now: number): void;
  /** Nothing is to be expected: no page, or one that has died. */
  rest(): void;
  /** To be called every BEAT ms. @returns silence in ms when the page hangs */
  look(now: number): number | undefined;
}

export function createHeart(): Heart {
  /** Instant up to which nothing is held against the page. */
  let heard: number | undefined;
  let patience = STARTING;
  let looked: number | undefined;
  return {
    start(now) {
      heard = now;
      patience = STARTING;
    },
    beat(now) {
      if (heard === undefined) return;
      heard = now;
      patience = MISSED;
    },
    rest() {
      heard = undefined;
    },
    look(now) {
      const late = looked === undefined ? 0 : now - looked - BEAT;
      looked = now;
      if (heard === undefined) return undefined;
      if (late > LATE) heard += late;
      return now - heard > patience ? now - heard : undefined;
    },
  };
}
