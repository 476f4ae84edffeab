import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const CORES = cpus().length;
/** Share of the newest look in the mean: at two looks a second it follows a rush within about two seconds. */
const NEWEST = 0.25;

/** @returns threads that want to run now, the reader's own not counted; undefined for anything but Linux's `/proc/loadavg` */
export function wantToRun(text: string): number | undefined {
  const found = /^(?:\S+ ){3}(\d{1,6})\//.exec(text)?.[1];
  return found === undefined ? undefined : Math.max(0, Number(found) - 1);
}

/**
 * What this machine has to do. The system's own mean over a minute rises long after a rush has begun (all walls starting at
 * once), so the newest looks count too.
 *
 * @param read Linux's `/proc/loadavg`; may throw
 * @returns to be asked at each look: threads that want to run, per core; 0 where the system does not say
 */
export function createLoad(read: () => string = () => readFileSync("/proc/loadavg", "utf8"), minute: () => number = () => loadavg()[0] ?? 0, cores: number = CORES): () => number {
  let mean = 0;
  return () => {
    try {
      mean += NEWEST * ((wantToRun(read()) ?? 0) - mean);
    } catch {
      // Not Linux: the minute's mean alone, which is 0 on Windows.
    }
    return Math.max(mean, minute()) / cores;
  };
}
