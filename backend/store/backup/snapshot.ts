import { readdirSync, statfsSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import Database from "better-sqlite3";
import { LEFT_TO_JOURNAL } from "../write-whole.ts";
import { BackupFault } from "./fault.ts";

/** Room left on the data folder's disk while a copy of a database lies in the scratch folder, bytes. */
const RESERVE = LEFT_TO_JOURNAL * 2;
/** Never copied: what nobody but its holder may open, and what was set aside as damaged. */
const NO_COPY = /^lock\.db$|\.damaged-/;
/** What was last heard of the centre: set back, a room without a link would tell of a centre that is not so any more. */
const HEARD = "centre.json";
/** Of a run, or made anew: not of the room. */
const PASSING = /^(?:lock\.json|backend\.json|backups\.json|centre\.json|restored\.json|ops\.head|.*\.db-(?:wal|shm|journal)|.*\.new|.*\.part|\..*)$/;
/** Folders of files that nothing else has; pictures of the wall, films of cameras and simulated runs are not copied. */
const FOLDERS = ["evidence", "wall-files"] as const;

/** A file to be copied: its place within the data folder. */
export interface SourceFile {
  path: string;
  size: number;
  mtime: number;
}

/** A file that copies of before hold and that is not put back. */
export const isPassing = (path: string): boolean => path === HEARD;

/** The databases of a data folder, the journal first: what its facts name has to be among the files, which are listed after it. */
export function databasesIn(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() && entry.name.endsWith(".db") && !NO_COPY.test(entry.name) ? [entry.name] : []));
  return names.toSorted((a, b) => Number(b === "ops.db") - Number(a === "ops.db") || a.localeCompare(b));
}

/** What is no database: keys and small files of the folder itself, evidence, the wall's files. */
export function filesIn(folder: string): SourceFile[] {
  const found: SourceFile[] = [];
  const take = (file: string): void => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() === true) found.push({ path: relative(folder, file).split(sep).join("/"), size: stat.size, mtime: stat.mtimeMs });
  };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && !entry.name.endsWith(".db") && !PASSING.test(entry.name)) take(join(folder, entry.name));
  }
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(at, entry.name));
      else if (entry.isFile() && !PASSING.test(entry.name)) take(join(at, entry.name));
    }
  };
  for (const name of FOLDERS) if (statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true) walk(join(folder, name));
  return found;
}

/**
 * Copies a live database as it stands at one moment. SQLite's online backup on a connection of its own, all pages in one step:
 * it holds a read transaction, which in WAL mode blocks no writer and lets none in between; only the WAL grows meanwhile.
 *
 * @returns rows of each table, as they are in the copy
 * @throws BackupFault `room` when the copy would take what the journal needs, `store` when the database cannot be read
 */
export async function copyDatabase(file: string, copy: string): Promise<Record<string, number>> {
  const size = statSync(file).size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  needRoom(copy, size);
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      await db.backup(copy, { progress: () => 0x7fffffff });
    } finally {
      db.close();
    }
    return countRows(copy);
  } catch (error) {
    throw new BackupFault("store", `${file}: ${error instanceof Error ? error.message : "unreadable"}`, { cause: error });
  }
}

/** @throws BackupFault `room` when `bytes` more would not leave the journal its room */
export function needRoom(beside: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(join(beside, ".."));
  if (bavail * bsize - bytes < RESERVE) throw new BackupFault("room", `${Math.round((bavail * bsize) / 1e6)} MB free, ${Math.round((bytes + RESERVE) / 1e6)} MB wanted`);
}

/** Rows of each table; shadow tables of the text index are SQLite's own. */
export function countRows(file: string): Record<string, number> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const tables = db.prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all();
    return Object.fromEntries(tables.map((name) => [name, db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0]));
  } finally {
    db.close();
  }
}
