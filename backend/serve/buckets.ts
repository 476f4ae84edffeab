/** Keys kept at most; beyond it the one not seen for longest starts afresh. */
const KEYS = 10_000;

/** Token buckets by key (a party, an address). */
export interface Buckets {
  /** Takes `cost` tokens. @returns 0, or the seconds after which it is worth trying again (nothing was taken) */
  take(key: string, cost?: number): number;
  size(): number;
}

/** @param steady ms that never jump back */
export function openBuckets(options: { burst: number; perSecond: number; steady: () => number }): Buckets {
  const { burst, perSecond, steady } = options;
  const kept = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, cost = 1) {
      const now = steady();
      const bucket = kept.get(key) ?? { tokens: burst, at: now };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      kept.delete(key);
      kept.set(key, bucket);
      if (kept.size > KEYS) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
      if (bucket.tokens < cost) return Math.max(1, Math.ceil((cost - bucket.tokens) / perSecond));
      bucket.tokens -= cost;
      return 0;
    },
    size: () => kept.size,
  };
}
