import type { Instant } from "#contract/ids";

/** The backend's clock as this window reckons it. */
export interface ServerClock {
  /** A pulse said `server` (ms UTC) and was heard at `mono`, ms of this machine's clock that never jumps. */
  hear(server: Instant, mono: number): void;
  /** ms UTC with fractions; moves forward, except where the backend's own clock was set back. */
  at(mono: number): number;
}

/** Pulses looked back on, one a second: within them clocks of two machines drift apart by some 3 ms at most (100 ppm). */
const WINDOW = 30;
/** So many pulses in a row that all say another time: the backend's clock was set, or this machine slept. */
const AGREE = 3;
/** Differences above this are a clock that was set, ms; below it they are pulses that came late. */
const SET_MS = 1000;
/** A correction backwards is spread: so much of the time that goes by. A second never shows twice. */
const SLEW = 0.05;

/**
 * Of late and punctual pulses the most punctual tells the time: each says at least how far the backend is ahead, the largest
 * says it best (one-way delay of a LAN: below 1 ms; all windows of a wall err to the same side).
 *
 * @param first difference to begin with, before the first pulse: server minus mono, ms
 */
export function createServerClock(first: number): ServerClock {
  let heard: number[] = [];
  let known = false;
  /** The difference as shown at `since`, on its way down to `wanted`. */
  let shown = first;
  let wanted = first;
  let since = 0;

  function differenceAt(mono: number): number {
    return Math.max(wanted, shown - Math.max(0, mono - since) * SLEW);
  }

  return {
    hear(server, mono) {
      const now = differenceAt(mono);
      const last = [...heard, server - mono].slice(-WINDOW);
      const recent = last.slice(-AGREE);
      const best = Math.max(...last);
      const wasSet = recent.length === AGREE && recent.every((each) => each < best - SET_MS);
      heard = wasSet ? recent : last;
      wanted = Math.max(...heard);
      const leaps = !known || wanted >= now || now - wanted > SET_MS;
      known = true;
      shown = leaps ? wanted : now;
      since = mono;
    },
    at: (mono) => mono + differenceAt(mono),
  };
}
