import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { PastRoom } from "#contract/past";
import type { Ask } from "./ask.ts";
import type { TimeOfRoom } from "./room-time.ts";

/** Steps of a played past, ms of this window's time: two answers a second. */
const STEP_MS = 500;
/** Between two questions while a hand moves the time, ms. */
const SCRUB_MS = 150;
/** After a question that was not answered, ms. */
const RETRY_MS = 2000;

interface Options {
  time: TimeOfRoom;
  ask: Ask;
  /** The server's now. */
  now: () => Instant;
  /** ms that never jump. */
  steady: () => number;
  /** Runs once after so many ms; returns the way to cancel it. */
  after: (ms: number, task: () => void) => () => void;
  /** Called with each answer that is to be shown from now on; undefined: the present is. */
  show: (room: PastRoom | undefined) => void;
  /** Why the newest question was not answered; undefined: it was, or is on its way. */
  trouble: (fault: Fault | undefined) => void;
}

/**
 * Fetches the past that a window looks at: one question at a time, while playing one step ahead. What is shown is always one
 * whole answer under its own instant; the next one waits where the backend is slow, and playing waits with it.
 *
 * @returns the way to stop
 */
export function playPast({ time, ask, now, steady, after, show, trouble }: Options): () => void {
  let shown: PastRoom | undefined;
  /** When it was shown, steady. */
  let shownAt = 0;
  let ahead: PastRoom | undefined;
  let asking = false;
  let nextAsk = 0;
  /** Not asked for again: the backend says there is no such past. */
  let refused: Instant | undefined;
  /** Grows with every way to the present and back: answers from before are not shown. */
  let journey = 0;
  let cancel: (() => void) | undefined;

  function put(room: PastRoom): void {
    shown = room;
    shownAt = steady();
    ahead = undefined;
    show(room);
  }
  function present(): void {
    if (shown !== undefined) show(undefined);
    shown = ahead = refused = undefined;
    journey++;
    trouble(undefined);
  }
  /** The instant one step on from what is shown; undefined: nothing is played, or a hand has gone elsewhere. */
  function next(): Instant | undefined {
    const wish = time.get();
    return wish.is === "past" && wish.playing && shown?.at === wish.at ? shown.at + wish.speed * STEP_MS : undefined;
  }
  function wanted(): Instant | undefined {
    const wish = time.get();
    if (wish.is === "now") return undefined;
    const step = next();
    const at = step ?? wish.at;
    return at === shown?.at || at === ahead?.at || at === refused ? undefined : at;
  }
  async function fetch(at: Instant): Promise<void> {
    asking = true;
    const mine = journey;
    const playing = next() !== undefined;
    nextAsk = steady() + (playing ? STEP_MS : SCRUB_MS);
    const answer = await ask("past:at", { at });
    asking = false;
    if (mine === journey) {
      if (answer.ok) {
        trouble(undefined);
        if (next() === at) ahead = answer.value;
        // A step asked for before a hand went elsewhere is of no use; an instant the hand was at shows where it is going.
        else if (!playing) put(answer.value);
      } else {
        trouble(answer.fault);
        if (answer.fault.code === "malformed") refused = at;
        nextAsk = steady() + RETRY_MS;
      }
    }
    pump();
  }
  function pump(): void {
    cancel?.();
    cancel = undefined;
    const wish = time.get();
    if (wish.is === "now") return present();
    const step = next();
    if (step !== undefined && step >= now()) return time.backToNow();
    if (step !== undefined && ahead?.at === step) {
      const left = shownAt + STEP_MS - steady();
      if (left > 0) return void (cancel = after(left, pump));
      put(ahead);
      time.goTo(step);
      return pump();
    }
    const at = wanted();
    if (at === undefined || asking) return;
    const rest = nextAsk - steady();
    if (rest > 0) cancel = after(rest, pump);
    else void fetch(at);
  }

  const stop = time.subscribe(() => {
    // A wish for another instant is asked for, whatever was said of the last.
    const wish = time.get();
    if (wish.is === "past" && wish.at !== refused) refused = undefined;
    pump();
  });
  pump();
  return () => {
    stop();
    cancel?.();
    journey++;
  };
}
