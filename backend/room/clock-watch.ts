import type { Now } from "../ports.ts";

/** A smaller difference between the clocks is drift, not a jump. */
const JUMP_MS = 500;

/** @returns per call, by how much the wall clock has jumped against the steady one since the last call, ms; 0: it did not */
export function watchClock(start: Now): (now: Now) => number {
  let last = start;
  return (now) => {
    const jump = now.wall - last.wall - (now.steady - last.steady);
    last = now;
    return Math.abs(jump) > JUMP_MS ? Math.round(jump) : 0;
  };
}
