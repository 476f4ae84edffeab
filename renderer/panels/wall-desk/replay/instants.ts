/** Spans of the slider, ms. */
export const SPANS = { "10m": 600_000, "1h": 3_600_000, "8h": 28_800_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export type Span = keyof typeof SPANS;

/** Vietnam has one zone and no summer time: UTC+7 (Asia/Ho_Chi_Minh). */
const ZONE_MS = 7 * 3_600_000;

const two = (n: number): string => String(n).padStart(2, "0");

/** An instant as people write it, whatever the browser's own language: "22/11/2026 14:05:09", in the room's zone. */
export function toField(at: number): string {
  const there = new Date(at + ZONE_MS);
  return `${two(there.getUTCDate())}/${two(there.getUTCMonth() + 1)}/${there.getUTCFullYear()} ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}:${two(there.getUTCSeconds())}`;
}

/** What is written so, seconds or leading zeros left out or not; undefined: no instant (31/02, 25:00), or one after `now`. */
export function fromField(text: string, now: number): number | undefined {
  const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,T]+(\d{1,2})[:hg](\d{2})(?::(\d{2}))?\s*$/.exec(text)?.slice(1).map((part) => Number(part ?? 0));
  if (parts === undefined) return undefined;
  const [day = 0, month = 0, year = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds) - ZONE_MS;
  // A day or an hour that there is not rolls over into another: then it is not what was written.
  const same = toField(at) === `${two(day)}/${two(month)}/${year} ${two(hours)}:${two(minutes)}:${two(seconds)}`;
  return same && at >= 0 && at <= now ? at : undefined;
}

/** The change before an instant, and the one after it. An instant on a change itself counts as that change. */
export function beside<T extends { at: number }>(changes: readonly T[], at: number): { before: T | undefined; after: T | undefined } {
  return { before: changes.findLast((one) => one.at < at), after: changes.find((one) => one.at > at) };
}
