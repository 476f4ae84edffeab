/** The least of many at hand; a binary heap. */
export interface Heap<T> {
  push(item: T): void;
  pop(): T | undefined;
}

export function openHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  const swap = (i: number, j: number): void => {
    const [a, b] = [items[i], items[j]];
    if (a !== undefined && b !== undefined) [items[i], items[j]] = [b, a];
  };
  const less = (i: number, j: number): boolean => {
    const [a, b] = [items[i], items[j]];
    return a !== undefined && b !== undefined && before(a, b);
  };
  return {
    push(item) {
      items.push(item);
      for (let at = items.length - 1, up = (at - 1) >> 1; at > 0 && less(at, up); at = up, up = (at - 1) >> 1) swap(at, up);
    },
    pop() {
      const top = items[0];
      const last = items.pop();
      if (items.length === 0 || last === undefined) return top;
      items[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const child = less(right, left) ? right : left;
        if (!less(child, at)) return top;
        swap(at, child);
        at = child;
      }
    },
  };
}
