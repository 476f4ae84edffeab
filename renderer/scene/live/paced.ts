import { watchBusy } from "../busy.ts";

/** A task that cost the window so much, ms, is given a rest of so many times its cost before the next: the queue and the keys come first. */
const DEAR_MS = 100;
const REST = 8;
const LONGEST_REST_MS = 3000;

/** Runs a task soon after it was asked for, and never back to back on a machine for which each is dear. */
export interface Paced {
  ask(): void;
  /** What was asked for is not waited for any longer. */
  now(): void;
  stop(): void;
}

/** @param soon ms from the first asking to the task */
export function createPaced(task: () => void, soon: number): Paced {
  const busy = watchBusy();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    timer = undefined;
    task();
  };
  // One rest at most: on a machine that is always busy the task would never come.
  const runRested = (): void => {
    const cost = busy.take();
    if (cost < DEAR_MS) run();
    else timer = setTimeout(run, Math.min(LONGEST_REST_MS, REST * cost));
  };
  return {
    ask() {
      timer ??= setTimeout(runRested, soon);
    },
    now() {
      if (timer === undefined) return;
      clearTimeout(timer);
      run();
    },
    stop() {
      clearTimeout(timer);
      busy.stop();
    },
  };
}
