import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "#contract/ids";
import type { Log } from "../../ports.ts";
import { BackupFault } from "../backup/fault.ts";
import { migrateBook } from "../book-schema.ts";
import { newerWords, StoreRefused } from "../migrate.ts";
import { openSqlite } from "../sqlite.ts";
import { LEFT_TO_JOURNAL } from "../write-whole.ts";
import { keepCopy } from "./kept-copies.ts";
import { SCHEMAS, versionsIn, type StoreSchema } from "./schemas.ts";

/** Left on the disk beside a copy, bytes: as backups leave it. */
const RESERVE = LEFT_TO_JOURNAL * 2;

interface Upgrade {
  /** Locked by the caller; no database of it is open. */
  folder: string;
  at: Instant;
  program: string;
  log: Log;
  schemas?: readonly StoreSchema[];
  /** Bytes free on the folder's disk. */
  free?: () => number;
}

/**
 * What comes before a start opens its databases (K-5.1e): one that a newer program wrote refuses the start; where one is older,
 * it and the journal are first copied aside, so that the way back is open. A room that cannot be copied is not upgraded.
 *
 * @returns where the copy is; undefined: nothing is older
 * @throws StoreRefused, in words; nothing was changed
 */
export async function beforeUpgrade({ folder, at, program, log, schemas = SCHEMAS, free = () => freeOn(folder) }: Upgrade): Promise<string | undefined> {
  const versions = versionsIn(folder, schemas);
  const newer = schemas.flatMap(({ file, knows }) => ((versions.get(file) ?? 0) > knows ? [{ file, has: versions.get(file) ?? 0, knows }] : []));
  if (newer.length > 0) throw new StoreRefused(newerWords(newer));
  const older = schemas.filter(({ file, knows }) => (versions.get(file) ?? knows) < knows);
  // Without a journal that can be read there is nothing to upgrade: whoever opens it says why.
  if (older.length === 0 || !versions.has("ops.db")) return undefined;
  // The journal goes along always: what is put back has to fit together.
  const files = [...new Set(["ops.db", ...older.map(({ file }) => file)])].filter((file) => versions.has(file));
  const bytes = files.reduce((sum, file) => sum + sizeOf(join(folder, file)), 0);
  if (free() - bytes < RESERVE) throw new StoreRefused(noRoomWords(bytes + RESERVE, free()));
  const kept = await keepCopy({ folder, files, versions, at, program }).catch((error: unknown) => {
    if (!(error instanceof BackupFault)) throw error;
    throw new StoreRefused(error.why === "room" ? noRoomWords(bytes + RESERVE, free()) : `không sao được một bản trước khi nâng cấp, chưa nâng cấp gì / the copy before the upgrade could not be made, nothing was upgraded: ${error.message}`, { cause: error });
  });
  log.info("copied-before-upgrade", { folder: kept, files, from: Object.fromEntries(versions) });
  for (const { file, steps } of older) {
    if (steps === undefined) continue;
    const db = openSqlite(join(folder, file));
    try {
      log.info("store-migrated", { file: join(folder, file), versions: migrateBook(db, steps) });
    } finally {
      db.close();
    }
  }
  return kept;
}

function freeOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const sizeOf = (file: string): number => ["", "-wal"].reduce((sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0);

function noRoomWords(wanted: number, free: number): string {
  const [need, have] = [wanted, free].map((bytes) => Math.round(bytes / 1e6)) as [number, number];
  return `không đủ chỗ để sao một bản trước khi nâng cấp (cần ${need} MB, còn ${have} MB), chưa nâng cấp gì: hãy dọn đĩa rồi khởi động lại / no room for the copy before the upgrade (${need} MB wanted, ${have} MB free), nothing was upgraded: free some room and start again`;
}
