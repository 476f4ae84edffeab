import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock, Log, StoreDamaged, TelemetryBatch, TelemetryStore } from "../../ports.ts";
import { checkBatch, copyBatch } from "./batch.ts";
import { createCredits } from "./credits.ts";
import { openLink } from "./link.ts";

/** The file below the data folder that holds all telemetry; SQLite keeps `-wal` and `-shm` beside it. */
export const TELEMETRY_FILE = "telemetry.db";
/** Batches the worker has at a time, and batches that wait for their turn; beyond both `append` rejects. */
const IN_FLIGHT = 8;
const QUEUED = 64;
const HOUR = 3_600_000;

/** How the store is opened. */
export interface TelemetryOptions {
  /** The data folder; made when missing. */
  folder: string;
  log: Log;
  /** Sealed points older than this are deleted. */
  retentionDays: number;
  /** The open hour is sealed when the wall clock passes a multiple of this, ms. */
  sealAfterMs?: number;
  /** Bytes in use above which the oldest chunks are deleted, logged. Absent: no limit. */
  maxBytes?: number;
  clock: Clock;
  /** Told once of each damaged part that leaves the rest usable: a chunk, a frame, a note. */
  onDamage(damage: StoreDamaged): void;
}

/**
 * Opens the telemetry store: `telemetry.db`, written by one worker thread, every answered append durable.
 * A worker that dies takes the calls under way with it (they reject) and is started again once a minute at most; a
 * batch handed over again after that counts its stored rows as superseded, so nothing doubles.
 *
 * Rejects with StoreDamaged when the file as a whole cannot be trusted (see `setAsideTelemetry`), with DiskFull when
 * it cannot be made.
 */
export async function openTelemetry(options: TelemetryOptions): Promise<TelemetryStore> {
  const { folder, log, retentionDays, sealAfterMs = HOUR, maxBytes, clock, onDamage } = options;
  mkdirSync(folder, { recursive: true });
  const start = { role: "telemetry" as const, file: join(folder, TELEMETRY_FILE), sealAfterMs, retentionDays, maxBytes };
  const link = await openLink({ start, clock, log, onDamage });
  const credits = createCredits(IN_FLIGHT, QUEUED);
  const period = Math.max(10, Math.min(60_000, sealAfterMs / 2));
  let running: Promise<void> = Promise.resolve();
  let cancelTick = (): void => undefined;
  function tick(): void {
    link.tick(clock.wall());
    cancelTick = clock.after(period, tick);
  }
  tick();
  return {
    async append(batch: TelemetryBatch) {
      checkBatch(batch);
      const { copy, transfer } = copyBatch(batch);
      const superseded = await credits.run(() => link.ask("append", { batch: copy, wall: clock.wall() }, transfer));
      return { superseded };
    },
    inFlight: () => credits.held(),
    async history(series, from, to, maxPoints) {
      const { t, v, q, thinned } = await link.ask("history", { series, from, to, maxPoints });
      return { t: Array.from(t), v: Array.from(v), q: Array.from(q), thinned };
    },
    at: (at, series, from) => link.ask("at", { at, series, from }),
    latest: () => link.ask("latest", undefined),
    since(from, slice) {
      // One run at a time: the worker keeps the place of one.
      const run = running.then(async () => {
        let next = await link.ask("since", { from });
        while (next !== undefined) {
          slice(next);
          next = await link.ask("more", undefined);
        }
      });
      running = run.catch(() => undefined);
      return run;
    },
    counters: () => link.ask("counters", undefined),
    rejections: (sourceId, limit) => link.ask("rejections", { sourceId, limit }),
    stats: () => link.ask("stats", undefined),
    async close() {
      cancelTick();
      await credits.idle();
      await link.close();
    },
  };
}
