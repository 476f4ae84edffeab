/** Points one window keeps at most; beyond it the oldest go, so the window grows shorter, never larger. A power of two. */
export const RING_LIMIT = 8192;

/**
 * A sliding window over one series in its own phenomenonTime: plain data, since every observation passes through it.
 * Points lie at `position & mask`, positions running from head (oldest) to tail (one after the newest).
 */
export interface Ring {
  /** ms. */
  readonly span: number;
  readonly limit: number;
  t: Float64Array;
  v: Float64Array;
  mask: number;
  head: number;
  tail: number;
  /** Sum of what is inside. */
  sum: number;
  /** Instants the watch over the series began and last looked, ms; NaN: not yet. */
  first: number;
  last: number;
  /** Kept only where asked for: positions that may still become the minimum and maximum. */
  readonly low: Extreme | undefined;
  readonly high: Extreme | undefined;
}

/** Positions of candidates, best at `start`; `sign` turns a minimum into a maximum. */
interface Extreme {
  readonly sign: 1 | -1;
  queue: number[];
  start: number;
}

/** @param span ms @param capacity points, rounded up to a power of two, at most RING_LIMIT @param extremes keep minimum and maximum too */
export function openRing(span: number, capacity: number, extremes: boolean): Ring {
  const limit = 2 ** Math.ceil(Math.log2(Math.max(2, Math.min(RING_LIMIT, capacity))));
  const size = Math.min(32, limit);
  const extreme = (sign: 1 | -1): Extreme | undefined => (extremes ? { sign, queue: [], start: 0 } : undefined);
  return {
    span, limit, t: new Float64Array(size), v: new Float64Array(size), mask: size - 1, head: 0, tail: 0,
    sum: 0, first: Number.NaN, last: Number.NaN, low: extreme(1), high: extreme(-1),
  };
}

/** Takes the newest point; what is a span older or more goes. Constant time on average. */
export function push(ring: Ring, t: number, v: number): void {
  if (!(t >= ring.last)) restart(ring, t);
  ring.last = t;
  const edge = t - ring.span;
  while (ring.head < ring.tail && ring.t[ring.head & ring.mask]! <= edge) drop(ring);
  if (ring.tail - ring.head > ring.mask) {
    if (ring.mask + 1 < ring.limit) grow(ring);
    else drop(ring);
  }
  const at = ring.tail & ring.mask;
  ring.t[at] = t;
  ring.v[at] = v;
  if (ring.low !== undefined) admit(ring, ring.low, v);
  if (ring.high !== undefined) admit(ring, ring.high, v);
  ring.tail++;
  ring.sum += v;
  // Running sums drift; once a turn of the ring they are taken afresh.
  if (at === ring.mask) resum(ring);
}

/** Points inside. */
export function count(ring: Ring): number {
  return ring.tail - ring.head;
}

/** NaN when empty, or when extremes are not kept. */
export function minimum(ring: Ring): number {
  return best(ring, ring.low);
}

/** NaN when empty, or when extremes are not kept. */
export function maximum(ring: Ring): number {
  return best(ring, ring.high);
}

/** The window has been watched over its whole span (less `slack` ms), so what it lacks was not sent. */
export function covered(ring: Ring, slack: number): boolean {
  return ring.last - ring.first >= ring.span - slack;
}

/** Time went back (a corrected clock): what lies ahead of it cannot be ordered against what comes. */
function restart(ring: Ring, t: number): void {
  ring.head = ring.tail;
  ring.sum = 0;
  ring.first = t;
  for (const extreme of [ring.low, ring.high]) {
    if (extreme === undefined) continue;
    extreme.queue = [];
    extreme.start = 0;
  }
}

function drop(ring: Ring): void {
  ring.sum -= ring.v[ring.head & ring.mask]!;
  if (ring.low !== undefined) leave(ring.low, ring.head);
  if (ring.high !== undefined) leave(ring.high, ring.head);
  ring.head++;
}

function grow(ring: Ring): void {
  const size = (ring.mask + 1) * 2;
  const t = new Float64Array(size);
  const v = new Float64Array(size);
  for (let p = ring.head; p < ring.tail; p++) {
    t[p & (size - 1)] = ring.t[p & ring.mask]!;
    v[p & (size - 1)] = ring.v[p & ring.mask]!;
  }
  ring.t = t;
  ring.v = v;
  ring.mask = size - 1;
}

function resum(ring: Ring): void {
  ring.sum = 0;
  for (let p = ring.head; p < ring.tail; p++) ring.sum += ring.v[p & ring.mask]!;
}

function admit(ring: Ring, extreme: Extreme, v: number): void {
  const { queue, sign } = extreme;
  while (queue.length > extreme.start && sign * v <= sign * ring.v[queue[queue.length - 1]! & ring.mask]!) queue.pop();
  queue.push(ring.tail);
}

function leave(extreme: Extreme, position: number): void {
  if (extreme.queue[extreme.start] !== position) return;
  extreme.start++;
  // Cut off what is spent, seldom enough to cost nothing.
  if (extreme.start < 64 || extreme.start * 2 < extreme.queue.length) return;
  extreme.queue = extreme.queue.slice(extreme.start);
  extreme.start = 0;
}

function best(ring: Ring, extreme: Extreme | undefined): number {
  const position = extreme?.queue[extreme.start];
  return position === undefined ? Number.NaN : ring.v[position & ring.mask]!;
}
