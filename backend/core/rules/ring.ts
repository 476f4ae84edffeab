/** Points one window keeps at most; beyond it the oldest go, so the window grows shorter, never larger. A power of two. */
export const RING_LIMIT = 8192;

/**
 * A sliding window over one series in its own phenomenonTime: plain data, since every observation passes through it.
 * Points lie at `position & mask`, positions running from head (oldest) to tail (one after the newest).
 */
export interface Ring {
  readonly limit: number;
  /** Four scalars (SPAN, SUM, FIRST, LAST), then the points as pairs of t and v: in one piece, because reading it is what evaluating costs. */
  data: Float64Array;
  mask: number;
  head: number;
  tail: number;
  /** False while its past is still being fetched from the store: until then it says nothing. */
  whole: boolean;
  /** Next window over the same series. */
  next: Ring | undefined;
  /** Kept only where asked for: positions that may still become the minimum and maximum. */
  readonly low: Extreme | undefined;
  readonly high: Extreme | undefined;
}

/** Time may go back by so much, ms, and the point counts as of the newest: a clock put right need not cost an hour's rain. */
const DISORDER = 60_000;

/** Length of the window, ms. */
const SPAN = 0;
/** Sum of what is inside. */
const SUM = 1;
/** Instants the watch over the series began and last looked, ms; NaN: not yet. */
const FIRST = 2;
const LAST = 3;
const POINTS = 4;

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
  const data = new Float64Array(POINTS + 2 * size);
  data[SPAN] = span;
  data[FIRST] = Number.NaN;
  data[LAST] = Number.NaN;
  return { limit, data, mask: size - 1, head: 0, tail: 0, whole: true, next: undefined, low: extreme(1), high: extreme(-1) };
}

/** Takes the newest point, at `index` of the columns; what is a span older or more goes. Constant time on average. */
export function push(ring: Ring, ts: Float64Array, vs: Float64Array, index: number): void {
  let t = ts[index]!;
  const v = vs[index]!;
  let { data } = ring;
  if (!(t >= data[LAST]!)) {
    if (data[LAST]! - t <= DISORDER) t = data[LAST]!;
    else {
      restart(ring);
      data[FIRST] = t;
    }
  }
  data[LAST] = t;
  const edge = t - data[SPAN]!;
  while (ring.head < ring.tail && data[POINTS + 2 * (ring.head & ring.mask)]! <= edge) drop(ring);
  if (ring.tail - ring.head > ring.mask) {
    if (ring.mask + 1 < ring.limit) grow(ring);
    else drop(ring);
    data = ring.data;
  }
  const at = ring.tail & ring.mask;
  data[POINTS + 2 * at] = t;
  data[POINTS + 1 + 2 * at] = v;
  if (ring.low !== undefined) admit(ring, ring.low);
  if (ring.high !== undefined) admit(ring, ring.high);
  ring.tail++;
  data[SUM] = data[SUM]! + v;
  // Running sums drift; once a turn of the ring they are taken afresh.
  if (at === ring.mask) resum(ring);
}

/** Puts a stored past, ascending in t, before what came since the window was opened, and lets it speak. */
export function prepend(ring: Ring, ts: Float64Array, vs: Float64Array): void {
  const n = count(ring);
  const since = { t: new Float64Array(n), v: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    since.t[i] = timeAt(ring, ring.head + i);
    since.v[i] = valueAt(ring, ring.head + i);
  }
  const first = ring.data[FIRST]!;
  restart(ring);
  ring.data[FIRST] = Number.NaN;
  ring.data[LAST] = Number.NaN;
  const begun = since.t[0] ?? Infinity;
  for (let i = 0; i < ts.length && ts[i]! < begun; i++) push(ring, ts, vs, i);
  for (let i = 0; i < n; i++) push(ring, since.t, since.v, i);
  // It may have been watched for longer than its points tell.
  if (first < ring.data[FIRST]!) ring.data[FIRST] = first;
  ring.whole = true;
}

/** Points inside. */
export function count(ring: Ring): number {
  return ring.tail - ring.head;
}

/** Of the values inside. */
export function sum(ring: Ring): number {
  return ring.data[SUM]!;
}

/** ms from the oldest to the newest point; 0 with fewer than two. */
export function elapsed(ring: Ring): number {
  return count(ring) < 2 ? 0 : timeAt(ring, ring.tail - 1) - timeAt(ring, ring.head);
}

/** Change of the value from the oldest to the newest point; 0 with fewer than two. */
export function change(ring: Ring): number {
  return count(ring) < 2 ? 0 : valueAt(ring, ring.tail - 1) - valueAt(ring, ring.head);
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
  return ring.data[LAST]! - ring.data[FIRST]! >= ring.data[SPAN]! - slack;
}

/** Time went far back (a corrected clock): what lies ahead of it cannot be ordered against what comes. */
function restart(ring: Ring): void {
  ring.head = ring.tail;
  ring.data[SUM] = 0;
  for (const extreme of [ring.low, ring.high]) {
    if (extreme === undefined) continue;
    extreme.queue = [];
    extreme.start = 0;
  }
}

function drop(ring: Ring): void {
  ring.data[SUM] = ring.data[SUM]! - valueAt(ring, ring.head);
  if (ring.low !== undefined) leave(ring.low, ring.head);
  if (ring.high !== undefined) leave(ring.high, ring.head);
  ring.head++;
}

function grow(ring: Ring): void {
  const size = (ring.mask + 1) * 2;
  const data = new Float64Array(POINTS + 2 * size);
  data.set(ring.data.subarray(0, POINTS));
  for (let p = ring.head; p < ring.tail; p++) {
    data[POINTS + 2 * (p & (size - 1))] = timeAt(ring, p);
    data[POINTS + 1 + 2 * (p & (size - 1))] = valueAt(ring, p);
  }
  ring.data = data;
  ring.mask = size - 1;
}

function resum(ring: Ring): void {
  let total = 0;
  for (let p = ring.head; p < ring.tail; p++) total += valueAt(ring, p);
  ring.data[SUM] = total;
}

function timeAt(ring: Ring, position: number): number {
  return ring.data[POINTS + 2 * (position & ring.mask)]!;
}

function valueAt(ring: Ring, position: number): number {
  return ring.data[POINTS + 1 + 2 * (position & ring.mask)]!;
}

function admit(ring: Ring, extreme: Extreme): void {
  const { queue, sign } = extreme;
  const v = valueAt(ring, ring.tail);
  while (queue.length > extreme.start && sign * v <= sign * valueAt(ring, queue[queue.length - 1]!)) queue.pop();
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
  return position === undefined ? Number.NaN : valueAt(ring, position);
}
