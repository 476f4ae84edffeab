import { Instant } from "#contract/ids";
import type { Fault } from "#contract/fault";
import type { ShellEvent } from "#contract/shell";
import type { Result } from "#contract/result";
import { createReportQueue } from "./report-queue.ts";

/** Between two tries while the backend does not take them, ms; and how soon events that come together go together, ms. */
const RETRY = 2_000;
const GATHER = 100;
/** What the wall acts on, and does not wait for others: a screen that stands aside is no screen that is lost. */
const URGENT: readonly ShellEvent["what"][] = ["window-safe"];

/** Tells of something that happened. Never fails; kept while the backend is away, within the queue's bound. */
export type Report = (event: Omit<ShellEvent, "at">) => void;

/** Faults that the same events would meet again: they are let go, or nothing behind them would ever arrive. */
const FINAL: readonly Fault["code"][] = ["malformed", "forbidden", "too-large", "wrong-protocol"];

/**
 * Reports to the backend, in order, one request at a time.
 *
 * @param send undefined while there is nobody to tell
 */
export function createReports(send: (events: ShellEvent[]) => Promise<Result<unknown>> | undefined): { report: Report; flush: () => void } {
  const queue = createReportQueue();
  let busy = false;
  let timer: NodeJS.Timeout | undefined;

  function later(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
    timer.unref();
  }

  function flush(): void {
    if (busy || queue.size() === 0) return;
    const sending = send(queue.next());
    if (sending === undefined) return later(RETRY);
    busy = true;
    void sending.then((answer) => {
      busy = false;
      const gone = answer.ok || FINAL.includes(answer.fault.code);
      if (!answer.ok && gone) console.error(`shell: events refused, ${answer.fault.code}`);
      if (gone) queue.done();
      if (queue.size() > 0) later(gone ? 0 : RETRY);
    });
  }

  return {
    report(event) {
      queue.add({ ...event, cause: event.cause.slice(0, 200), at: Instant.parse(Date.now()) });
      if (URGENT.includes(event.what)) flush();
      else if (!busy) later(GATHER);
    },
    flush,
  };
}
