import { pipeline } from "node:stream/promises";
import { Writable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { FileHandle } from "node:fs/promises";

/**
 * Unpacks a grid and counts: neither less nor more than its columns may come out, and nothing is kept, so that a bomb is over
 * as soon as it is one byte too long.
 *
 * @param columns of two bytes a cell
 */
export async function checkGrid(file: FileHandle, { width, height }: { width: number; height: number }, columns: number): Promise<string | undefined> {
  const wanted = width * height * 2 * columns;
  let seen = 0;
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > wanted ? new Error("too long") : null);
    },
  });
  try {
    await pipeline(file.createReadStream({ start: 0, autoClose: false }), createGunzip(), count);
  } catch (error) {
    return seen > wanted ? `expands to more than ${wanted} bytes` : `does not unpack: ${error instanceof Error ? error.message : String(error)}`;
  }
  return seen === wanted ? undefined : `expands to ${seen} bytes, ${width} × ${height} need ${wanted}`;
}
