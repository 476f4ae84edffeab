/** Pictures handed to the screen and not taken yet, at most: more would only be older, and hold memory of the decoder. */
export const IN_FLIGHT = 2;
/** A picture comes a little before its time now and then; it is not dropped for that: part of the interval. */
const EARLY = 0.25;

/** When the next picture is due, ms of a clock that never jumps. */
export interface Pace {
  next: number;
}

export const UNPACED: Pace = { next: Number.NEGATIVE_INFINITY };

/**
 * Whether a decoded picture is shown under a rate.
 *
 * @param fps at most; undefined: all
 * @returns the pace after it where it is shown; undefined: it is not due
 */
export function due(pace: Pace, fps: number | undefined, now: number): Pace | undefined {
  if (fps === undefined) return { next: now };
  const interval = 1000 / fps;
  if (now < pace.next - interval * EARLY) return undefined;
  // The mean rate is kept; after a pause nothing is made up for.
  return { next: Math.max(pace.next, now - interval * EARLY) + interval };
}
