import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Readable by the user who runs the backend, by nobody else. */
const PRIVATE = 0o600;

/** A one-line secret in the data folder; `undefined` when there is none. */
export function readKey(folder: string, name: string): string | undefined {
  try {
    const text = readFileSync(join(folder, name), "utf8").trim();
    return text === "" ? undefined : text;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes it with mode 0600, also where the file stood with another mode: durable, and whole or not at all. */
export function writeKey(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  const beside = `${path}.new`;
  // What a cut-off run left has perhaps another mode.
  rmSync(beside, { force: true });
  try {
    writeFileSync(beside, `${text}\n`, { mode: PRIVATE, flush: true });
    chmodSync(beside, PRIVATE);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Makes a rename durable. Windows cannot open a folder and needs none of this. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes it; nothing happens when there is none. */
export function removeKey(folder: string, name: string): void {
  rmSync(join(folder, name), { force: true });
}
