/** Lets so many tasks run at a time and so many wait. */
export interface Credits {
  /** Rejects with Error, the task not begun, when all places and the queue are taken. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Tasks running or waiting. */
  held(): number;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

export function createCredits(places: number, queue: number): Credits {
  let running = 0;
  const waiting: (() => void)[] = [];
  let idlers: (() => void)[] = [];
  function release(): void {
    const next = waiting.shift();
    // The place passes on at once, so that a newcomer cannot overtake the queue.
    if (next !== undefined) return next();
    running--;
    if (running > 0) return;
    for (const tell of idlers) tell();
    idlers = [];
  }
  return {
    async run(task) {
      if (running < places) running++;
      else {
        if (waiting.length >= queue) throw new Error(`telemetry queue is full: ${places} in flight, ${queue} waiting`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      try {
        return await task();
      } finally {
        release();
      }
    },
    held: () => running + waiting.length,
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
