import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { Instant } from "#contract/ids";
import { copyDatabase } from "../backup/snapshot.ts";
import { readHead } from "../backup/ops-copy.ts";

/** Where the copies lie, below the data folder. */
export const BEFORE_UPGRADE = "before-upgrade";
/** Copies kept; older ones go when a new one is whole. */
export const KEPT_COPIES = 2;
const ABOUT = "copy.json";

/** What a copy from before an upgrade says of itself. */
export const KeptCopy = z.object({
  at: Instant,
  /** The program that made it, about to upgrade. */
  program: z.string().max(60),
  /** Schemas then, by file. */
  versions: z.record(z.string(), z.int()),
  head: z.object({ site: z.string(), epoch: z.string(), chainEpoch: z.string(), schema: z.int(), head: z.object({ seq: z.int(), hash: z.string() }) }).optional(),
  /** Rows of each table, by file: what lies beside this. */
  rows: z.record(z.string().regex(/^[a-z-]+\.db$/), z.record(z.string(), z.int())),
});
export type KeptCopy = z.infer<typeof KeptCopy>;

/** The whole copies there are, newest first. One that was cut off has no name yet. */
export function keptCopies(folder: string): { name: string; path: string; copy: KeptCopy }[] {
  const all = join(folder, BEFORE_UPGRADE);
  if (!existsSync(all)) return [];
  return readdirSync(all).filter((name) => !name.endsWith(".part")).flatMap((name) => {
    try {
      const path = join(all, name);
      return [{ name, path, copy: KeptCopy.parse(JSON.parse(readFileSync(join(path, ABOUT), "utf8"))) }];
    } catch {
      return [];
    }
  }).toSorted((a, b) => b.copy.at - a.copy.at || b.name.localeCompare(a.name));
}

/** Whether a copy is from before all that is changed since: the journal as it was to the hash, and nothing of it newer than what is there. */
function isBefore({ copy, head, versions, files }: { copy: KeptCopy; head: KeptCopy["head"]; versions: ReadonlyMap<string, number>; files: readonly string[] }): boolean {
  if (head === undefined || copy.head === undefined) return false;
  const { schema: _now, ...place } = head;
  const { schema: _then, ...was } = copy.head;
  return isDeepStrictEqual(was, place) && files.every((file) => file in copy.rows && (copy.versions[file] ?? Infinity) <= (versions.get(file) ?? 0));
}

/**
 * Copies databases aside, whole or not at all, and lets go what is beyond the bound. A start that was cut off after its copy and
 * is made again finds it, also where some steps were done by then: a copy of what is half upgraded would be no way back.
 *
 * @throws BackupFault `room` or `store`; nothing new is kept then
 */
export async function keepCopy({ folder, files, versions, at, program }: { folder: string; files: readonly string[]; versions: ReadonlyMap<string, number>; at: number; program: string }): Promise<string> {
  const all = join(folder, BEFORE_UPGRADE);
  mkdirSync(all, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(all)) if (name.endsWith(".part")) rmSync(join(all, name), { recursive: true, force: true });
  const head = versions.has("ops.db") ? readHead(join(folder, "ops.db")) : undefined;
  const was = Object.fromEntries(versions);
  const newest = keptCopies(folder)[0];
  if (newest !== undefined && isBefore({ copy: newest.copy, head, versions, files })) return newest.path;
  const path = join(all, new Date(at).toISOString().replaceAll(/[:.]/g, "-"));
  const building = `${path}.part`;
  mkdirSync(building, { mode: 0o700 });
  try {
    const rows: KeptCopy["rows"] = {};
    for (const file of files) {
      rows[file] = await copyDatabase(join(folder, file), join(building, file));
      for (const end of ["-wal", "-shm"]) rmSync(join(building, file + end), { force: true });
      sync(join(building, file), "r+");
    }
    writeFileSync(join(building, ABOUT), JSON.stringify({ at, program, versions: was, head, rows } satisfies KeptCopy), { mode: 0o600, flush: true });
    renameSync(building, path);
    if (process.platform !== "win32") sync(all, "r");
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
  for (const old of keptCopies(folder).slice(KEPT_COPIES)) rmSync(old.path, { recursive: true, force: true });
  return path;
}

/** Windows syncs nothing that was opened for reading. */
function sync(path: string, flags: "r" | "r+"): void {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
