import type { IncomingMessage } from "node:http";

/** A body that is not wanted is still read to its end, up to so many bytes as it names and so long, ms. */
const MOST = 64 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/**
 * Reads the rest of a body and throws it away: a sender that is answered and hung up on while it still writes sees a broken
 * connection, never the answer. One that names more than 64 MB or does not end within 10 s is answered all the same.
 */
export function readOut(raw: IncomingMessage): Promise<void> {
  const named = Number(raw.headers["content-length"] ?? 0);
  if (raw.complete || raw.destroyed || named > MOST) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(end, PATIENCE_MS);
    function end(): void {
      clearTimeout(timer);
      for (const event of ["end", "close", "error"] as const) raw.off(event, end);
      done();
    }
    for (const event of ["end", "close", "error"] as const) raw.once(event, end);
    raw.resume();
  });
}
