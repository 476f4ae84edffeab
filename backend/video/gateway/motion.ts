import type { Turning } from "#contract/camera-control";
import { ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { halt, turn, type Turner } from "../onvif/turn.ts";
import type { RtspFault } from "../rtsp/fault.ts";

/** The camera itself stops so long after the last word, s: longer than our own patience, for who looks is to stop first. */
const BY_ITSELF = 3;
/** A stop that failed is said again so often, ms between: a camera that goes on turning is worse than one that is asked thrice. */
const AGAIN = { times: 3, after: 400 };

/** One camera's turning: one question at a time, the newest wish alone, and an end of its own. */
export interface Motion {
  /** Said again and again while it is to turn. @returns what became of the word */
  turn(how: Turning): Promise<Result<undefined, RtspFault>>;
  halt(): Promise<Result<undefined, RtspFault>>;
  /** Stops it, and asks nothing more. */
  close(): void;
}

/** @param patience ms without a word after which the camera is stopped */
export function openMotion({ clock, turner, patience }: { clock: Clock; turner: () => Promise<Result<Turner, RtspFault>>; patience: number }): Motion {
  type Told = Result<undefined, RtspFault>;
  /** What is wished, and not told to the camera yet. */
  let wish: { how: Turning | undefined; settle: (told: Told) => void } | undefined;
  let [turning, running] = [false, false];
  let cancelWatch = (): void => undefined;

  async function tell(how: Turning | undefined): Promise<Told> {
    const to = await turner();
    if (!to.ok) return to;
    return how === undefined ? halt(to.value) : turn(to.value, how, BY_ITSELF);
  }
  async function run(): Promise<void> {
    running = true;
    while (wish !== undefined) {
      const { how, settle } = wish;
      wish = undefined;
      let told = await tell(how);
      for (let n = 1; how === undefined && turning && !told.ok && wish === undefined && n < AGAIN.times; n++) {
        await new Promise<void>((go) => void clock.after(AGAIN.after, go));
        told = await tell(undefined);
      }
      // One that did not answer may turn all the same.
      turning = how !== undefined && (told.ok || told.fault.reason === "timeout");
      if (how !== undefined && !turning && wish === undefined) cancelWatch();
      settle(told);
    }
    running = false;
  }
  /** A newer wish takes the place of one that was not told yet. */
  function want(how: Turning | undefined): Promise<Told> {
    wish?.settle(ok(undefined));
    return new Promise((settle) => {
      wish = { how, settle };
      if (!running) void run();
    });
  }
  return {
    turn(how) {
      cancelWatch();
      if (how.pan === 0 && how.tilt === 0 && how.zoom === 0) return want(undefined);
      cancelWatch = clock.after(patience, () => void want(undefined));
      return want(how);
    },
    halt() {
      cancelWatch();
      return want(undefined);
    },
    close() {
      cancelWatch();
      if (turning || running) void want(undefined);
    },
  };
}
