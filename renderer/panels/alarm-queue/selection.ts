/** Marked rows of a list: what bulk commands apply to. Keys are alarm ids; folded rows stand for their members. */
export interface Selection {
  keys: ReadonlySet<string>;
  /** Where a range begins: the last row chosen without Shift. */
  anchor?: string;
}

export const NONE: Selection = { keys: new Set() };

/** One row alone. */
export function only(key: string): Selection {
  return { keys: new Set([key]), anchor: key };
}

/** In or out, the rest kept (Ctrl+click, Space). */
export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: key };
}

/**
 * From the anchor to `key` in the order on screen (Shift). Without an anchor in the list, `key` alone.
 *
 * @param order keys of the rows as shown
 */
export function ranged(selection: Selection, key: string, order: readonly string[]): Selection {
  const to = order.indexOf(key);
  const from = selection.anchor === undefined ? -1 : order.indexOf(selection.anchor);
  if (from === -1 || to === -1) return only(key);
  const keys = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { keys, anchor: selection.anchor };
}

/** Everything the filter shows (Ctrl+A). */
export function all(order: readonly string[]): Selection {
  return { keys: new Set(order), anchor: order[0] };
}

/** Rows on the screen, top to bottom. Read by index so that 100,000 rows cost nothing until they are shown. */
export interface Order {
  length: number;
  keyAt: (index: number) => string;
}

/**
 * Where the cursor stands after the list changed: the same row if it is still there, else the row that took its place,
 * so that a person who acknowledges down the list never loses the place.
 *
 * @param at where the row stood before
 * @returns an index into `order`, -1 when the list is empty
 */
export function kept(order: Order, key: string | undefined, at: number): number {
  if (order.length === 0) return -1;
  const place = Math.min(Math.max(at, 0), order.length - 1);
  if (key === undefined || order.keyAt(place) === key) return place;
  // Rows move by little mostly: look around the old place first.
  for (let step = 1; step < order.length; step++) {
    const up = place - step;
    const down = place + step;
    if (up < 0 && down >= order.length) break;
    if (up >= 0 && order.keyAt(up) === key) return up;
    if (down < order.length && order.keyAt(down) === key) return down;
  }
  return place;
}
