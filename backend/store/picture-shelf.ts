import { hash } from "node:crypto";
import { mkdir, readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { MonitorId, type Instant } from "#contract/ids";
import type { Log } from "../ports.ts";
import { writeWhole } from "./write-whole.ts";

const DAY = 86_400_000;
/** Files at most, whatever their size: what the index may take of memory (some 40 MB). A wall of 16 monitors keeps nine days in it. */
const MAX_FILES = 200_000;

/** One picture on the disk. */
export interface Kept {
  monitorId: MonitorId;
  at: Instant;
  bytes: number;
  /** Hex. */
  sha256: string;
}

interface Options {
  folder: string;
  log: Log;
  keepDays: number;
  maxBytes: number;
  /** Bytes of the disk left to others. */
  reserve: number;
}

/** The pictures kept on disk: one folder a day (UTC), everything the index knows in the name. Oldest go first. */
export interface PictureShelf {
  /** @throws as the file system does: nothing was kept */
  add(kept: Kept, jpeg: Uint8Array): Promise<void>;
  /** Lets go what is older than the days kept. */
  prune(now: Instant): Promise<void>;
  /** Of one monitor, ascending. Live: read only. */
  of(monitorId: string): readonly Kept[];
  monitors(): Iterable<string>;
  /** @returns undefined when it is gone or is not what was written */
  read(kept: Kept): Promise<Uint8Array | undefined>;
  bytes(): number;
}

/** Ids are put in hex: a file system may not tell upper case from lower, or take a colon. */
const NAME = /^(\d{1,16})\.([0-9a-f]{2,128})\.(\d{1,7})\.([0-9a-f]{64})\.jpg$/;

export async function openPictureShelf({ folder, log, keepDays, maxBytes, reserve }: Options): Promise<PictureShelf> {
  const byMonitor = new Map<string, Kept[]>();
  /** All of them, oldest first. */
  const all: Kept[] = [];
  let total = 0;

  function enter(kept: Kept): void {
    const own = byMonitor.get(kept.monitorId);
    if (own === undefined) byMonitor.set(kept.monitorId, [kept]);
    else insert(own, kept);
    insert(all, kept);
    total += kept.bytes;
  }
  function leave(kept: Kept): void {
    take(all, kept);
    const own = byMonitor.get(kept.monitorId);
    if (own !== undefined) take(own, kept);
    if (own?.length === 0) byMonitor.delete(kept.monitorId);
    total -= kept.bytes;
  }
  const pathOf = (kept: Kept): string => join(folder, dayOf(kept.at), nameOf(kept));

  async function drop(kept: Kept): Promise<void> {
    leave(kept);
    await rm(pathOf(kept), { force: true });
    const next = all[0];
    if (next === undefined || dayOf(next.at) !== dayOf(kept.at)) await rmdir(join(folder, dayOf(kept.at))).catch(() => undefined);
  }

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found: Kept[] = [];
  const idOf = idsInHex();
  for (const day of (await readdir(folder)).filter((name) => /^\d{8}$/.test(name))) {
    const start = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)));
    for (const name of await readdir(join(folder, day))) {
      const kept = keptOf(name, idOf);
      if (kept !== undefined && kept.at >= start && kept.at < start + DAY) found.push(kept);
      else await rm(join(folder, day, name), { force: true, recursive: true }).catch((error: unknown) => log.warn("wall-picture-stray", { name, error }));
    }
  }
  // In order, so that each is put at the end: the index of a full shelf is there in a fraction of a second.
  for (const kept of found.sort((a, b) => a.at - b.at)) enter(kept);

  return {
    async add(kept, jpeg) {
      await mkdir(join(folder, dayOf(kept.at)), { recursive: true, mode: 0o700 });
      // Not waited for by the disk: a power cut may take the last pictures, and `read` finds a torn one by its sum.
      await writeWhole(pathOf(kept), jpeg, { durable: false, reserve });
      enter(kept);
      while (total > maxBytes || all.length > MAX_FILES) {
        const oldest = all[0];
        if (oldest === undefined) break;
        await drop(oldest);
      }
    },
    async prune(now) {
      for (let oldest = all[0]; oldest !== undefined && oldest.at < now - keepDays * DAY; oldest = all[0]) await drop(oldest);
    },
    of: (monitorId) => byMonitor.get(monitorId) ?? [],
    monitors: () => byMonitor.keys(),
    async read(kept) {
      try {
        const jpeg = await readFile(pathOf(kept));
        if (hash("sha256", jpeg, "hex") === kept.sha256) return jpeg;
        log.warn("wall-picture-damaged", { monitorId: kept.monitorId, at: kept.at });
      } catch (error) {
        log.warn("wall-picture-unreadable", { monitorId: kept.monitorId, at: kept.at, error });
      }
      if (byMonitor.get(kept.monitorId)?.includes(kept) === true) leave(kept);
      return undefined;
    },
    bytes: () => total,
  };
}

function nameOf({ at, monitorId, bytes, sha256 }: Kept): string {
  return `${at}.${Buffer.from(monitorId).toString("hex")}.${bytes}.${sha256}.jpg`;
}

function keptOf(name: string, idOf: (hex: string) => MonitorId | undefined): Kept | undefined {
  const [, at, hex, bytes, sha256] = NAME.exec(name) ?? [];
  const monitorId = hex === undefined ? undefined : idOf(hex);
  return monitorId !== undefined && sha256 !== undefined ? { monitorId, at: Number(at), bytes: Number(bytes), sha256 } : undefined;
}

/** Each id is parsed once: a full shelf names few monitors many times. */
function idsInHex(): (hex: string) => MonitorId | undefined {
  const known = new Map<string, MonitorId | undefined>();
  return (hex) => {
    if (!known.has(hex)) known.set(hex, MonitorId.safeParse(Buffer.from(hex, "hex").toString()).data);
    return known.get(hex);
  };
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll("-", "");
}

/** Index of the first that is not before `at`. */
export function firstFrom(sorted: readonly Kept[], at: Instant): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(sorted: Kept[], kept: Kept): void {
  const last = sorted.at(-1);
  if (last === undefined || last.at <= kept.at) sorted.push(kept);
  else sorted.splice(firstFrom(sorted, kept.at + 1), 0, kept);
}

function take(sorted: Kept[], kept: Kept): void {
  const index = sorted.indexOf(kept, firstFrom(sorted, kept.at));
  if (index >= 0) sorted.splice(index, 1);
}
