import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { fail, ok } from "#contract/result";
import type { Result } from "#contract/result";

/** Who works in a data folder. */
export interface Holder {
  pid: number;
  /** HTTP port, once it listens. */
  port?: number;
}
/** The held lock. */
export interface FolderLock {
  /** Tells a second copy where the first one is. */
  describe(info: Holder): void;
  /** Gives the folder free. Calling it again does nothing. */
  release(): void;
}

/**
 * Takes a data folder for this process alone: an exclusive transaction held open on `lock.db`, i.e. a lock of the operating
 * system on the file, which dies with the process whatever kills it. `lock.json` beside it says who holds it and is believed
 * only while the lock is held. Nothing else may open `lock.db`, backups included: closing any handle on a file drops all of
 * the process's POSIX locks on it.
 *
 * @returns the lock, or who holds it (absent when the holder has not said yet)
 * @throws Error when the folder cannot be made or written at all
 */
export function lockFolder(folder: string): Result<FolderLock, { holder?: Holder }> {
  mkdirSync(folder, { recursive: true });
  const who = join(folder, "lock.json");
  const db = new Database(join(folder, "lock.db"), { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_BUSY")) throw error;
    const holder = readHolder(who);
    return fail(holder === undefined ? {} : { holder });
  }
  const describe = (info: Holder): void => {
    // Renamed into place, so that a second copy never reads half of it. Advice only: a full disk must not stop the start.
    try {
      writeFileSync(`${who}.new`, JSON.stringify(info));
      renameSync(`${who}.new`, who);
    } catch {
      rmSync(who, { force: true });
    }
  };
  describe({ pid: process.pid });
  return ok({
    describe,
    release() {
      if (!db.open) return;
      rmSync(who, { force: true });
      db.close();
    },
  });
}

function readHolder(file: string): Holder | undefined {
  try {
    const said: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof said !== "object" || said === null || !("pid" in said) || !Number.isSafeInteger(said.pid)) return undefined;
    const port = "port" in said && Number.isSafeInteger(said.port) ? Number(said.port) : undefined;
    return port === undefined ? { pid: Number(said.pid) } : { pid: Number(said.pid), port };
  } catch {
    return undefined;
  }
}
