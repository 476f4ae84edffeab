import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreDamaged } from "../../ports.ts";
import { createChunks } from "./chunks.ts";
import { createCounters } from "./counters.ts";
import { named } from "./faults.ts";
import { createFrames } from "./frames.ts";
import { createHot, note, seriesOf } from "./hot.ts";
import { emptyColumn, push } from "./column.ts";
import { latestFromChunks } from "./latest-scan.ts";
import { restoreLatest } from "./latest.ts";
import { createNotes, isSealed, readSealMark, readTally, type SealMark } from "./notes.ts";
import { createRejections } from "./rejections.ts";
import { migrate } from "./schema.ts";
import type { Vault } from "./vault.ts";

/** Up to this size the file is read whole at start and indexes are compared with tables, about 0.5 s. Bytes. */
const FULL_CHECK = 128 * 2 ** 20;
/** Up to this size every page is read. Above it all tables but `chunk` are: each chunk has its own checksum. */
const QUICK_CHECK = 512 * 2 ** 20;
/** A busy database means that somebody else has it open; the data folder's lock should have prevented that. ms */
const BUSY = 2000;

/**
 * Opens or makes the file, checks it and rebuilds the open hour from unsealed frames.
 *
 * @param damaged told of damage that leaves the rest usable
 * @throws StoreDamaged when the file as a whole cannot be trusted; DiskFull when it cannot be made
 */
export function openVault(file: string, damaged: (detail: string) => void): { vault: Vault; mark: SealMark | undefined } {
  let db: Database.Database | undefined;
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    db = new Database(file, { timeout: BUSY });
    // Before the first table is made: lets the file shrink when its limit is lowered. Pages stay at 4096 bytes: larger
    // ones measured slower to append to.
    if (size === 0) db.pragma("auto_vacuum = INCREMENTAL");
    db.pragma("journal_mode = WAL");
    // better-sqlite3's default in WAL is NORMAL, which may lose acknowledged commits at a power cut.
    db.pragma("synchronous = FULL");
    db.pragma("journal_size_limit = 67108864");
    db.pragma("cache_size = -32768");
    check(db, file, size);
    migrate(db, file);
    return rebuild(db, file, damaged);
  } catch (error) {
    db?.close();
    throw named(error, file);
  }
}

function check(db: Database.Database, file: string, size: number): void {
  const checks =
    size <= FULL_CHECK
      ? ["integrity_check(5)"]
      : size <= QUICK_CHECK
        ? ["quick_check(5)"]
        : ["frame", "counter", "rejection", "note"].map((table) => `quick_check('${table}')`);
  for (const pragma of checks) {
    const found = db.prepare<[], string>(`PRAGMA ${pragma}`).pluck().all();
    if (found[0] !== "ok") throw new StoreDamaged(file, found.slice(0, 5).join("; "));
  }
}

function rebuild(
  db: Database.Database,
  file: string,
  damaged: (detail: string) => void,
): { vault: Vault; mark: SealMark | undefined } {
  const notes = createNotes(db, file);
  const tally = readTally(notes);
  const vault: Vault = {
    db,
    file,
    notes,
    tally,
    frames: createFrames(db),
    chunks: createChunks(db, tally, damaged),
    counters: createCounters(db, file),
    rejections: createRejections(db, file),
    hot: createHot(),
    lastFrame: 0,
    openedAt: undefined,
    damagedFrames: new Set(),
  };
  const mark = readSealMark(notes);
  restoreNewest(vault, damaged);
  for (const { id, at, rows } of vault.frames.all()) {
    vault.lastFrame = id;
    if (rows === undefined) {
      vault.damagedFrames.add(id);
      damaged(`frame ${id} of ${new Date(at).toISOString()}: checksum differs`);
      continue;
    }
    const old = mark !== undefined && id <= mark.upto;
    if (!old) vault.openedAt ??= at;
    for (let i = 0; i < rows.n; i++) {
      const series = seriesOf(vault.hot, rows.series[i]!);
      const t = rows.t[i]!;
      note(vault.hot, series, t, rows.v[i]!, rows.q[i]!);
      if (old && isSealed(mark, series.id, t)) continue;
      push(old ? (series.frozen ??= emptyColumn()) : series.open, t, rows.v[i]!, rows.q[i]!);
      if (old) vault.hot.frozen++;
      else vault.hot.open++;
    }
  }
  vault.lastFrame = Math.max(vault.lastFrame, mark?.upto ?? 0);
  return { vault, mark };
}

function restoreNewest(vault: Vault, damaged: (detail: string) => void): void {
  try {
    const bytes = vault.notes.get("latest");
    if (bytes !== undefined) restoreLatest(vault.hot, bytes);
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    damaged(`${error.detail}; newest points are taken from the chunks`);
    latestFromChunks(vault);
  }
}
