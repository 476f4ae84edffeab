/** Lets questions be asked one after the other: answers of some hundred kB each, all at once, are more than a window's link may owe. */
export interface Turns {
  /** Runs `ask` in its turn. @returns the way to give the turn up before it came */
  take(ask: () => Promise<unknown>): () => void;
}

/** Between an answer and the next question, ms: those of many tiles are spread, whatever begins them at once. */
const REST = 250;
/** Who is not answered in so long does not hold up the others, ms. */
const HELD = 2500;

/** As many wait as there are tiles: each asks again when it was answered. */
export function openTurns(): Turns {
  const waiting = new Set<() => Promise<unknown>>();
  let busy = false;
  function next(): void {
    const [ask] = waiting;
    if (busy || ask === undefined) return;
    waiting.delete(ask);
    busy = true;
    let over = false;
    const done = (): void => {
      if (over) return;
      over = true;
      clearTimeout(held);
      setTimeout(() => {
        busy = false;
        next();
      }, REST);
    };
    const held = setTimeout(done, HELD);
    void ask().then(done, done);
  }
  return {
    take(ask) {
      waiting.add(ask);
      next();
      return () => void waiting.delete(ask);
    },
  };
}
