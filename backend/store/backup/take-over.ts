import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BACKUP_FACTS } from "#contract/backup";
import type { z } from "zod";

/** What the next start journals: that this folder was put back, and from what. */
export const RESTORED = "restored.json";
export type Restored = z.infer<(typeof BACKUP_FACTS)[3]>;

/** Files that belong to a database of this name and to no other. */
const COMPANIONS = ["-wal", "-shm", "-journal"];

/**
 * Puts what lies in `from` in the place of what is there under the same names; that is kept aside, nothing is deleted. The
 * caller holds the folder's lock. A kill at any point leaves a folder that refuses to start (the head's mark of a journal that
 * is gone, or of another one) and that this can be done to again.
 *
 * @returns where the former files are; undefined: there were none
 */
export function takeOver({ folder, from, stamp, restored }: { folder: string; from: string; stamp: string; restored: Restored }): string | undefined {
  const aside = join(folder, `aside-${stamp}`);
  // The journal last: until it is in its place the folder must not start.
  const names = readdirSync(from).toSorted((a, b) => Number(a === "ops.db") - Number(b === "ops.db"));
  const mark = join(folder, "ops.head");
  let kept = false;
  const setAside = (name: string): void => {
    if (!existsSync(join(folder, name))) return;
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    kept = true;
    renameSync(join(folder, name), join(aside, name));
  };
  if (existsSync(mark)) {
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    copyFileSync(mark, join(aside, "ops.head"));
  } else writeFileSync(mark, "a restore is under way\n", { mode: 0o600 });
  for (const name of names) for (const end of ["", ...(name.endsWith(".db") ? COMPANIONS : [])]) setAside(name + end);
  writeFileSync(join(folder, RESTORED), JSON.stringify(restored), { mode: 0o600 });
  for (const name of names) renameSync(join(from, name), join(folder, name));
  syncFolder(folder);
  // Without a mark the next start begins a history of its own with it.
  rmSync(mark, { force: true });
  syncFolder(folder);
  rmSync(from, { recursive: true, force: true });
  return kept ? aside : undefined;
}

/** Makes renames durable; Windows cannot open a folder. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
