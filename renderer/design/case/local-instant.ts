import type { Instant } from "#contract/ids";

/** Minutes Asia/Ho_Chi_Minh is ahead of UTC; no daylight saving. */
const AHEAD_MS = 7 * 3_600_000;

/** An instant as a `datetime-local` field holds it, in the city's zone, to the minute: "2026-11-23T09:30". */
export function toLocal(at: Instant): string {
  return new Date(at + AHEAD_MS).toISOString().slice(0, 16);
}

/** @returns undefined where the field is empty or no time */
export function fromLocal(value: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return undefined;
  const at = Date.parse(`${value.slice(0, 16)}:00Z`) - AHEAD_MS;
  return Number.isFinite(at) ? at : undefined;
}
