import { createReadStream, utimes } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { SimulationRunId } from "#contract/simulation";
import type { Log, RunShelf } from "../ports.ts";
import { LEFT_TO_JOURNAL } from "./write-whole.ts";

/** Runs kept at most, whatever their size: what the index may take of memory. */
const MOST_RUNS = 5000;
/** Names of a run's files: no dot at the start, no step up. */
const NAME = /^[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9]{1,8}){1,3}$/;

const Written = z.object({ files: z.record(z.string(), z.number()), record: z.unknown() });

interface Kept {
  runId: SimulationRunId;
  bytes: number;
  used: number;
}
interface Options {
  folder: string;
  log: Log;
  now: () => number;
  maxBytes?: number;
  /** Bytes of the disk left to others. */
  reserve?: number;
}

/**
 * Opens the folder of runs: a folder each, named by the run's id, put there whole by whoever computed it (`run-writer.ts`).
 * What a killed process left half written is removed.
 */
export async function openRunShelf({ folder, log, now, maxBytes = 4_000_000_000, reserve = LEFT_TO_JOURNAL * 2 }: Options): Promise<RunShelf> {
  const kept = new Map<string, Kept>();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const runId = SimulationRunId.safeParse(name);
    const found = runId.success && !name.includes(".new") ? await weigh(join(folder, name)) : undefined;
    if (runId.success && found !== undefined) kept.set(name, { runId: runId.data, ...found });
    else await rm(join(folder, name), { recursive: true, force: true }).catch((error: unknown) => log.warn("study-run-stray", { name, error }));
  }
  const total = (): number => [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  /** A run that was put there since is one of them from its first use on. */
  async function known(runId: SimulationRunId): Promise<Kept | undefined> {
    const there = kept.get(runId);
    if (there !== undefined) return there;
    const found = await weigh(join(folder, runId));
    if (found === undefined) return undefined;
    const entry = { runId, bytes: found.bytes, used: now() };
    kept.set(runId, entry);
    return entry;
  }

  return {
    folder,
    has: (runId) => kept.has(runId),
    async index(runId) {
      if ((await known(runId)) === undefined) return undefined;
      try {
        const { files, record } = Written.parse(JSON.parse(await readFile(join(folder, runId, "run.json"), "utf8")));
        for (const [name, bytes] of Object.entries(files)) if ((await stat(join(folder, runId, name))).size !== bytes) throw new Error(`${name} is cut`);
        return record;
      } catch (error) {
        log.warn("study-run-unreadable", { runId, error });
        // What is not whole is computed again.
        kept.delete(runId);
        await rm(join(folder, runId), { recursive: true, force: true }).catch(() => undefined);
        return undefined;
      }
    },
    async file(runId, name) {
      if (!NAME.test(name) || (await known(runId)) === undefined) return undefined;
      const path = join(folder, runId, name);
      const found = await stat(path).catch(() => undefined);
      return found === undefined || !found.isFile() ? undefined : { bytes: found.size, stream: () => createReadStream(path) };
    },
    touch(runId) {
      const entry = kept.get(runId);
      if (entry === undefined || now() - entry.used < 60_000) return;
      entry.used = now();
      // For the order after a restart alone: lost, it is only let go sooner.
      utimes(join(folder, runId, "run.json"), entry.used / 1000, entry.used / 1000, () => undefined);
    },
    async prune() {
      for (const name of await readdir(folder)) {
        const runId = SimulationRunId.safeParse(name);
        if (runId.success && !name.includes(".new")) await known(runId.data);
      }
      const oldest = [...kept.values()].toSorted((a, b) => a.used - b.used);
      const { bavail, bsize } = await statfs(folder);
      let free = bavail * bsize;
      for (const entry of oldest) {
        if (total() <= maxBytes && kept.size <= MOST_RUNS && free >= reserve) break;
        kept.delete(entry.runId);
        await rm(join(folder, entry.runId), { recursive: true, force: true }).catch((error: unknown) => log.warn("study-run-stays", { runId: entry.runId, error }));
        free += entry.bytes;
        log.info("study-run-let-go", { runId: entry.runId, bytes: entry.bytes });
      }
    },
    bytes: total,
  };
}

/** @returns undefined where its record is not there: it is not whole */
async function weigh(folder: string): Promise<{ bytes: number; used: number } | undefined> {
  try {
    const record = await stat(join(folder, "run.json"));
    let bytes = 0;
    for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size;
    return { bytes, used: record.mtimeMs };
  } catch {
    return undefined;
  }
}
