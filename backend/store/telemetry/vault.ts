import type { Database } from "better-sqlite3";
import type { Chunks } from "./chunks.ts";
import type { Counters } from "./counters.ts";
import { named } from "./faults.ts";
import type { Frames } from "./frames.ts";
import type { Hot } from "./hot.ts";
import type { Notes, Tally } from "./notes.ts";
import type { Rejections } from "./rejections.ts";

/** Everything the writer of `telemetry.db` holds: the file's tables and the open hour in memory. */
export interface Vault {
  db: Database;
  file: string;
  notes: Notes;
  tally: Tally;
  frames: Frames;
  chunks: Chunks;
  counters: Counters;
  rejections: Rejections;
  hot: Hot;
  /** Id of the newest frame written, 0 before the first. */
  lastFrame: number;
  /** Wall clock of the oldest commit in the open generation, ms. */
  openedAt: number | undefined;
  /** Frames that failed their checksum at start: kept for people to look at, never sealed or deleted. */
  damagedFrames: Set<number>;
}

/**
 * Runs `write` in one transaction (synchronous=FULL: durable when it returns).
 *
 * @throws DiskFull, StoreDamaged or what `write` threw; the file and the tally are then as before
 */
export function transact(vault: Vault, write: () => void): void {
  const { db, tally } = vault;
  const before = { ...tally };
  try {
    db.exec("BEGIN IMMEDIATE");
    write();
    db.exec("COMMIT");
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    Object.assign(tally, before);
    throw named(error, vault.file);
  }
}

/** @returns bytes of the file that hold something, and bytes of the whole file */
export function sizes(vault: Vault): { used: number; file: number } {
  const number = (pragma: string): number => Number(vault.db.pragma(pragma, { simple: true }));
  const page = number("page_size");
  const pages = number("page_count");
  return { used: (pages - number("freelist_count")) * page, file: pages * page };
}
