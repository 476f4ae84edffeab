import { constants, createReadStream, realpathSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import type { CityFault } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";

/** A file of a pack, as the manifest lists it. */
export interface Listed {
  path: string;
  bytes: number;
  sha256: string;
}

export const fault = (file: string, code: CityFault["code"], detail: string): CityFault => ({ file: file.slice(0, 200), code, detail: detail.slice(0, 300) });

/**
 * Opens a file below the pack's folder. A link that leads out of the folder, anything but a plain file, and a file that has not
 * the listed size are faults: asked anew each time, since a folder may change under a running room.
 *
 * @param root the pack's folder with all links resolved
 */
export async function openFile(root: string, { path, bytes }: Listed): Promise<Result<FileHandle, CityFault>> {
  try {
    const real = realpathSync(join(root, path));
    if (!real.startsWith(root + sep)) return fail(fault(path, "outside", "a link leads out of the pack's folder"));
    // Not blocking: opening a pipe would wait for its writer for ever.
    const file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const about = await file.stat();
    if (about.isFile() && about.size === bytes) return ok(file);
    await file.close();
    return fail(about.isFile() ? fault(path, "size", `${about.size} bytes, the manifest says ${bytes}`) : fault(path, "format", "not a file"));
  } catch (error) {
    return fail(fault(path, "missing", error instanceof Error ? error.message : String(error)));
  }
}

/** Bytes of a file from one place to another, both included; never more than asked for. */
export async function readFrom(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** A stream over a part of a file, both ends included; the file closes with it. */
export async function streamOf(root: string, listed: Listed, from: number, to: number): Promise<Result<Readable, string>> {
  const file = await openFile(root, listed);
  if (!file.ok) return fail(file.fault.detail);
  return ok(createReadStream("", { fd: file.value, start: from, end: to, autoClose: true }));
}
