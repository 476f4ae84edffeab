import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, utimesSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackupCheck } from "#contract/backup";
import type { Instant } from "#contract/ids";
import { idsOf, type CopiedFile, type CopyName, type Depot, type Manifest } from "./depot.ts";
import { BackupFault, backupFault } from "./fault.ts";
import { appendLines, checkDatabase, linesOf, type Line } from "./ops-copy.ts";
import { isPassing, needRoom } from "./snapshot.ts";

const isDatabase = (file: CopiedFile): boolean => file.rows !== undefined;

/** Writes one file of a copy back, block by block. @throws BackupFault when a block is not there or is another */
export async function bringFile(depot: Depot, file: CopiedFile, to: string, going: () => void): Promise<void> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  needRoom(to, file.size);
  const fd = openSync(to, "w", 0o600);
  try {
    let at = 0;
    for (const id of idsOf(file)) {
      const block = await depot.block(id);
      writeSync(fd, block, 0, block.length, at);
      at += block.length;
      going();
    }
    if (at !== file.size) throw new BackupFault("damaged", `${file.path} has ${at} bytes of ${file.size}`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  utimesSync(to, file.mtime / 1000, file.mtime / 1000);
}

/** The facts brought after a copy, in order. */
async function* linesAfter(depot: Depot, { epoch, head }: Manifest): AsyncGenerator<Line> {
  let reached = head.seq;
  for (const span of await depot.spans(epoch)) {
    // Spans may overlap; after a gap there is nothing that would continue the chain.
    if (span.to <= reached) continue;
    if (span.from > reached + 1) return;
    yield* linesOf(await depot.span(span));
    reached = span.to;
  }
}

/**
 * Restores a copy into a scratch folder, one database at a time, and looks through it: seals, pages, rows, the journal's chain,
 * the names of evidence, and that the facts brought since go on with it.
 *
 * @throws what ends the check without a finding: the place cannot be reached, there is no room here
 */
export async function checkCopy({ depot, copy, scratch, now, going }: { depot: Depot; copy: CopyName; scratch: string; now: () => Instant; going: () => void }): Promise<BackupCheck> {
  let files = 0;
  let bytes = 0;
  let facts = 0;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const found = (detail?: string): BackupCheck => ({ at: now(), copy: copy.at, ok: detail === undefined, facts, files, bytes, ...(detail !== undefined && { detail: detail.slice(0, 500) }) });
  let place = "";
  try {
    const manifest = await depot.manifest(copy);
    for (const file of manifest.files.toSorted((a, b) => Number(a.path === "ops.db") - Number(b.path === "ops.db"))) {
      place = file.path;
      if (isDatabase(file)) {
        const to = join(scratch, "copy.db");
        await bringFile(depot, file, to, going);
        checkDatabase(to, file.rows ?? {}, file.path === "ops.db" ? manifest : undefined);
        if (file.path !== "ops.db") for (const end of ["", "-wal", "-shm"]) rmSync(to + end, { force: true });
      } else await checkFile(depot, file, going);
      files++;
      bytes += file.size;
    }
    place = "facts since";
    const to = join(scratch, "copy.db");
    facts = manifest.head.seq;
    const some: Line[] = [];
    const append = (): void => void (facts = appendLines(to, some.splice(0), Infinity).seq);
    for await (const line of linesAfter(depot, manifest)) {
      if (some.push(line) >= 5000) append();
    }
    append();
    return found();
  } catch (error) {
    const fault = backupFault(error);
    if (fault.why !== "damaged") throw fault;
    return found(`${place}: ${fault.message}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Evidence is named by its content. */
async function checkFile(depot: Depot, file: CopiedFile, going: () => void): Promise<void> {
  const hash = createHash("sha256");
  let size = 0;
  for (const id of idsOf(file)) {
    const block = await depot.block(id);
    hash.update(block);
    size += block.length;
    going();
  }
  if (size !== file.size) throw new BackupFault("damaged", `${size} bytes of ${file.size}`);
  const [, named] = /^evidence\/[0-9a-f]{2}\/([0-9a-f]{64})\./.exec(file.path) ?? [];
  if (named !== undefined && hash.digest("hex") !== named) throw new BackupFault("damaged", "its content is not what its name says");
}

/** What was brought back. */
export interface BroughtBack {
  manifest: Manifest;
  /** Last fact of the journal now, and how many came after the copy. */
  seq: number;
  appended: number;
  /** Whether facts later than the wanted instant were there and left out. */
  cut: boolean;
}

/**
 * Brings a room back as it was at an instant into an empty folder: the newest copy before it, and the facts after that copy up
 * to the instant, as far as they are there. Everything is checked before it is called done.
 *
 * @param at absent: as new as there is
 * @throws BackupFault
 */
export async function bringBack({ depot, folder, at, going = () => undefined, tell = () => undefined }: { depot: Depot; folder: string; at?: Instant; going?: () => void; tell?: (file: string) => void }): Promise<BroughtBack> {
  const copies = await depot.copies();
  const copy = copies.find((one) => at === undefined || one.at <= at);
  if (copy === undefined) throw new BackupFault("other", copies.length === 0 ? "there is no whole copy" : `the oldest copy is of ${new Date(copies.at(-1)?.at ?? 0).toISOString()}`);
  const manifest = await depot.manifest(copy);
  for (const file of manifest.files) {
    if (isPassing(file.path)) continue;
    tell(file.path);
    const to = join(folder, ...file.path.split("/"));
    await bringFile(depot, file, to, going);
    if (isDatabase(file)) checkDatabase(to, file.rows ?? {}, file.path === "ops.db" ? manifest : undefined);
  }
  const journal = join(folder, "ops.db");
  const until = at ?? Infinity;
  let [seq, appended, cut] = [manifest.head.seq, 0, false];
  const append = (lines: Line[]): void => {
    const done = appendLines(journal, lines, until);
    seq = done.seq;
    appended += done.appended;
    cut ||= done.cut;
  };
  let some: Line[] = [];
  for await (const line of linesAfter(depot, manifest)) {
    if (some.push(line) < 5000) continue;
    append(some);
    some = [];
    if (cut) break;
  }
  if (!cut && some.length > 0) append(some);
  return { manifest, seq, appended, cut };
}
