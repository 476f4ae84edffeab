/** Spans of the slider, ms. */
export const SPANS = { "10m": 600_000, "1h": 3_600_000, "8h": 28_800_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export type Span = keyof typeof SPANS;

/** Vietnam has one zone and no summer time: UTC+7 (Asia/Ho_Chi_Minh). */
const ZONE_MS = 7 * 3_600_000;

/** An instant as a field of date and time shows it, in the room's zone, to the second. */
export function toField(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(0, 19);
}

/** What such a field says; undefined: no instant, or one after `now`. */
export function fromField(text: string, now: number): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return undefined;
  const at = Date.parse(`${text}Z`) - ZONE_MS;
  return Number.isFinite(at) && at >= 0 && at <= now ? at : undefined;
}

/** The change before an instant, and the one after it. An instant on a change itself counts as that change. */
export function beside<T extends { at: number }>(changes: readonly T[], at: number): { before: T | undefined; after: T | undefined } {
  return { before: changes.findLast((one) => one.at < at), after: changes.find((one) => one.at > at) };
}
