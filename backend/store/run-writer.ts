import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SimulationRunId } from "#contract/simulation";
import { NoRoom } from "./write-whole.ts";

/** Bytes of one run's files; a run that would leave more ends in a fault. */
export const MAX_RUN = 1_000_000_000;

/** Writes one run's files, from the thread that computes it. */
export interface RunWriter {
  /** @throws NoRoom where it would be too large, or leave others too little of the disk; otherwise as the file system does */
  put(name: string, bytes: Uint8Array, as?: "gzip" | "plain"): void;
  /** From here on it is there, whole. `record` is its `run.json`. */
  finish(record: unknown): void;
  /** Leaves nothing behind. */
  drop(): void;
}

/**
 * A folder beside its place, renamed into it at the end: a thread that is killed leaves what the next start removes.
 *
 * @param part tells two threads apart that compute the same at one time; the first that ends is kept, the bits are the same
 */
export function openRunWriter({ shelf, runId, part, reserve }: { shelf: string; runId: SimulationRunId; part: string; reserve: number }): RunWriter {
  const beside = join(shelf, `${runId}.new-${part}`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  let total = 0;

  const files: Record<string, number> = {};

  /** The record alone is waited for: it says how large the others are, and a flush for each would keep the journal waiting. */
  function write(name: string, bytes: Uint8Array, durable = false): void {
    const { bavail, bsize } = statfsSync(shelf);
    total += bytes.length;
    if (total > MAX_RUN) throw new NoRoom(`a run of more than ${MAX_RUN} bytes`);
    if (bavail * bsize - bytes.length < reserve) throw new NoRoom(`${bavail * bsize} bytes free`);
    const fd = openSync(join(beside, name), "w", 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      if (durable) fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    files[name] = bytes.length;
  }
  return {
    put: (name, bytes, as = "gzip") => write(name, as === "gzip" ? gzipSync(bytes, { level: 1 }) : bytes),
    finish(record) {
      write("run.json", Buffer.from(JSON.stringify({ files, record })), true);
      if (existsSync(join(shelf, runId))) return rmSync(beside, { recursive: true, force: true });
      renameSync(beside, join(shelf, runId));
    },
    drop: () => rmSync(beside, { recursive: true, force: true }),
  };
}
