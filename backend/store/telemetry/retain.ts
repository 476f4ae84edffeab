import { sizes, transact, type Vault } from "./vault.ts";
import { writeTally } from "./notes.ts";

/** Chunks deleted, or pages given back to the disk, in one step. */
const SLICE = 200;

/** What is kept. */
export interface Limits {
  /** ms; chunks that ended longer ago are deleted */
  age: number;
  /** bytes in use; above it the oldest chunks are deleted. Absent: no limit. */
  bytes: number | undefined;
}

/** How much one pass removed, for the log. */
export interface Removed {
  chunks: number;
  points: number;
  /** End of the newest chunk removed, ms. */
  upTo: number;
}

/**
 * Removes one slice of what is over the limits, oldest first.
 *
 * @param removed added to
 * @returns whether nothing more is to be removed
 * @throws DiskFull or StoreDamaged with nothing changed
 */
export function retainStep(vault: Vault, limits: Limits, wall: number, removed: Removed): boolean {
  const oldest = vault.db.prepare<[number, number], { series: number; t0: number; t1: number; n: number }>(
    "SELECT series, t0, t1, n FROM chunk WHERE t1 < ? ORDER BY t1 LIMIT ?",
  );
  const { used, file } = sizes(vault);
  const tooLarge = limits.bytes !== undefined && used > limits.bytes;
  const rows = oldest.all(tooLarge ? Number.MAX_SAFE_INTEGER : wall - limits.age, SLICE);
  if (rows.length > 0) {
    transact(vault, () => {
      for (const row of rows) {
        vault.chunks.remove(row);
        vault.tally.retired += row.n;
      }
      writeTally(vault.notes, vault.tally);
    });
    removed.chunks += rows.length;
    removed.points += rows.reduce((sum, row) => sum + row.n, 0);
    removed.upTo = Math.max(removed.upTo, rows.at(-1)!.t1);
    return false;
  }
  if (limits.bytes === undefined || file <= limits.bytes || file === used) return true;
  vault.db.pragma(`incremental_vacuum(${SLICE})`);
  // The vacuumed pages leave the file at the next checkpoint.
  return sizes(vault).file >= file;
}
