/** Runs the task once, soon: with the next painted frame, or after 250 ms in a window that is not painted. */
export type Later = (task: () => void) => void;

/** A window that is hidden or covered gets no animation frames; its state must move on all the same. */
const UNPAINTED_MS = 250;

export const withFrame: Later = (task) => {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    task();
  };
  const timer = setTimeout(once, UNPAINTED_MS);
  const frame = requestAnimationFrame(once);
};
