import type { Instant } from "#contract/ids";

/** The present, handed in by the shell: the core has no clock. */
export interface Now {
  /** Wall clock, ms UTC. May jump either way. */
  wall: Instant;
  /** ms from an arbitrary start; never jumps, never goes back. */
  steady: number;
}
