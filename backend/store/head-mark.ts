import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/** The newest fact known to be committed, kept outside the database. */
export interface HeadMark {
  epoch: string;
  seq: number;
  /** SHA-256 of the chain at `seq`, hex. */
  hash: string;
}

/** Bytes of the file: one sector, so that a write of it is never torn. */
const SIZE = 256;

/**
 * `ops.head`: after every commit the journal's head is written here, in place and without a sync (a few µs). SQLite drops a
 * damaged end of its WAL without a word, and an older copy of ops.db put back looks as sound as the right one; a journal that
 * ends before this mark has lost acknowledged facts, and says so. The mark may lag behind (power cut), never run ahead.
 */
export function openHeadMark(file: string): { write(mark: HeadMark): void; close(): void } {
  const fd = openSync(file, existsSync(file) ? "r+" : "w");
  // What is longer was no mark; its rest would make the next one unreadable.
  if (fstatSync(fd).size > SIZE) ftruncateSync(fd, SIZE);
  const page = Buffer.alloc(SIZE);
  return {
    write(mark) {
      page.fill(0x20);
      page.write(JSON.stringify(mark), 0, "latin1");
      page[SIZE - 1] = 0x0a;
      writeSync(fd, page, 0, SIZE, 0);
    },
    close() {
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    },
  };
}

/** @returns undefined when there is none; "unreadable" when it is not a mark (it is then no evidence of anything) */
export function readHeadMark(file: string): HeadMark | undefined | "unreadable" {
  if (!existsSync(file)) return undefined;
  try {
    const mark: unknown = JSON.parse(readFileSync(file, "latin1"));
    return isMark(mark) ? mark : "unreadable";
  } catch {
    return "unreadable";
  }
}

function isMark(value: unknown): value is HeadMark {
  return typeof value === "object" && value !== null && "epoch" in value && typeof value.epoch === "string" && "seq" in value && Number.isSafeInteger(value.seq) && "hash" in value && typeof value.hash === "string";
}
