/** Calls tasks at every full period of the page's clock, all of one period together: one timer, and one picture for all. */
export interface Beat {
  /** @param ms period, above 0. @returns the way to stop */
  on(ms: number, task: () => void): () => void;
}

/** A timer may fire a little before its time; within this part of a period that is still the same beat. */
const EARLY = 0.1;

/** @param now ms of a clock that never jumps. @param after runs a task once after so many ms; returns the way to cancel it */
export function createBeat(now: () => number, after: (ms: number, task: () => void) => () => void): Beat {
  const periods = new Map<number, { tasks: Set<() => void>; cancel: () => void }>();

  function wait(ms: number, fire: () => void): () => void {
    const left = ms - (now() % ms);
    return after(left < ms * EARLY ? left + ms : left, fire);
  }

  return {
    on(ms, task) {
      const mine = (): void => task(); // the same task may come twice
      let period = periods.get(ms);
      if (period === undefined) {
        const begun = { tasks: new Set<() => void>(), cancel: (): void => undefined };
        const fire = (): void => {
          begun.cancel = wait(ms, fire);
          for (const each of [...begun.tasks]) each();
        };
        begun.cancel = wait(ms, fire);
        periods.set(ms, (period = begun));
      }
      const { tasks } = period;
      tasks.add(mine);
      return () => {
        if (!tasks.delete(mine) || tasks.size > 0) return;
        periods.get(ms)?.cancel();
        periods.delete(ms);
      };
    },
  };
}

/** The window's own beat. */
export const beat = createBeat(() => performance.now(), (ms, task) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
});
