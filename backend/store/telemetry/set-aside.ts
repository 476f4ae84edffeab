import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { TELEMETRY_FILE } from "./open.ts";

/**
 * Renames a damaged `telemetry.db` and its companions, so that a new one can be opened and the room goes on without its
 * past. Nothing is deleted: people decide. Call only while the store is closed.
 *
 * @param wall ms, for the name
 * @returns the new name of the main file
 */
export function setAsideTelemetry(folder: string, wall: number): string {
  const stamp = new Date(wall).toISOString().replaceAll(":", "-");
  const aside = join(folder, `telemetry.damaged-${stamp}.db`);
  for (const suffix of ["", "-wal", "-shm"]) {
    const file = join(folder, TELEMETRY_FILE + suffix);
    if (existsSync(file)) renameSync(file, aside + suffix);
  }
  return aside;
}
