import { createHash } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import type { SiteId } from "#contract/ids";
import type { Place } from "../../core/replica/judge.ts";
import type { FactSource, FileLine, FileSource } from "../../ports-replica.ts";
import { HEAD_BYTES, headBlock, MOST_FILES, type BundleHead } from "./head.ts";

/** Facts read at one go: short reads, so that the writer's checkpoints are not held up. */
const WINDOW = 2000;
/** Bytes of a file read at one go, and of facts gathered before they are written: what is in memory at most. */
const PART = 1_048_576;

interface WriteOptions {
  /** Where to; refused where something stands. */
  file: string;
  site: SiteId;
  source: FactSource;
  files: FileSource;
  /** Facts above this one. */
  after: number;
  /** Evidence of facts above this one. */
  evidenceAfter: number;
  key: { publicKey: string; sign(bytes: Uint8Array): string };
  now: () => number;
}

/**
 * Writes a bundle beside a room that may be running: into FILE.part, made durable, then renamed, so that what has the name is whole.
 *
 * @returns what is in it; `lacking`: evidence that is gone from the shelf or is not what it was, and is not in it
 * @throws what the file system fails with (EEXIST: something stands there), StoreDamaged where the journal's chain does not fit
 */
export async function writeBundle({ file, site, source, files, after, evidenceAfter, key, now }: WriteOptions): Promise<{ head: BundleHead; lacking: string[] }> {
  const to = source.head();
  const place = (seq: number): Place => ({ seq, hash: source.hashAt(seq) ?? "" });
  // Reserves the name; the rename puts the bundle in its place.
  await (await open(file, "wx", 0o600)).close();
  const part = `${file}.part`;
  try {
    const handle = await open(part, "w", 0o600);
    try {
      const sum = createHash("sha256");
      let at = HEAD_BYTES;
      const put = async (bytes: Buffer): Promise<void> => {
        sum.update(bytes);
        await writeAll(handle, bytes, at);
        at += bytes.length;
      };
      let some: string[] = [];
      let size = 0;
      const flush = async (): Promise<void> => {
        await put(Buffer.from(some.join("")));
        [some, size] = [[], 0];
      };
      for (let from = after; from < to; from += WINDOW) {
        for (const { body } of source.facts(from, Math.min(from + WINDOW, to))) {
          some.push(body, "\n");
          size += body.length;
        }
        if (size >= PART) await flush();
      }
      await flush();
      const factBytes = at - HEAD_BYTES;
      const lacking: string[] = [];
      const carried = new Set<string>();
      for (let seq = evidenceAfter; carried.size < MOST_FILES;) {
        const next = files.evidence(seq, 100).filter((one) => one.seq <= to);
        if (next.length === 0) break;
        for (const one of next) {
          seq = one.seq;
          if (carried.has(one.sha256) || carried.size === MOST_FILES) continue;
          if (await isWhole(files, one)) carried.add(one.sha256);
          else lacking.push(one.sha256);
          if (carried.has(one.sha256)) await putFile(files, one, put);
        }
      }
      // What is signed is what lies there.
      const { size: there } = await handle.stat();
      if (there !== (at === HEAD_BYTES ? 0 : at)) throw new Error(`${part} has ${there} bytes where ${at} were written`);
      const head: BundleHead = { bundle: 1, site, journal: source.journal, after: place(after), to: place(to), factBytes, files: carried.size, fileBytes: at - HEAD_BYTES - factBytes, sum: sum.digest("hex"), madeAt: now(), key: key.publicKey };
      await writeAll(handle, headBlock(head, key.sign), 0);
      await handle.sync();
      await handle.close();
      await rename(part, file);
      return { head, lacking: [...new Set(lacking)] };
    } finally {
      await handle.close().catch(() => undefined);
    }
  } catch (error) {
    await rm(part, { force: true });
    await rm(file, { force: true });
    throw error;
  }
}

/** All of it: one write may take less than it was given. */
async function writeAll(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    if (bytesWritten === 0) throw new Error("the file system takes no more");
    done += bytesWritten;
  }
}

/** Reads it part by part. @returns false: it is not there, or not what its name says */
async function eachPart(files: FileSource, line: FileLine, act: (part: Buffer) => Promise<void>): Promise<boolean> {
  const file = await files.open(line);
  if (file === undefined) return false;
  const sum = createHash("sha256");
  try {
    for (let from = 0; from < line.bytes; from += PART) {
      const part = await file.read(from, Math.min(PART, line.bytes - from));
      sum.update(part);
      await act(part);
    }
  } finally {
    await file.close();
  }
  return sum.digest("hex") === line.sha256;
}

const isWhole = (files: FileSource, line: FileLine): Promise<boolean> => eachPart(files, line, async () => undefined).catch(() => false);

/** @throws Error where it changed since it was looked through: the shelf never changes a piece */
async function putFile(files: FileSource, line: FileLine, put: (bytes: Buffer) => Promise<void>): Promise<void> {
  await put(Buffer.from(`${JSON.stringify({ sha256: line.sha256, type: line.type, bytes: line.bytes })}\n`));
  if (!(await eachPart(files, line, put))) throw new Error(`evidence ${line.sha256} changed while it was copied`);
}
