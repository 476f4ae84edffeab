import { openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

/** Name of the file in the data folder. */
export const BACKEND_LOG = "backend.log";
/** Above this many bytes the next start begins a new file and keeps the former one as `.1`. */
const FULL = 10_000_000;

/**
 * Opens the file that takes what the backend prints. A file, not the shell's own terminal: the backend outlives a shell
 * that crashes and a terminal that is closed, and must not fail on a line it cannot write.
 *
 * @returns a file descriptor to append to
 */
export function openBackendLog(data: string): number {
  const file = join(data, BACKEND_LOG);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > FULL) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
