import { performance } from "node:perf_hooks";
import type { Clock } from "./ports.ts";

/** The machine's clocks. `steady` is monotonic: it does not move with the wall clock. */
export function systemClock(): Clock {
  return {
    wall: () => Date.now(),
    steady: () => performance.now(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  };
}
