import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { DiskFull, StoreDamaged } from "../ports.ts";

export type Sqlite = Database.Database;

/** ms to wait for another program's lock on the file (a curious `sqlite3`): the whole room waits with it. */
const BUSY_TIMEOUT = 500;
/** Bytes the WAL file is cut back to after a checkpoint. */
const WAL_LIMIT = 64 * 1024 * 1024;

/**
 * Opens a database for durable writing: WAL, synchronous FULL (better-sqlite3 defaults to NORMAL in WAL: a power cut would
 * lose acknowledged commits), foreign keys, cell checks on, memory map off (a bad sector would be a SIGBUS, not an error).
 *
 * @param maxPageCount bound on the file's size in pages of 4096 bytes; absent: SQLite's own
 * @throws SqliteError as SQLite gives it; see {@link storeError}
 */
export function openSqlite(file: string, options: { maxPageCount?: number; journalMode?: "wal" | "delete" } = {}): Sqlite {
  const db = new Database(file, { timeout: BUSY_TIMEOUT });
  try {
    db.pragma("cell_size_check = ON");
    db.pragma("mmap_size = 0");
    db.pragma(`journal_mode = ${options.journalMode ?? "wal"}`);
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.pragma("trusted_schema = OFF");
    db.pragma(`journal_size_limit = ${WAL_LIMIT}`);
    if (options.maxPageCount !== undefined) db.pragma(`max_page_count = ${options.maxPageCount}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * What a failed call means to the callers of a store: DiskFull (no room, quota, or the file held by another program: nothing
 * written, call again later), StoreDamaged (file and place named), or the error itself, which is then a bug.
 *
 * @param doing what was being read or written, for the message
 */
export function storeError(file: string, error: unknown, doing: string): unknown {
  if (!(error instanceof Database.SqliteError)) {
    return NO_ROOM.includes(errno(error)) ? new DiskFull(`${file}: ${errno(error)} while ${doing}`, { cause: error }) : error;
  }
  const { code } = error;
  if (code === "SQLITE_FULL") return new DiskFull(`${file}: no room while ${doing}`, { cause: error });
  if (code.startsWith("SQLITE_BUSY")) return new DiskFull(`${file}: held by another program while ${doing}`, { cause: error });
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return new StoreDamaged(file, `${doing}: damaged page: ${error.message} (${code})`);
  if (code.startsWith("SQLITE_IOERR") || code === "SQLITE_CANTOPEN") {
    // SQLite knows ENOSPC only in write(); a quota, or room lacking for the -shm file, comes as an input/output error.
    const lack = lacksRoom(dirname(file));
    return lack === undefined ? new StoreDamaged(file, `${doing}: ${error.message} (${code})`) : new DiskFull(`${file}: ${lack} while ${doing}`, { cause: error });
  }
  return error;
}

/** The disk, the user's quota, or the largest file allowed. */
const NO_ROOM: readonly string[] = ["ENOSPC", "EDQUOT", "EFBIG"];

function errno(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Tries to write one page beside the database. @returns the errno when there is no room, undefined when there is. */
function lacksRoom(folder: string): string | undefined {
  const probe = join(folder, `.room-${process.pid}`);
  try {
    const fd = openSync(probe, "w");
    try {
      writeSync(fd, Buffer.alloc(4096));
    } finally {
      closeSync(fd);
    }
    return undefined;
  } catch (error) {
    return NO_ROOM.includes(errno(error)) ? errno(error) : undefined;
  } finally {
    rmSync(probe, { force: true });
  }
}
