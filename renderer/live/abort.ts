/**
 * A signal that ends with another or after a time, whichever comes first. `AbortSignal.any` came with Chrome 116; the shell
 * also runs on 114.
 *
 * @param ms longest time
 * @returns `late`: whether it was the time; `done`: to be called when nothing waits any more
 */
export function endsWith(other: AbortSignal, ms: number): { signal: AbortSignal; late: () => boolean; done: () => void } {
  const own = new AbortController();
  let late = false;
  const end = (): void => own.abort();
  const timer = setTimeout(() => {
    late = true;
    end();
  }, ms);
  other.addEventListener("abort", end, { once: true });
  if (other.aborted) end();
  return {
    signal: own.signal,
    late: () => late,
    done: () => {
      clearTimeout(timer);
      other.removeEventListener("abort", end);
    },
  };
}
