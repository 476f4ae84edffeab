import Database from "better-sqlite3";
import { DiskFull, StoreDamaged } from "../../ports.ts";

/**
 * What SQLite says of a failed write, in the store's words. A full disk answers SQLITE_FULL; an exhausted quota or file
 * size limit answers one of the write errors. Either way the transaction was rolled back and may be repeated.
 */
const NO_ROOM = new Set(["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"]);

/** @returns DiskFull or StoreDamaged when that is what the error means, otherwise the error itself */
export function named(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (NO_ROOM.has(error.code)) return new DiskFull(`${file}: ${error.message} (${error.code})`);
  if (error.code.startsWith("SQLITE_CORRUPT") || error.code === "SQLITE_NOTADB") {
    return new StoreDamaged(file, `${error.message} (${error.code})`);
  }
  return error;
}
