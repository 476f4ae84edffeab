/** Lets so many be opened at one time; the others wait for their turn. At a start a thousand cameras must not be asked at once. */
export interface Openings {
  /** Runs `open` in its turn. @returns the way to give the turn up before it came */
  ask(open: () => Promise<unknown>): () => void;
  waiting(): number;
}

/** The queue holds at most one entry for each stream: whoever asks waits for the answer before asking again. */
export function openOpenings(atOnce: number): Openings {
  const queue = new Set<() => Promise<unknown>>();
  let busy = 0;
  function next(): void {
    for (const open of queue) {
      if (busy >= atOnce) return;
      queue.delete(open);
      busy++;
      const done = (): void => {
        busy--;
        next();
      };
      void open().then(done, done);
    }
  }
  return {
    ask(open) {
      queue.add(open);
      next();
      return () => void queue.delete(open);
    },
    waiting: () => queue.size,
  };
}
