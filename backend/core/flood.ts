/** Seconds the window looks back (ISA-18.2: 10 minutes). */
const WINDOW = 600;
/** More annunciations than this begin a flood (ISA-18.2). */
export const FLOOD_BEGINS_ABOVE = 10;
/** Fewer than this end it (ISA-18.2). */
export const FLOOD_ENDS_BELOW = 5;

/** Annunciations of one operator position in the last 10 minutes, counted in slots of a second: bounded however many ring. */
export interface FloodWindow {
  /** @param at steady instant, ms; one older than the window is nothing */
  ring(at: number): void;
  count(now: number): number;
  /** Highest count since `restart`. */
  peak(): number;
  restart(count: number): void;
  /** Steady instant at which the count, left alone, is below FLOOD_ENDS_BELOW, ms. */
  endsAt(now: number): number;
}

/** @returns an empty window */
export function openFloodWindow(): FloodWindow {
  const slots = new Uint32Array(WINDOW);
  let newest = Number.NEGATIVE_INFINITY;
  let total = 0;
  let peak = 0;
  const slot = (second: number): number => ((second % WINDOW) + WINDOW) % WINDOW;

  const advance = (second: number): void => {
    if (second <= newest) return;
    if (second - newest >= WINDOW) {
      slots.fill(0);
      total = 0;
    } else {
      for (let s = newest + 1; s <= second; s++) {
        total -= slots[slot(s)]!;
        slots[slot(s)] = 0;
      }
    }
    newest = second;
  };

  return {
    ring(at) {
      const second = Math.floor(at / 1000);
      advance(second);
      if (second <= newest - WINDOW) return;
      slots[slot(second)] = slots[slot(second)]! + 1;
      total++;
      if (total > peak) peak = total;
    },
    count(now) {
      advance(Math.floor(now / 1000));
      return total;
    },
    peak: () => peak,
    restart(count) {
      peak = count;
    },
    endsAt(now) {
      advance(Math.floor(now / 1000));
      let left = total;
      if (left < FLOOD_ENDS_BELOW) return now;
      for (let s = newest - WINDOW + 1; s <= newest; s++) {
        left -= slots[slot(s)]!;
        if (left < FLOOD_ENDS_BELOW) return (s + WINDOW) * 1000;
      }
      return (newest + WINDOW) * 1000;
    },
  };
}
