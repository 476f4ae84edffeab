/**
 * Does something that may never settle. Not `AbortSignal.timeout` alone: under Electron 25 a fetch forgets such a signal once
 * it has been collected as garbage (undici issue 1926) and then waits for ever; Chromium's fetch does so when its network
 * process dies. So whoever waits is let go here, and the signal only frees what the work holds.
 *
 * @param limitMs longest wait, ms
 * @throws what the work throws, or an Error that says `no answer in time`
 */
export async function inTime<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_settle, refuse) => (timer = setTimeout(() => refuse(new Error("no answer in time")), limitMs)));
  try {
    return await Promise.race([work(over.signal), late]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
