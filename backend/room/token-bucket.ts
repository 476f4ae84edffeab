/** Keys remembered at most; beyond it the one not seen for longest starts afresh. */
const KEYS = 1000;

/** Token buckets by key: `burst` at once, then `perSecond`. @returns takes `cost` tokens, or answers the seconds until they are there */
export function tokenBuckets(burst: number, perSecond: number): (key: string, steady: number, cost?: number) => number {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key, steady, cost = 1) => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: steady };
    bucket.tokens = Math.min(burst, bucket.tokens + ((steady - bucket.at) / 1000) * perSecond);
    bucket.at = steady;
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > KEYS) for (const oldest of buckets.keys()) { buckets.delete(oldest); break; }
    if (bucket.tokens < cost) return (cost - bucket.tokens) / perSecond;
    bucket.tokens -= cost;
    return 0;
  };
}
