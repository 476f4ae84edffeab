import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Writes it with mode 0600, also where the file stood with another mode. */
export function writeKey(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(path, `${text}\n`, { mode: PRIVATE });
  chmodSync(path, PRIVATE);
}

/** Removes it; nothing happens when there is none. */
export function removeKey(folder: string, name: string): void {
  rmSync(join(folder, name), { force: true });
}
