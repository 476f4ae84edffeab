import type { Turning } from "#contract/camera-control";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { halt, turn, type Turner } from "../onvif/turn.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** The camera itself stops so long after the last word, s: longer than our own patience, for who looks is to stop first. */
const BY_ITSELF = 3;
/** A stop that failed is said again so often, ms between: a camera that goes on turning is worse than one that is asked thrice. */
const AGAIN = { times: 3, after: 400 };
/** … and all that again after the patience, then after twice that, and so on: a minute and a half, after which nobody is there. */
const MOST_ROUNDS = 6;
/** Faults of a camera that may have taken the word all the same. */
const DOUBTFUL = new Set<RtspFault["reason"]>(["timeout", "closed", "malformed"]);

type Told = Result<undefined, RtspFault>;
interface Wish {
  /** undefined: it is to stop. */
  how: Turning | undefined;
  /** Who waits for what becomes of it: those whose words it took the place of too. */
  settles: ((told: Told) => void)[];
}

/** One camera's turning: one question at a time, the newest wish alone, and an end of its own. */
export interface Motion {
  /** Said again and again while it is to turn. @returns what became of the word, or of the newer one that took its place */
  turn(how: Turning): Promise<Told>;
  halt(): Promise<Told>;
  /** Stops it, and turns it no more. @returns when that was said */
  close(): Promise<unknown>;
}

/** @param patience ms without a word after which the camera is stopped */
export function openMotion({ clock, turner, patience }: { clock: Pick<Clock, "after">; turner: () => Promise<Result<Turner, RtspFault>>; patience: number }): Motion {
  /** What is wished, and not told to the camera yet. */
  let wish: Wish | undefined;
  let [running, closed, rounds] = [false, false, 0];
  /** Turns, for all we know: the machine that was told to, which alone can be told to stop. */
  let turning: Turner | undefined;
  let cancelWatch = (): void => undefined;
  let interrupt = (): void => undefined;

  /** @returns undefined: it is to stop before it was told to turn */
  async function tellTurn(how: Turning): Promise<Told | undefined> {
    // Reading a camera takes seconds: one that turns is not to wait for it.
    const to = await Promise.race([turner(), new Promise<undefined>((go) => (interrupt = () => go(undefined)))]);
    if (to === undefined || (wish !== undefined && wish.how === undefined)) return undefined;
    if (!to.ok) return to;
    if (closed) return fail(rtspFault("closed", "nobody turns it any more"));
    const told = await turn(to.value, how, BY_ITSELF);
    // Whatever becomes of this word, one before it may have moved it.
    if (told.ok || DOUBTFUL.has(told.fault.reason)) turning = to.value;
    return told;
  }
  async function tellHalt(): Promise<Told> {
    if (turning === undefined && closed) return fail(rtspFault("closed", "it was never told to turn"));
    const to = turning === undefined ? await turner() : ok(turning);
    return to.ok ? halt(to.value) : to;
  }
  async function stop(): Promise<Told> {
    let told = await tellHalt();
    for (let n = 1; turning !== undefined && !told.ok && wish === undefined && n < AGAIN.times; n++) {
      await new Promise<void>((go) => void clock.after(AGAIN.after, go));
      told = await tellHalt();
    }
    if (told.ok) [turning, rounds] = [undefined, 0];
    else if (turning !== undefined && wish === undefined && rounds < MOST_ROUNDS) cancelWatch = clock.after(patience * 2 ** rounds++, () => void want(undefined));
    return told;
  }
  async function run(): Promise<void> {
    running = true;
    while (wish !== undefined) {
      const { how, settles } = wish;
      wish = undefined;
      const told = await (how === undefined ? stop() : tellTurn(how)).catch((): Told => fail(rtspFault("malformed", "what it answers trips us")));
      const newer = wishNow();
      if (told === undefined && newer !== undefined) {
        newer.settles.push(...settles);
        continue;
      }
      if (how !== undefined && turning === undefined && newer === undefined) cancelWatch();
      for (const settle of settles) settle(told ?? ok(undefined));
    }
    running = false;
  }
  const wishNow = (): Wish | undefined => wish;
  /** A newer wish takes the place of one that was not told yet. */
  function want(how: Turning | undefined): Promise<Told> {
    return new Promise((settle) => {
      wish = { how, settles: [...(wish?.settles ?? []), settle] };
      if (how === undefined) interrupt();
      if (!running) void run();
    });
  }
  return {
    turn(how) {
      cancelWatch();
      if (how.pan === 0 && how.tilt === 0 && how.zoom === 0) return want(undefined);
      rounds = 0;
      cancelWatch = clock.after(patience, () => void want(undefined));
      return want(how);
    },
    halt() {
      cancelWatch();
      return want(undefined);
    },
    close() {
      closed = true;
      cancelWatch();
      return turning !== undefined || running ? want(undefined) : Promise.resolve();
    },
  };
}
