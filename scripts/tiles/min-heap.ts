/** Indices by a growing key: a binary heap in typed arrays, for floods over millions of cells. */
export interface MinHeap {
  push(key: number, index: number): void;
  /** @returns the index with the smallest key, and of equal keys the one pushed first; undefined when empty */
  pop(): number | undefined;
}

/** @param bound most entries at one time; one more throws a RangeError */
export function openMinHeap(bound: number): MinHeap {
  const keys = new Float64Array(bound);
  const indices = new Uint32Array(bound);
  const turns = new Uint32Array(bound);
  let size = 0;
  let turn = 0;
  const before = (a: number, b: number): boolean => keys[a]! < keys[b]! || (keys[a] === keys[b] && turns[a]! < turns[b]!);
  const swap = (a: number, b: number): void => {
    for (const column of [keys, indices, turns]) {
      const kept = column[a]!;
      column[a] = column[b]!;
      column[b] = kept;
    }
  };
  return {
    push(key, index) {
      if (size === bound) throw new RangeError(`more than ${bound} entries`);
      keys[size] = key;
      indices[size] = index;
      turns[size] = turn++;
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!before(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      if (size === 0) return undefined;
      const top = indices[0];
      swap(0, --size);
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < size && before(left, least)) least = left;
        if (right < size && before(right, least)) least = right;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    },
  };
}
