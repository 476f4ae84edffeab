import type { Source } from "#contract/source";

/** Seconds of its limit that a source may send at once. */
const BURST = 10;

/** A token bucket per source. @returns whether one more reading may pass at `steady` (ms) */
export function rateGate(): (source: Source, steady: number) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (source, steady) => {
    const room = source.limit * BURST;
    const bucket = buckets.get(source.id) ?? { tokens: room, at: steady };
    buckets.set(source.id, bucket);
    bucket.tokens = Math.min(room, bucket.tokens + ((steady - bucket.at) / 1000) * source.limit);
    bucket.at = steady;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
