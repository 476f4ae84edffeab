import type { Profile } from "./drawing.ts";

/** Losses within this time count together. */
const WITHIN_MS = 5 * 60_000;
/** After so many the map is drawn as a machine without a graphics card would; after so many more, without WebGL. */
const LOSSES = 3;

/** What to try after a lost graphics context. */
export type Attempt = Profile | "flat";

/** Counts losses and says what comes next; a map that held for five minutes has earned another try of the same. */
export function createRecovery(first: Profile): { attempt(): Attempt; lost(now: number): Attempt; losses(): number } {
  let times: number[] = [];
  let total = 0;
  let attempt: Attempt = first;
  return {
    attempt: () => attempt,
    losses: () => total,
    /** @param now ms of a clock that never jumps */
    lost(now) {
      total += 1;
      times = [...times.filter((at) => now - at < WITHIN_MS), now];
      if (times.length >= LOSSES) {
        attempt = attempt === "full" ? "cheap" : "flat";
        times = [];
      }
      return attempt;
    },
  };
}
