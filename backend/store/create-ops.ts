import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Instant, SiteId } from "#contract/ids";
import { StoreDamaged } from "../ports.ts";
import { migrate } from "./migrate.ts";
import { openSqlite } from "./sqlite.ts";

/** Where the numbered steps of ops.db's schema are. */
export const OPS_MIGRATIONS = fileURLToPath(new URL("./migrations/ops/", import.meta.url));

/**
 * Makes ops.db in a new data folder, whole or not at all (built aside, then renamed), with a fresh epoch. A folder that had a
 * journal and lost the file is not a new folder: an empty journal in its place would be silent loss.
 *
 * @throws StoreDamaged when the file is gone or empty but its companions tell of one
 */
export function ensureOps(folder: string, site: SiteId, at: Instant): { file: string; created: boolean } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "ops.db");
  if (existsSync(file)) {
    if (statSync(file).size === 0) throw new StoreDamaged(file, "the file is empty: it was cut to nothing");
    return { file, created: false };
  }
  for (const companion of ["ops.db-wal", "ops.head"]) {
    if (existsSync(join(folder, companion))) throw new StoreDamaged(file, `the file is missing, though ${companion} tells of a journal: put ops.db back, or start in an empty folder`);
  }
  const building = `${file}.new`;
  for (const left of [building, `${building}-journal`]) rmSync(left, { force: true });
  const db = openSqlite(building, { journalMode: "delete" });
  try {
    migrate(db, OPS_MIGRATIONS, at);
    const epoch = randomUUID();
    db.prepare("INSERT INTO meta (one, site, epoch, chain_epoch, created_at, projection_seq) VALUES (1, ?, ?, ?, ?, 0)").run(site, epoch, epoch, at);
  } finally {
    db.close();
  }
  renameSync(building, file);
  syncFolder(folder);
  return { file, created: true };
}

/** Makes a rename durable. Windows cannot open a folder and needs none of this. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
