/** How guessing is slowed down: `free` failures cost nothing, each further one doubles the wait from 1 s up to `longest`. */
export interface Policy {
  free: number;
  /** Seconds. */
  longest: number;
}

/** One account or ticket desk, guessed at from anywhere. Short at the top, so that nobody can lock an operator out for long. */
export const PER_NAME: Policy = { free: 5, longest: 60 };
/** One address, whatever it guesses at: several operators may sit behind it. */
export const PER_ADDRESS: Policy = { free: 20, longest: 900 };

/** Failures are forgotten after so long without another, ms. */
const FORGET = 900_000;
/** Keys kept at most; beyond it the one not tried for longest is forgotten. */
const KEYS = 10_000;

/** Counts failed attempts per key. Memory only: a restart forgets them, which costs a guesser more than it gives. */
export interface Attempts {
  /** Books an attempt as failed before it is made, so that attempts in parallel count too. @returns seconds to wait, 0: go on */
  enter(key: string, policy: Policy): number;
  /** The attempt succeeded: the key's failures are forgotten. */
  succeed(key: string): void;
  /** The attempt was never made (the desk was busy): takes back the booking of `enter`. */
  refund(key: string): void;
  size(): number;
}

/** @param steady ms that never jump back */
export function openAttempts(steady: () => number): Attempts {
  const kept = new Map<string, { failures: number; last: number; until: number }>();
  return {
    enter(key, policy) {
      const now = steady();
      const known = kept.get(key);
      const entry = known === undefined || now - known.last > FORGET ? { failures: 0, last: now, until: 0 } : known;
      if (now < entry.until) return Math.ceil((entry.until - now) / 1000);
      entry.failures++;
      entry.last = now;
      if (entry.failures > policy.free) entry.until = now + 1000 * Math.min(policy.longest, 2 ** (entry.failures - policy.free - 1));
      kept.delete(key);
      kept.set(key, entry);
      if (kept.size > KEYS) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
      return 0;
    },
    succeed: (key) => void kept.delete(key),
    refund(key) {
      const entry = kept.get(key);
      if (entry === undefined) return;
      entry.failures--;
      entry.until = 0;
      if (entry.failures <= 0) kept.delete(key);
    },
    size: () => kept.size,
  };
}
