import type { ShellEvent } from "#contract/shell";

/** Events kept while the backend is away. At the bound the oldest go: what happens now matters more. */
export const MAX_EVENTS = 500;
/** Events in one request: the contract's bound. */
export const BATCH = 50;

/** What the shell has to tell the backend, in order. */
export interface ReportQueue {
  add(event: ShellEvent): void;
  /** The oldest, at most BATCH; they stay until `done`. A line about those dropped comes first. */
  next(): ShellEvent[];
  /** The batch last taken has arrived, or never will. */
  done(): void;
  size(): number;
}

export function createReportQueue(): ReportQueue {
  let events: ShellEvent[] = [];
  /** Of the batch last taken. */
  let taken = 0;
  let dropped = 0;
  return {
    add(event) {
      events.push(event);
      if (events.length <= MAX_EVENTS) return;
      dropped += 1;
      events = events.slice(1);
      taken = Math.max(0, taken - 1);
    },
    next() {
      const first = events[0];
      if (dropped > 0 && first !== undefined) {
        events = [{ at: first.at, what: "refused", cause: `${dropped} earlier events were not kept` }, ...events];
        dropped = 0;
      }
      const batch = events.slice(0, BATCH);
      taken = batch.length;
      return batch;
    },
    done() {
      events = events.slice(taken);
      taken = 0;
    },
    size: () => events.length,
  };
}
