import type { Clock, Now } from "../../backend/ports.ts";

/** A clock moved by hand: `pass` moves both clocks and runs what falls due, `jump` moves the wall clock alone. */
export interface HandClock extends Clock {
  now(): Now;
  pass(ms: number): void;
  jump(ms: number): void;
  /** Timers waiting. */
  pending(): number;
}

/** @param wall start of the wall clock, ms UTC */
export function handClock(wall = 1_800_000_000_000): HandClock {
  let steady = 1000;
  let offset = wall - steady;
  let timers: { at: number; act: () => void }[] = [];
  return {
    wall: () => steady + offset,
    steady: () => steady,
    now: () => ({ wall: steady + offset, steady }),
    after(ms, act) {
      const timer = { at: steady + ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(ms) {
      const end = steady + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        steady = Math.max(steady, next.at);
        next.act();
      }
      steady = end;
    },
    jump(ms) {
      offset += ms;
    },
    pending: () => timers.length,
  };
}
