/** Points one window keeps at most; beyond it the oldest go, so the window grows shorter, never larger. */
export const RING_LIMIT = 8192;

/** A sliding window over one series in its own phenomenonTime: sum and extremes in constant time a point. */
export interface Ring {
  push(t: number, v: number): void;
  /** Points inside. */
  count(): number;
  sum(): number;
  /** NaN when empty. */
  min(): number;
  max(): number;
  /** Oldest and newest point inside; undefined when empty. */
  oldest(): { t: number; v: number } | undefined;
  newest(): { t: number; v: number } | undefined;
  /** The window has been watched over its whole span (less `slack` ms), so what it lacks was not sent. */
  covered(slack: number): boolean;
}

/** @param span ms @param capacity points, at most RING_LIMIT */
export function openRing(span: number, capacity: number): Ring {
  const limit = Math.max(2, Math.min(RING_LIMIT, capacity));
  let size = Math.min(32, limit);
  let ts = new Float64Array(size);
  let vs = new Float64Array(size);
  /** Absolute positions of the points: head is the oldest kept, tail one after the newest. */
  let head = 0;
  let tail = 0;
  let total = 0;
  let first = Number.NaN;
  let last = Number.NaN;
  const low = openExtreme((a, b) => a <= b);
  const high = openExtreme((a, b) => a >= b);
  const at = (position: number): number => vs[position % size]!;

  const grow = (): void => {
    const wider = Math.min(limit, size * 2);
    const nextT = new Float64Array(wider);
    const nextV = new Float64Array(wider);
    for (let p = head; p < tail; p++) {
      nextT[p % wider] = ts[p % size]!;
      nextV[p % wider] = vs[p % size]!;
    }
    size = wider;
    ts = nextT;
    vs = nextV;
  };
  const drop = (): void => {
    total -= at(head);
    low.drop(head);
    high.drop(head);
    head++;
  };

  // Time went back (a corrected clock): what lies ahead of it cannot be ordered against what comes.
  const clear = (t: number): void => {
    while (head < tail) drop();
    total = 0;
    first = t;
  };

  return {
    push(t, v) {
      if (!(t >= last)) clear(t);
      last = t;
      while (head < tail && ts[head % size]! <= t - span) drop();
      if (tail - head === size) {
        if (size < limit) grow();
        else drop();
      }
      ts[tail % size] = t;
      vs[tail % size] = v;
      low.push(tail, at, v);
      high.push(tail, at, v);
      tail++;
      total += v;
      // Running sums drift; once a turn of the ring they are taken afresh.
      if (tail % size === 0) {
        total = 0;
        for (let p = head; p < tail; p++) total += at(p);
      }
    },
    count: () => tail - head,
    sum: () => total,
    min: () => (head === tail ? Number.NaN : at(low.best())),
    max: () => (head === tail ? Number.NaN : at(high.best())),
    oldest: () => (head === tail ? undefined : { t: ts[head % size]!, v: at(head) }),
    newest: () => (head === tail ? undefined : { t: ts[(tail - 1) % size]!, v: at(tail - 1) }),
    covered: (slack) => last - first >= span - slack,
  };
}

/** Positions of points that may still become the extreme, best first. */
function openExtreme(beats: (a: number, b: number) => boolean) {
  let queue: number[] = [];
  let start = 0;
  return {
    push(position: number, at: (position: number) => number, v: number): void {
      while (queue.length > start && beats(v, at(queue[queue.length - 1]!))) queue.pop();
      queue.push(position);
    },
    drop(position: number): void {
      if (queue[start] !== position) return;
      start++;
      if (start < 1024 && start * 2 < queue.length) return;
      queue = queue.slice(start);
      start = 0;
    },
    best: (): number => queue[start]!,
  };
}
