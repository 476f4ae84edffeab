import { hash } from "node:crypto";
import { readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DiskFull } from "../ports.ts";
import { storeError } from "./sqlite.ts";

/** Room left to the journal on the same disk, bytes: what is nice to have must never take the last of it. */
export const LEFT_TO_JOURNAL = 268_435_456;

/** Thrown where a file would take room that the journal may need. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/**
 * Writes a file that is there whole or not at all: beside its place first, renamed into it then.
 *
 * @param options.durable waits for the disk, so that it outlives a power cut
 * @throws NoRoom when less than `options.reserve` bytes would be left; otherwise as the file system does
 */
export async function writeWhole(file: string, bytes: Uint8Array, options: { durable: boolean; reserve: number }): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(file));
  if (bavail * bsize - bytes.length < options.reserve) throw new NoRoom(`${bavail * bsize} bytes free`);
  const beside = `${file}.new`;
  try {
    await writeFile(beside, bytes, { mode: 0o600, flush: options.durable });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Whether the file is there and still holds what its name, the SHA-256 of its content, says: what the disk has made of it meanwhile is mended by writing it again. */
export function isSound(file: string, sha256: string): Promise<boolean> {
  return readFile(file).then((there) => hash("sha256", there, "hex") === sha256, () => false);
}

/** Whether writing failed for want of room. @param doing for the fault's words */
export function isFull(error: unknown, file: string, doing: string): boolean {
  return error instanceof NoRoom || storeError(file, error, doing) instanceof DiskFull;
}
