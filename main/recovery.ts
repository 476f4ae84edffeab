/** This many deaths of a page within WITHIN ms, and it is shown a safe plain page instead of once more itself. */
const DEATHS = 3;
const WITHIN = 60_000;
/** First and longest time on the safe page, ms; doubled when the page dies three times again soon after. */
const SAFE_FIRST = 60_000;
const SAFE_LONGEST = 600_000;
/** A page that lived this long after the safe page, ms, has its past forgotten. */
const SETTLED = 300_000;

/** What is remembered of one page's deaths. Instants on a clock that never jumps, ms. */
export interface Past {
  /** Newest deaths, at most DEATHS. */
  deaths: readonly number[];
  /** How long the safe page was shown last, and until when. */
  safe: { for: number; until: number } | undefined;
}

export const NO_PAST: Past = { deaths: [], safe: undefined };

/** What to do about a death: load the page again at once, or show the safe page for so many ms. */
export type Step = { do: "reload" } | { do: "safe"; for: number };

/** The page has died once more. */
export function died(past: Past, now: number): { past: Past; step: Step } {
  const deaths = [...past.deaths.filter((at) => now - at < WITHIN), now].slice(-DEATHS);
  if (deaths.length < DEATHS) return { past: { ...past, deaths }, step: { do: "reload" } };
  const again = past.safe !== undefined && now - past.safe.until < SETTLED;
  const span = again ? Math.min(SAFE_LONGEST, (past.safe?.for ?? SAFE_FIRST) * 2) : SAFE_FIRST;
  return { past: { deaths: [], safe: { for: span, until: now + span } }, step: { do: "safe", for: span } };
}
