import type { Clock } from "../../ports.ts";

/** Lets so many be opened at one time; the others wait for their turn. At a start a thousand cameras must not be asked at once. */
export interface Openings {
  /**
   * Runs `open` in its turn; those that are asked for the first time go before those that are tried `again`: a camera that is there
   * does not wait for many that are not. @returns the way to give the turn up before it came
   */
  ask(open: () => Promise<unknown>, again?: boolean): () => void;
  waiting(): number;
}

/** A place is given to the next one after so long, ms, whatever became of the opening: the burst of work is over by then, the rest is waiting. */
const HELD = 1000;

/** The queues hold at most one entry for each stream: whoever asks waits for the answer before asking again. */
export function openOpenings(atOnce: number, clock: Pick<Clock, "after">): Openings {
  const [first, again] = [new Set<() => Promise<unknown>>(), new Set<() => Promise<unknown>>()];
  let busy = 0;
  function next(): void {
    for (const queue of [first, again])
      for (const open of queue) {
        if (busy >= atOnce) return;
        queue.delete(open);
        hold(open);
      }
  }
  function hold(open: () => Promise<unknown>): void {
    busy++;
    let over = false;
    const done = (): void => {
      if (over) return;
      over = true;
      cancel();
      busy--;
      next();
    };
    const cancel = clock.after(HELD, done);
    void open().then(done, done);
  }
  return {
    ask(open, isAgain = false) {
      const queue = isAgain ? again : first;
      queue.add(open);
      next();
      return () => void queue.delete(open);
    },
    waiting: () => first.size + again.size,
  };
}
