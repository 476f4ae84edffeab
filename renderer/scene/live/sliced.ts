/** The page is kept at most so long at a time, ms. */
const SLICE_MS = 6;

/** Runs a long calculation in pieces, between which the page answers. @param now ms of a clock that never jumps. @returns the way to call it off */
export function runSliced<T>(work: Generator<undefined, T>, done: (result: T) => void, now: () => number = () => performance.now()): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const piece = (): void => {
    const end = now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) return done(step.value);
    } while (now() < end);
    timer = setTimeout(piece, 0);
  };
  timer = setTimeout(piece, 0);
  return () => clearTimeout(timer);
}
