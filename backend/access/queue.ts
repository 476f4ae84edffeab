import { fail, type Result } from "#contract/result";

/** Changes waiting at most; beyond it the caller hears too-many. */
const WAITING = 256;

/** Runs the changes of accounts, sessions and displays one after the other, so that each decides on what the one before left. */
export interface Queue {
  run<T>(job: () => Promise<Result<T>>): Promise<Result<T>>;
}

/** A queue of at most 256 jobs. A job that throws (a bug) rejects its own promise and does not stop the next. */
export function openQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run(job) {
      if (waiting >= WAITING) return Promise.resolve(fail({ code: "too-many", retryAfter: 1 }));
      waiting++;
      const mine = tail.then(job).finally(() => void waiting--);
      tail = mine.catch(() => undefined);
      return mine;
    },
  };
}
