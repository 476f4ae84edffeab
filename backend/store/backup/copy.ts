import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "#contract/ids";
import type { Log } from "../../ports.ts";
import { BLOCK, idsOf, type CopiedFile, type Depot, type Manifest } from "./depot.ts";
import { BackupFault } from "./fault.ts";
import { keptCopies } from "./keep.ts";
import { readHead } from "./ops-copy.ts";
import type { Keep } from "./settings.ts";
import { copyDatabase, databasesIn, filesIn } from "./snapshot.ts";

/** Blocks sent at once: a far store answers slowly, not scarcely. */
const AT_ONCE = 4;
const DAY = 86_400_000;

interface Copying {
  folder: string;
  /** Of this place alone; emptied here. One database at a time lies in it. */
  scratch: string;
  depot: Depot;
  at: Instant;
  program: string;
  log: Log;
  /** Throws to end. */
  going: () => void;
  /** Sends every block, whatever is there: the last trial found damage. */
  mend?: boolean;
}

/** Copies the whole room to a place: only blocks that are not there yet are sent, files that are as they were are not read again. */
export async function copyRoom({ folder, scratch, depot, at, program, log, going, mend = false }: Copying): Promise<Manifest> {
  const there = mend ? new Map<string, number>() : await depot.blocks();
  const newest = (await depot.copies())[0];
  const former = newest === undefined ? undefined : await depot.manifest(newest).catch((error: unknown) => {
    log.warn("backup-manifest-unreadable", { copy: newest.name, error });
    return undefined;
  });
  const known = new Map(former?.files.map((file) => [file.path, file]));
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  try {
    const files: CopiedFile[] = [];
    let head: ReturnType<typeof readHead> | undefined;
    for (const name of databasesIn(folder)) {
      const copy = join(scratch, name);
      const rows = await copyDatabase(join(folder, name), copy);
      if (name === "ops.db") head = readHead(copy);
      files.push({ path: name, ...(await send(copy, depot, there, going)), mtime: at, rows });
      rmSync(copy);
    }
    if (head === undefined) throw new BackupFault("store", "there is no journal");
    for (const { path, size, mtime } of filesIn(folder)) {
      const same = known.get(path);
      if (same?.size === size && same.mtime === mtime && idsOf(same).every((id) => there.has(id))) files.push(same);
      else {
        const sent = await send(join(folder, ...path.split("/")), depot, there, going).catch((error: unknown) => {
          // A file that was let go since it was listed.
          if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
          throw error;
        });
        if (sent !== undefined) files.push({ path, ...sent, mtime });
      }
      going();
    }
    const manifest: Manifest = { format: 1, site: head.site, at, program, schema: head.schema, epoch: head.epoch, chainEpoch: head.chainEpoch, head: head.head, files };
    await depot.putManifest(manifest);
    return manifest;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Sends a file block by block. */
async function send(file: string, depot: Depot, there: Map<string, number>, going: () => void): Promise<{ size: number; blocks: string }> {
  const fd = openSync(file, "r");
  try {
    let size = 0;
    let blocks = "";
    for (let ended = fstatSync(fd).size === 0; !ended; ) {
      const some: Buffer[] = [];
      while (some.length < AT_ONCE) {
        const block = Buffer.allocUnsafe(BLOCK);
        const read = readSync(fd, block, 0, BLOCK, size);
        ended = read < BLOCK;
        size += read;
        if (read > 0) some.push(block.subarray(0, read));
        if (ended) break;
      }
      blocks += (await Promise.all(some.map((block) => depot.putBlock(block, there)))).join("");
      going();
    }
    return { size, blocks };
  } finally {
    closeSync(fd);
  }
}

/**
 * Lets go what the rules do not keep: copies, facts of long ago, blocks that no copy names. A copy that cannot be read keeps
 * every block: when in doubt nothing is removed.
 *
 * @returns copies left, and bytes of the blocks
 */
export async function trim({ depot, keep, offset, now, log, going }: { depot: Depot; keep: Keep; offset: number; now: Instant; log: Log; going: () => void }): Promise<{ copies: number; bytes: number }> {
  const copies = await depot.copies();
  const kept = keptCopies(copies.map(({ at }) => at), keep, offset);
  // A room that was put back began another history: the end of the former one stays as long as facts do.
  for (const [i, copy] of copies.entries()) if (copy.at >= now - keep.factDays * DAY && copies.findIndex(({ epoch }) => epoch === copy.epoch) === i) kept.add(copy.at);
  for (const copy of copies) if (!kept.has(copy.at)) await depot.remove(copy);
  for (const span of await depot.spans()) if (span.at < now - keep.factDays * DAY) await depot.remove(span);
  const there = await depot.blocks();
  const left = copies.filter(({ at }) => kept.has(at));
  const sum = (): number => [...there.values()].reduce((bytes, size) => bytes + size, 0);
  const named = new Set<string>();
  for (const copy of left) {
    try {
      for (const file of (await depot.manifest(copy)).files) for (const id of idsOf(file)) named.add(id);
    } catch (error) {
      log.warn("backup-nothing-let-go", { copy: copy.name, error });
      return { copies: left.length, bytes: sum() };
    }
    going();
  }
  for (const id of there.keys()) {
    if (named.has(id)) continue;
    await depot.removeBlock(id);
    there.delete(id);
    going();
  }
  return { copies: left.length, bytes: sum() };
}
