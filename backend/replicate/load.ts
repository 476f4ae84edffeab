/** ms a transaction may take before the next one is made smaller, and below which the next may be larger. */
const LONG = 5000;
const SHORT = 1000;
const LEAST = { rows: 20, bytes: 16_000 };

/** How much goes in one transaction: all there may be, less where the line is slow or was lost under it; so a line of a few kB a second brings all over too. */
export interface Load {
  bounds(): { rows: number; bytes: number };
  /** A transaction went through in so many ms. */
  took(ms: number): void;
  /** The line was lost under one. */
  lost(): void;
}

export function openLoad(most: { rows: number; bytes: number }): Load {
  let share = 1;
  return {
    bounds: () => ({ rows: Math.min(most.rows, Math.max(LEAST.rows, Math.round(most.rows * share))), bytes: Math.min(most.bytes, Math.max(LEAST.bytes, Math.round(most.bytes * share))) }),
    took(ms) {
      share = ms > LONG ? Math.max(share / 2, 1 / 512) : ms < SHORT ? Math.min(1, share * 2) : share;
    },
    lost() {
      share = Math.max(share / 4, 1 / 512);
    },
  };
}
