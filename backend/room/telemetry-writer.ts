import { DiskFull, type Clock, type Log, type Settled, type TelemetryBatch, type TelemetryStore } from "../ports.ts";
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

  /** Nobody may believe these stored; what they send again will be found superseded once the batch is in. */
  function refuse(batch: Batch): void {
    for (const waiter of batch.waiters.splice(0)) waiter.settle({ ok: false, fault: { code: "disk-full" } });
  }

  /** One commit, tried again each second while the disk is full. @returns positions that were duplicates */
  async function append(part: TelemetryBatch, batch: Batch): Promise<Uint32Array> {
    for (;;) {
      try {
        const { superseded } = await store.append(part);
        if (full !== undefined) log.info("telemetry-disk-recovered");
        full = undefined;
        return superseded;
      } catch (error) {
        if (!(error instanceof DiskFull)) throw error;
        if (full === undefined) log.error("telemetry-disk-full", { error });
        full = error.message;
        refuse(batch);
        await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
      }
    }
  }

  async function write(batch: Batch): Promise<void> {
    const superseded: number[] = [];
    let offset = 0;
    for (const part of slices(batch.seal(), BATCH_LIMIT)) {
      for (const position of await append(part, batch)) superseded.push(offset + position);
      offset += part.series.length;
    }
    options.whenDurable(() => settled(batch, Uint32Array.from(superseded)));
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
    // While nothing can be written, what is under way is tried again and everything else gathers in the open batch, whose
    // bound stops the sources; another batch for each delivery would only fill the store's own queue.
    if (hold === "disk-full" || full !== undefined) refuse(batch);
    if (hold !== undefined || full !== undefined) return;
    const free = store.inFlight();
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

/** A batch too long for one commit as several, in order; refusals go with the first. */
function slices(batch: TelemetryBatch, limit: number): TelemetryBatch[] {
  if (batch.series.length <= limit) return [batch];
  return Array.from({ length: Math.ceil(batch.series.length / limit) }, (_value, i) => {
    const [from, to] = [i * limit, (i + 1) * limit];
    return {
      series: batch.series.slice(from, to), t: batch.t.slice(from, to), v: batch.v.slice(from, to), q: batch.q.slice(from, to),
      from: batch.from.slice(from, to), late: batch.late.slice(from, to), sources: batch.sources,
      rejections: i === 0 ? batch.rejections : [], moreRejected: i === 0 ? batch.moreRejected : [],
    };
  });
}

/** @param sorted ascending positions @returns how many lie in [from, to) */
function countWithin(sorted: Uint32Array, from: number, to: number): number {
  let count = 0;
  for (const position of sorted) if (position >= from && position < to) count++;
  return count;
}
