import { DiskFull, type Log } from "../../ports.ts";
import { OPEN_POINTS } from "./hot.ts";
import type { SealMark } from "./notes.ts";
import { retainStep, type Limits, type Removed } from "./retain.ts";
import { beginSealing, resumeSealing, sealStep, type Sealing } from "./seal.ts";
import { sizes, type Vault } from "./vault.ts";

/** Sealing and retention, a slice at a time, when nobody waits. */
export interface Upkeep {
  /** Tells the time and starts what is due. @param wall ms */
  tick(wall: number): void;
  /** Whether `step` has something to do. */
  due(): boolean;
  /** Whether the open hour is so large that a step must come before the next append. */
  pressing(): boolean;
  /** One slice. Never throws: what failed is reported and tried again at the next tick. */
  step(): void;
  /** @throws what keeps sealing from going on, when the open hour has no room left because of it */
  assertRoom(): void;
}

interface Options {
  vault: Vault;
  /** The sealing that was under way when the file was opened. */
  mark: SealMark | undefined;
  sealAfterMs: number;
  limits: Limits;
  log: Log;
  damaged: (detail: string) => void;
}

/** Retention is looked at this often, ms. */
const RETAIN_EVERY = 600_000;

export function createUpkeep({ vault, mark, sealAfterMs, limits, log, damaged }: Options): Upkeep {
  let sealing: Sealing | undefined = mark === undefined ? undefined : resumeSealing(vault, mark);
  let retaining: Removed | undefined;
  let retainedAt = -Infinity;
  let now = 0;
  let failure: Error | undefined;

  /** Aligned to the clock, so that with one hour a series has one chunk an hour and nothing is merged twice. */
  function sealIsDue(): boolean {
    const { openedAt, hot } = vault;
    if (hot.open === 0 || openedAt === undefined) return false;
    return hot.open >= OPEN_POINTS || Math.floor(openedAt / sealAfterMs) !== Math.floor(now / sealAfterMs);
  }
  function retain(removed: Removed): void {
    if (!retainStep(vault, limits, now, removed)) return;
    retaining = undefined;
    retainedAt = now;
    if (removed.chunks > 0) log.info("telemetry-retired", { ...removed, upTo: new Date(removed.upTo).toISOString() });
    if (limits.bytes !== undefined && sizes(vault).used > limits.bytes && sealing === undefined) {
      log.warn("telemetry-over-limit", { bytes: sizes(vault).used, limit: limits.bytes });
      // Frames take eight times the room of chunks: sealing them early may be all that is needed.
      sealing = beginSealing(vault);
    }
  }
  function report(error: unknown): void {
    const thrown = error instanceof Error ? error : new Error(String(error));
    if (failure?.message !== thrown.message) {
      log.error("telemetry-upkeep-failed", { error: String(thrown) });
      if (!(error instanceof DiskFull)) damaged(`upkeep: ${String(thrown)}`);
    }
    failure = thrown;
  }
  return {
    tick(wall) {
      now = wall;
      if (failure !== undefined) log.info("telemetry-upkeep-retry");
      failure = undefined;
      if (Math.abs(wall - retainedAt) >= RETAIN_EVERY) retaining ??= { chunks: 0, points: 0, upTo: 0 };
    },
    due: () => failure === undefined && (sealing !== undefined || retaining !== undefined || sealIsDue()),
    pressing: () => failure === undefined && vault.hot.open >= OPEN_POINTS,
    step() {
      try {
        if (sealing === undefined && sealIsDue()) sealing = beginSealing(vault);
        if (sealing !== undefined) {
          if (sealStep(vault, sealing)) sealing = undefined;
        } else if (retaining !== undefined) retain(retaining);
      } catch (error) {
        report(error);
      }
    },
    assertRoom() {
      if (vault.hot.open >= 2 * OPEN_POINTS && failure !== undefined) throw failure;
    },
  };
}
