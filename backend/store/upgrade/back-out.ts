import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BackupFault } from "../backup/fault.ts";
import { checkDatabase } from "../backup/ops-copy.ts";
import { needRoom } from "../backup/snapshot.ts";
import { takeOver } from "../backup/take-over.ts";
import { BEFORE_UPGRADE, keptCopies, type KeptCopy } from "./kept-copies.ts";

/**
 * Puts the newest copy from before an upgrade back, looked through before it is (K-5.1e); the newer program's databases are kept
 * aside, and the copy stays. The caller holds the folder's lock.
 *
 * @throws BackupFault when there is none, it is damaged or there is no room; the folder is as it was then
 */
export function backOut({ folder, stamp }: { folder: string; stamp: string }): { copy: KeptCopy; aside: string | undefined } {
  const newest = keptCopies(folder)[0];
  if (newest === undefined) throw new BackupFault("other", `${join(folder, BEFORE_UPGRADE)}: no copy from before an upgrade`);
  const { copy, path } = newest;
  const building = join(folder, `restoring-${stamp}`);
  mkdirSync(building, { mode: 0o700 });
  try {
    for (const [file, rows] of Object.entries(copy.rows)) {
      const to = join(building, file);
      needRoom(to, 0);
      copyFileSync(join(path, file), to);
      checkDatabase(to, rows, file === "ops.db" ? copy.head : undefined);
      for (const end of ["-wal", "-shm"]) rmSync(to + end, { force: true });
    }
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
  return { copy, aside: takeOver({ folder, from: building, stamp, restored: { kind: "backup:restored", from: BEFORE_UPGRADE, copy: copy.at, ...(copy.head !== undefined && { head: copy.head.head.seq }) } }) };
}
