/** What is needed of a `<video>`: a call once, when it has presented another picture. */
export interface Presenting {
  requestVideoFrameCallback: (task: () => void) => number;
}

/** Compares what an element was given with what it presents: a track may take pictures that nobody sees. */
export interface Presented {
  /**
   * To be called with every report.
   *
   * @param given pictures given to the element so far
   * @param now ms of a clock that never jumps
   * @returns for how long it has stood though pictures were given to it, ms; 0: it moves, or nobody can tell
   */
  look: (given: number, now: number) => number;
}

/** An element stands after so long, and so many pictures; an overloaded page may present late. */
const STANDS_MS = 3000;
const STANDS_PICTURES = 3;
/** Where nothing is given for so long, ms, the count begins anew: what was given last may have been presented before it was asked about. */
const PAUSE_MS = 2000;
/** It is asked whether it presents so often, ms, all elements of a page at the same time: each answer has the page drawn anew, which on a wall of sixty-four would be each time. */
const ASKED_MS = 2000;
/** The page itself was painted so often meanwhile: one that is not painted presents nothing. */
const PAINTED = 2;

/** @param painted calls a task once when the page is painted the next time */
export function createPresented(element: Presenting, painted: (task: () => void) => void): Presented {
  let ever = false;
  let paints = 0;
  let asking = false;
  let last = { given: 0, at: 0 };
  let asked = Number.NEGATIVE_INFINITY;
  /** Waits for a picture to be presented; `since` the first was given after that. */
  let wait: { given: number; since: number | undefined; paints: number } | undefined;
  return {
    look(given, now) {
      if (wait === undefined && Math.floor(now / ASKED_MS) === Math.floor(asked / ASKED_MS)) return 0;
      if (!asking) {
        asking = true;
        painted(() => {
          asking = false;
          paints += 1;
        });
      }
      if (wait === undefined) {
        asked = now;
        wait = { given, since: undefined, paints };
        element.requestVideoFrameCallback(() => {
          ever = true;
          wait = undefined;
        });
      }
      if (given !== last.given) last = { given, at: now };
      else if (now - last.at >= PAUSE_MS) [wait.given, wait.since] = [given, undefined];
      if (given > wait.given && wait.since === undefined) [wait.since, wait.paints] = [now, paints];
      // Of an element that has never told anything nothing is concluded.
      if (!ever || wait.since === undefined || given - wait.given < STANDS_PICTURES || paints - wait.paints < PAINTED) return 0;
      const stood = now - wait.since;
      return stood < STANDS_MS ? 0 : stood;
    },
  };
}
