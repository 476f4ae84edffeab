import { DiskFull, type Clock, type Log, type TelemetryStore, type Settled } from "../ports.ts";
import type { Batch } from "./batch.ts";

/** A commit is started this long after its first reading when nobody waits for it, ms. */
const GATHER_MS = 100;
const BATCH_LIMIT = 65_536;
const IN_FLIGHT_LIMIT = 8;
const RETRY_MS = 1000;

interface Options {
  store: Pick<TelemetryStore, "append" | "inFlight">;
  clock: Clock;
  log: Log;
  /** The batch being filled. */
  open: () => Batch;
  takeBatch: () => Batch;
  /** Runs `act` once the facts decided from these readings are durable too. */
  whenDurable: (act: () => void) => void;
  /** Why the open batch may not be handed over now: not judged yet (a stored reading is never judged again), or facts wait for room on the disk. */
  hold: () => "judging" | "disk-full" | undefined;
  /** How many readings wait in the store. */
  onWaiting: (readings: number) => void;
  /** The store can be used no longer: the process must end, and restart from what is durable. */
  onBroken: (error: unknown) => void;
}

export interface TelemetryWriter {
  /** Something arrived: starts a commit now, or soon. */
  nudge(): void;
  full(): string | undefined;
  /** Resolves when everything handed over so far is durable. */
  drain(): Promise<void>;
}

/** Group commit of readings: at once when a sender waits and the store is free, otherwise after 100 ms; senders hear after the commit. */
export function openTelemetryWriter(options: Options): TelemetryWriter {
  const { store, clock, log } = options;
  let waiting = 0;
  let timer: (() => void) | undefined;
  let full: string | undefined;
  let idle: (() => void)[] = [];

  function settled(batch: Batch, superseded: Uint32Array): void {
    for (const waiter of batch.waiters) {
      const doubles = countWithin(superseded, waiter.from, waiter.to);
      const value: Settled = { stored: waiter.to - waiter.from - doubles, superseded: doubles, rejected: waiter.rejected };
      waiter.settle({ ok: true, value });
    }
  }

  async function write(batch: Batch): Promise<void> {
    let announced = false;
    for (;;) {
      try {
        const { superseded } = await store.append(batch.seal());
        if (full !== undefined) log.info("telemetry-disk-recovered");
        full = undefined;
        if (!announced) options.whenDurable(() => settled(batch, superseded));
        return;
      } catch (error) {
        if (!(error instanceof DiskFull)) throw error;
        if (full === undefined) log.error("telemetry-disk-full", { error });
        full = error.message;
        // Nobody may believe these stored; what they send again will be found superseded once this batch is in.
        if (!announced) for (const waiter of batch.waiters) waiter.settle({ ok: false, fault: { code: "disk-full" } });
        announced = true;
        await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
      }
    }
  }

  function send(): void {
    timer?.();
    timer = undefined;
    const batch = options.takeBatch();
    const size = batch.size;
    waiting += size;
    options.onWaiting(waiting);
    write(batch)
      .then(() => {
        waiting -= size;
        options.onWaiting(waiting);
        nudge();
        if (waiting > 0) return;
        const done = idle;
        idle = [];
        for (const act of done) act();
      })
      .catch(options.onBroken);
  }

  function nudge(): void {
    const batch = options.open();
    if (batch.empty) return;
    const hold = options.hold();
    if (hold === "disk-full") for (const waiter of batch.waiters.splice(0)) waiter.settle({ ok: false, fault: { code: "disk-full" } });
    if (hold !== undefined) return;
    const free = store.inFlight();
    if (full !== undefined && free > 0) return;
    if ((batch.waiters.length > 0 && free === 0) || (batch.size >= BATCH_LIMIT && free < IN_FLIGHT_LIMIT)) {
      send();
      return;
    }
    timer ??= clock.after(GATHER_MS, () => {
      timer = undefined;
      if (options.hold() === undefined && store.inFlight() < IN_FLIGHT_LIMIT && full === undefined) send();
      else nudge();
    });
  }

  return {
    nudge,
    full: () => full,
    drain() {
      if (!options.open().empty && options.hold() === undefined) send();
      return waiting === 0 ? Promise.resolve() : new Promise((resolve) => void idle.push(resolve));
    },
  };
}

/** @param sorted ascending positions @returns how many lie in [from, to) */
function countWithin(sorted: Uint32Array, from: number, to: number): number {
  let count = 0;
  for (const position of sorted) if (position >= from && position < to) count++;
  return count;
}
