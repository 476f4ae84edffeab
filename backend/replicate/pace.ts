/** A token bucket over bytes: a second's worth may go at once. What is larger than the bucket waits for its whole length and goes. */
export function openPace({ perSecond, steady, pause }: { perSecond: number | undefined; steady: () => number; pause: (ms: number) => Promise<void> }): (bytes: number) => Promise<void> {
  if (perSecond === undefined) return async () => undefined;
  let tokens = perSecond;
  let at = steady();
  return async (bytes) => {
    const now = steady();
    tokens = Math.min(perSecond, tokens + ((now - at) * perSecond) / 1000);
    at = now;
    tokens -= bytes;
    if (tokens < 0) await pause((-tokens * 1000) / perSecond);
  };
}

/** ms until the next try after so many in vain: doubled up to half a minute, and anywhere below it, so that rooms do not come all at once. */
export function backOff(failures: number, chance: number): number {
  const most = Math.min(30_000, 500 * 2 ** Math.min(10, Math.max(0, failures - 1)));
  return most * (0.5 + chance / 2);
}
