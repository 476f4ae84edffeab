/** Instants at which something is due: an indexed binary heap, one entry a key, so it never outgrows what it times (research/backend.md §6). */
export interface Deadlines<K> {
  /** Adds the key, or moves it. */
  set(key: K, at: number): void;
  delete(key: K): void;
  has(key: K): boolean;
  /** The instant due first; undefined: nothing waits. */
  first(): number | undefined;
  /** Takes out the key due first, when it is due by `now`. Equal instants come out in the order they were set. */
  take(now: number): { key: K; at: number } | undefined;
  size(): number;
}

interface Entry<K> {
  key: K;
  at: number;
  order: number;
  index: number;
}

/** @returns an empty heap */
export function openDeadlines<K>(): Deadlines<K> {
  const heap: Entry<K>[] = [];
  const entries = new Map<K, Entry<K>>();
  let orders = 0;

  const before = (a: Entry<K>, b: Entry<K>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  const place = (entry: Entry<K>, index: number): void => {
    heap[index] = entry;
    entry.index = index;
  };
  const up = (entry: Entry<K>): void => {
    let index = entry.index;
    while (index > 0) {
      const parent = heap[(index - 1) >> 1]!;
      if (!before(entry, parent)) break;
      const above = parent.index;
      place(parent, index);
      index = above;
    }
    place(entry, index);
  };
  const down = (entry: Entry<K>): void => {
    let index = entry.index;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, entry)) break;
      place(heap[child]!, index);
      index = child;
    }
    place(entry, index);
  };
  const remove = (entry: Entry<K>): void => {
    entries.delete(entry.key);
    const last = heap.pop()!;
    if (last === entry) return;
    place(last, entry.index);
    up(last);
    down(last);
  };

  return {
    set(key, at) {
      const known = entries.get(key);
      if (known === undefined) {
        const entry = { key, at, order: orders++, index: heap.length };
        heap.push(entry);
        entries.set(key, entry);
        up(entry);
        return;
      }
      if (known.at === at) return;
      known.at = at;
      known.order = orders++;
      up(known);
      down(known);
    },
    delete(key) {
      const entry = entries.get(key);
      if (entry !== undefined) remove(entry);
    },
    has: (key) => entries.has(key),
    first: () => heap[0]?.at,
    take(now) {
      const entry = heap[0];
      if (entry === undefined || entry.at > now) return undefined;
      remove(entry);
      return { key: entry.key, at: entry.at };
    },
    size: () => heap.length,
  };
}
