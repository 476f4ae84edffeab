import type { Points } from "./codec.ts";

/** The unsealed points of one series in order of arrival: a sorted front, then whatever came late. */
export interface Column {
  t: Float64Array;
  v: Float64Array;
  q: Uint8Array;
  n: number;
  /** The first so many are strictly ascending in t. */
  sorted: number;
  /** Instants behind the sorted front, for look-ups; absent while there are none. */
  tail: Set<number> | undefined;
}

const FIRST_CAPACITY = 16;
const EMPTY: Points = { t: new Float64Array(0), v: new Float64Array(0), q: new Uint8Array(0) };

/** An empty column takes no room until its first point. */
export function emptyColumn(): Column {
  return { ...EMPTY, n: 0, sorted: 0, tail: undefined };
}

/** @param t ms UTC, not yet in the column (see `has`) */
export function push(column: Column, t: number, v: number, q: number): void {
  const at = column.n++;
  if (at === column.t.length) grow(column);
  column.t[at] = t;
  column.v[at] = v;
  column.q[at] = q;
  if (column.sorted === at && (at === 0 || t > column.t[at - 1]!)) column.sorted++;
  else (column.tail ??= new Set()).add(t);
}

/** Forgets all but the first n points: undoes pushes whose transaction failed. */
export function truncate(column: Column, n: number): void {
  for (let i = Math.max(n, column.sorted); i < column.n; i++) column.tail?.delete(column.t[i]!);
  column.n = n;
  column.sorted = Math.min(column.sorted, n);
}

export function has(column: Column, t: number): boolean {
  const at = lowerBound(column.t, column.sorted, t);
  return (at < column.sorted && column.t[at] === t) || column.tail?.has(t) === true;
}

/** First of the n ascending entries that is not below `t`; n when there is none. */
export function lowerBound(sorted: Float64Array, n: number, t: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns the points in ascending order, as copies */
export function sortedPoints(column: Column): Points {
  return ascending({ t: column.t.slice(0, column.n), v: column.v.slice(0, column.n), q: column.q.slice(0, column.n) });
}

/** @returns the points in ascending order of t: themselves when they are so already */
export function ascending(points: Points): Points {
  const { t, v, q } = points;
  if (t.every((x, i) => i === 0 || t[i - 1]! <= x)) return points;
  const order = Uint32Array.from(t, (_, i) => i).sort((a, b) => t[a]! - t[b]!);
  return {
    t: Float64Array.from(order, (i) => t[i]!),
    v: Float64Array.from(order, (i) => v[i]!),
    q: Uint8Array.from(order, (i) => q[i]!),
  };
}

function grow(column: Column): void {
  const capacity = Math.max(FIRST_CAPACITY, column.t.length * 2);
  const { t, v, q } = column;
  column.t = new Float64Array(capacity);
  column.v = new Float64Array(capacity);
  column.q = new Uint8Array(capacity);
  column.t.set(t);
  column.v.set(v);
  column.q.set(q);
}
