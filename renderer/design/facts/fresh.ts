import type { Instant } from "#contract/ids";

/** One datastream as a panel shows it. */
export interface Seen {
  /** phenomenonTime of the value shown; undefined: there is none. */
  at: Instant | undefined;
  /** Seconds until it counts as stale. */
  staleAfter: number;
  /** Names of its sources when all of them are silent; undefined: one of them speaks, or that is not known. */
  silent: string | undefined;
}

/** What can be said about the age of several values together. */
export interface Together {
  asOf: Instant | undefined;
  /** How many are older than they may be, or were never there. */
  old: number;
  of: number;
  /** The silent sources of the first of them. */
  silent: string | undefined;
}

/** @returns `asOf` of the newest value; where some are old, of the oldest of those: the age a reader has to reckon with */
export function together(seen: readonly Seen[], now: Instant): Together {
  const old = seen.filter(({ at, staleAfter }) => at === undefined || now - at > staleAfter * 1000);
  const times = (old.length > 0 ? old : seen).flatMap(({ at }) => (at === undefined ? [] : [at]));
  const asOf = times.length === 0 ? undefined : old.length > 0 ? Math.min(...times) : Math.max(...times);
  return { asOf, old: old.length, of: seen.length, silent: old.find(({ silent }) => silent !== undefined)?.silent };
}
