import type { Points } from "./codec.ts";
import { merge } from "./chunks.ts";
import { lowerBound } from "./column.ts";

/** Collects the points of one answer, keeping all of them or each bucket's extremes. Memory is bounded by `maxPoints`. */
export interface Thinner {
  /** @param points ascending in t; may overlap what was fed before */
  feed(points: Points): void;
  done(): Points & { thinned: boolean };
}

/** The lowest and the highest point of a bucket, as [t, v, q]; absent while the bucket is empty. */
interface Bucket {
  low: [number, number, number];
  high: [number, number, number];
}

/**
 * @param from first instant wanted, ms, inclusive
 * @param to last instant wanted, ms, inclusive; buckets divide the time between the two
 * @param maxPoints above it each bucket keeps its minimum and its maximum, at their own instants
 */
export function createThinner(from: number, to: number, maxPoints: number): Thinner {
  const count = Math.max(1, Math.floor(maxPoints / 2));
  const width = (to - from + 1) / count;
  let parts: Points[] = [];
  let held = 0;
  let buckets: (Bucket | undefined)[] | undefined;

  function intoBuckets({ t, v, q }: Points): void {
    buckets ??= Array.from<Bucket | undefined>({ length: count });
    for (let i = 0; i < t.length; i++) {
      const at = Math.min(count - 1, Math.floor((t[i]! - from) / width));
      const bucket = buckets[at];
      const value = v[i]!;
      if (bucket === undefined) {
        const point: [number, number, number] = [t[i]!, value, q[i]!];
        buckets[at] = { low: point, high: point };
      } else if (value < bucket.low[1]) bucket.low = [t[i]!, value, q[i]!];
      else if (value > bucket.high[1]) bucket.high = [t[i]!, value, q[i]!];
    }
  }
  return {
    feed(points) {
      const inside = between(points, from, to);
      if (inside.t.length === 0) return;
      if (buckets !== undefined) return intoBuckets(inside);
      parts.push(inside);
      held += inside.t.length;
      if (held <= maxPoints) return;
      for (const part of parts) intoBuckets(part);
      parts = [];
    },
    done() {
      if (buckets === undefined) return { ...merge(parts), thinned: false };
      const kept = buckets
        .flatMap((b) => (b === undefined ? [] : b.low === b.high ? [b.low] : [b.low, b.high]))
        .sort((a, b) => a[0] - b[0]);
      return {
        t: Float64Array.from(kept, (p) => p[0]),
        v: Float64Array.from(kept, (p) => p[1]),
        q: Uint8Array.from(kept, (p) => p[2]),
        thinned: true,
      };
    },
  };
}

/** @param points ascending in t. @returns those from `from` to `to`, both inclusive */
export function between(points: Points, from: number, to: number): Points {
  const n = points.t.length;
  const low = lowerBound(points.t, n, from);
  let high = lowerBound(points.t, n, to);
  if (high < n && points.t[high] === to) high++;
  if (low === 0 && high === n) return points;
  return { t: points.t.subarray(low, high), v: points.v.subarray(low, high), q: points.q.subarray(low, high) };
}
