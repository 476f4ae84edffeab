import { readInstant } from "../../../design/written-instant.ts";

/** Spans of the slider, ms. */
export const SPANS = { "10m": 600_000, "1h": 3_600_000, "8h": 28_800_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export type Span = keyof typeof SPANS;

/** What is written as an instant; undefined: none (31/02, 25:00), or one after `now`. */
export function pastInstant(text: string, now: number): number | undefined {
  const at = readInstant(text, now, "last");
  return at === undefined || at > now ? undefined : at;
}

/** The change before an instant, and the one after it. An instant on a change itself counts as that change. */
export function beside<T extends { at: number }>(changes: readonly T[], at: number): { before: T | undefined; after: T | undefined } {
  return { before: changes.findLast((one) => one.at < at), after: changes.find((one) => one.at > at) };
}
