/**
 * Lets at most `running` tasks run at once and at most `queued` wait, each at most `patience` ms in all.
 *
 * @returns runs a task; undefined when there was no room, it took too long or it failed
 */
export function openGate({ running, queued, patience, after }: {
  running: number;
  queued: number;
  patience: number;
  after: (ms: number, act: () => void) => () => void;
}): <T>(task: () => Promise<T>) => Promise<{ value: T } | undefined> {
  let free = running;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return async (task) => {
    if (free > 0) free--;
    else if (waiting.length >= queued) return undefined;
    else await new Promise<void>((enter) => waiting.push(enter));
    return new Promise((answer) => {
      const cancel = after(patience, () => answer(undefined));
      // The slot stays taken until the task itself ends: a slow task is still work being done.
      void task().then((value) => answer({ value }), () => answer(undefined)).finally(() => {
        cancel();
        leave();
      });
    });
  };
}
