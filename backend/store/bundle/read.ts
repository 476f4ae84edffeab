import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { z } from "zod";
import { Instant } from "#contract/ids";
import { Evidence } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import { laneOf } from "../../core/replica/lane.ts";
import type { CarriedFacts, FactLine, FileSource } from "../../ports-replica.ts";
import { linkHash } from "../hash-chain.ts";
import { HEAD_BYTES, readHead, type BundleFault, type BundleHead } from "./head.ts";

/** Bytes read at one go. */
const CHUNK = 262_144;
/** Bytes of one line at most: no fact is near it. */
const MOST_LINE = 16_777_216;
/** Every so many facts their place in the file is kept: a lane begins anywhere. */
const MARK = 1000;
/** Facts looked through at one go for those of a lane. */
const WINDOW = 20_000;

const Entry = z.object({ seq: z.int().min(1), at: Instant, kind: z.string() });
const File = z.strictObject({ ...Evidence.pick({ sha256: true, type: true, bytes: true }).shape });

/** A bundle that is what its room signed. */
export interface Bundle {
  head: BundleHead;
  facts: CarriedFacts;
  files: FileSource;
  close(): void;
}

/**
 * Looks a bundle through, every byte of it, and opens it to be sent on. Reads in pieces: what is in memory is a piece, a place for
 * every thousandth fact and one for each file.
 *
 * @throws what the file system fails with
 */
export function openBundle(file: string): Result<Bundle, BundleFault> {
  const fd = openSync(file, "r");
  const opened = look(fd);
  if (!opened.ok) closeSync(fd);
  return opened;
}

function look(fd: number): Result<Bundle, BundleFault> {
  const block = Buffer.alloc(HEAD_BYTES);
  const read = readHead(block.subarray(0, readSync(fd, block, 0, HEAD_BYTES, 0)));
  if (!read.ok) return read;
  const head = read.value;
  const filesAt = HEAD_BYTES + head.factBytes;
  const end = filesAt + head.fileBytes;
  if (fstatSync(fd).size !== end) return fail("cut-short");
  const sum = createHash("sha256");
  const piece = Buffer.alloc(CHUNK);
  for (let at = HEAD_BYTES; at < end;) {
    const got = readSync(fd, piece, 0, Math.min(CHUNK, end - at), at);
    if (got === 0) return fail("cut-short");
    sum.update(piece.subarray(0, got));
    at += got;
  }
  if (sum.digest("hex") !== head.sum) return fail("altered");

  const marks: { seq: number; offset: number; hash: string }[] = [];
  /** Facts from a mark on, each with the hash that follows from the one before. */
  function* from(mark: (typeof marks)[number]): Generator<FactLine & { end: number }> {
    let hash: Buffer = Buffer.from(mark.hash, "hex");
    let seq = mark.seq;
    for (const { text, end: after } of lines(fd, mark.offset, filesAt)) {
      const entry = Entry.parse(JSON.parse(text));
      hash = linkHash(hash, text);
      seq++;
      if (entry.seq !== seq) throw new RangeError(`fact ${entry.seq} stands where ${seq} should`);
      yield { seq, at: entry.at, kind: entry.kind, body: text, hash: hash.toString("hex"), end: after };
    }
  }
  const begin = { ...head.after, offset: HEAD_BYTES };
  let last: { seq: number; hash: string } = head.after;
  try {
    for (const fact of from(begin)) {
      if ((fact.seq - head.after.seq) % MARK === 0) marks.push({ seq: fact.seq, hash: fact.hash, offset: fact.end });
      last = fact;
    }
  } catch {
    return fail("chain");
  }
  if (last.seq !== head.to.seq || last.hash !== head.to.hash) return fail("chain");
  const files = fileLines(fd, filesAt, end);
  if (files?.length !== head.files) return fail("altered");

  /** The nearest kept place at or before a fact. */
  const near = (seq: number): typeof begin => marks[Math.floor((seq - head.after.seq) / MARK) - 1] ?? begin;
  const hashAt = (seq: number): string | undefined => {
    if (seq < head.after.seq || seq > head.to.seq) return undefined;
    const mark = near(seq);
    if (mark.seq === seq) return mark.hash;
    for (const fact of from(mark)) if (fact.seq === seq) return fact.hash;
    return undefined;
  };
  return ok({
    head,
    facts: {
      journal: head.journal, after: head.after, to: head.to, hashAt,
      take(lane, after, { rows, bytes }) {
        const stop = Math.min(after + WINDOW, head.to.seq);
        const facts: FactLine[] = [];
        let size = 0;
        for (const { end: _, ...fact } of from(near(after))) {
          if (fact.seq <= after || laneOf(fact.kind) !== lane) {
            if (fact.seq >= stop) break;
            continue;
          }
          if (fact.seq > stop) break;
          size += Buffer.byteLength(fact.body);
          if (facts.length === rows || (facts.length > 0 && size > bytes)) return cut(facts);
          facts.push(fact);
        }
        return { facts, to: { seq: stop, hash: hashAt(stop) ?? "" } };
      },
    },
    files: {
      evidence: (after, most) => files.slice(after, after + most),
      evidenceAfter: (after) => Math.max(0, files.length - after),
      async open({ seq }) {
        const one = files[seq - 1];
        return one && {
          async read(start, length) {
            const part = Buffer.alloc(length);
            return part.subarray(0, readSync(fd, part, 0, length, one.offset + start));
          },
          close: async () => undefined,
        };
      },
    },
    close: () => closeSync(fd),
  });
}

function cut(facts: FactLine[]): { facts: FactLine[]; to: { seq: number; hash: string } } {
  const last = facts.at(-1);
  return { facts, to: { seq: last?.seq ?? 0, hash: last?.hash ?? "" } };
}

/** Where each file stands; `seq` counts them. @returns undefined where they do not */
function fileLines(fd: number, start: number, end: number): (z.infer<typeof File> & { seq: number; offset: number })[] | undefined {
  const files: (z.infer<typeof File> & { seq: number; offset: number })[] = [];
  try {
    for (let at = start; at < end;) {
      const line = lines(fd, at, end).next();
      if (line.done === true) return undefined;
      const file = File.parse(JSON.parse(line.value.text));
      files.push({ ...file, seq: files.length + 1, offset: line.value.end });
      at = line.value.end + file.bytes;
      if (at > end) return undefined;
    }
  } catch {
    return undefined;
  }
  return files;
}

/** Lines of a stretch of the file; `end`: where the next one begins. @throws RangeError where a line is too long or the last one has no end */
function* lines(fd: number, start: number, stop: number): Generator<{ text: string; end: number }> {
  let rest = Buffer.alloc(0);
  for (let at = start; at < stop;) {
    const chunk = Buffer.alloc(Math.min(CHUNK, stop - at));
    const got = readSync(fd, chunk, 0, chunk.length, at);
    if (got === 0) throw new RangeError("cut short");
    const base = at - rest.length;
    const bytes = Buffer.concat([rest, chunk.subarray(0, got)]);
    at += got;
    let from = 0;
    for (let to = bytes.indexOf(10); to !== -1; to = bytes.indexOf(10, from)) {
      yield { text: bytes.toString("utf8", from, to), end: base + to + 1 };
      from = to + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > MOST_LINE) throw new RangeError("a line without end");
  }
  if (rest.length > 0) throw new RangeError("the last line has no end");
}
