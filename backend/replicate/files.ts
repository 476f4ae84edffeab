import { createHash, type Hash } from "node:crypto";
import type { Log } from "../ports.ts";
import type { FileCentre, FileLine, FileSource, OpenFile } from "../ports-replica.ts";

/** Bytes of a part: what one transaction takes, and what an alarm waits for at most. */
const PART = 65_536;
/** Parts hashed at one go. */
const LOOKED = 64;
/** Files asked for at one go; so many wait in memory at most. */
const ASKED = 100;
/** Times the centre's copy is looked at anew before a file is left until the next round. */
const TRIES = 3;

interface Current {
  file: FileLine;
  open: OpenFile;
  partBytes: number;
  parts: number;
  have: Map<number, string>;
  /** MD5 of each part, as far as it was looked through, and the hash of all of it. */
  marks: string[];
  sum: Hash;
  next: number;
  tries: number;
}

/** Files of evidence to the centre: a little at each step, so that facts go before them, and on where it was after whatever happened. */
export interface Files {
  /** @returns false: nothing to do */
  step(centre: FileCentre, pace: (bytes: number) => Promise<void>): Promise<boolean>;
  /** The line is lost: what is at the centre is asked for anew. */
  lost(): Promise<void>;
  /** From the first file on it is asked again what is there. */
  again(): void;
  /** Evidence of the facts up to here is whole at the centre, or not to be had here; undefined before it was asked for all. */
  wholeTo(): number | undefined;
  /** Files that are not whole at the centre, and those that are not to be had here; nothing before the centre was asked for all. */
  left(): { filesLeft?: number; filesLacking?: number };
}

export function openFiles({ source, log, partBytes = PART }: { source: FileSource; log: Log; partBytes?: number }): Files {
  let after = 0;
  let waiting: FileLine[] = [];
  let current: Current | undefined;
  let walked = false;
  const lacking = new Set<string>();

  const partsOf = (bytes: number, each: number) => Math.ceil(bytes / each);
  async function begin(centre: FileCentre, file: FileLine): Promise<void> {
    const open = await source.open(file);
    if (open === undefined) return lacks(file, "gone");
    lacking.delete(file.sha256);
    try {
      const begun = await centre.beginFile(file, partBytes);
      current = { file, open, ...begun, parts: partsOf(file.bytes, begun.partBytes), marks: [], sum: createHash("sha256"), next: 0, tries: 1 };
    } catch (error) {
      await open.close();
      throw error;
    }
  }
  function lacks(file: FileLine, why: string): void {
    if (!lacking.has(file.sha256)) log.error("replica-file-lacking", { sha256: file.sha256, why });
    lacking.add(file.sha256);
  }
  async function done(): Promise<void> {
    const ended = current;
    current = undefined;
    await ended?.open.close();
  }
  /** @returns undefined, and the file is left, where the disk does not give it */
  async function part(one: Current, number: number): Promise<Buffer | undefined> {
    try {
      return await one.open.read(number * one.partBytes, Math.min(one.partBytes, one.file.bytes - number * one.partBytes));
    } catch {
      lacks(one.file, "unreadable");
      await done();
      return undefined;
    }
  }

  /** Looks through some more of the file: only what has the hash of its name is sent. */
  async function look(one: Current): Promise<void> {
    for (let i = 0; i < LOOKED && one.marks.length < one.parts; i++) {
      const body = await part(one, one.marks.length);
      if (body === undefined) return;
      one.sum.update(body);
      one.marks.push(createHash("md5").update(body).digest("hex"));
    }
    if (one.marks.length < one.parts || one.sum.digest("hex") === one.file.sha256) return;
    lacks(one.file, "damaged");
    await done();
  }

  return {
    async step(centre, pace) {
      if (current === undefined) {
        const file = waiting.shift();
        if (file !== undefined) {
          await begin(centre, file);
          return true;
        }
        const files = source.evidence(after, ASKED);
        if (files.length === 0) {
          walked = true;
          return false;
        }
        const whole = new Set(await centre.wholeFiles(files.map(({ sha256 }) => sha256)));
        waiting = files.filter(({ sha256 }, i) => !whole.has(sha256) && files.findIndex((other) => other.sha256 === sha256) === i);
        after = files.at(-1)?.seq ?? after;
        // A full hand that is all there says nothing of the rest; one that is not: most of the rest will be missing too.
        if (files.length < ASKED || waiting.length > 0) walked = true;
        return true;
      }
      const one = current;
      if (one.marks.length < one.parts) {
        await look(one);
        return true;
      }
      while (one.next < one.parts && one.have.get(one.next) === one.marks[one.next]) one.next++;
      if (one.next < one.parts) {
        const body = await part(one, one.next);
        if (body === undefined) return true;
        await pace(body.length);
        await centre.putPart(one.file.sha256, one.next, body);
        one.have.set(one.next, one.marks[one.next] ?? "");
        return true;
      }
      const whole = await centre.endFile(one.file.sha256, one.parts, createHash("md5").update(one.marks.join("")).digest("hex"));
      if (whole) await done();
      else if (one.tries === TRIES) {
        log.error("replica-file-not-alike", { sha256: one.file.sha256 });
        await done();
      } else Object.assign(one, { ...(await centre.beginFile(one.file, one.partBytes)), next: 0, tries: one.tries + 1 });
      return true;
    },
    async lost() {
      // Behind the others: a file that the centre does not take holds up none.
      if (current !== undefined) waiting.push(current.file);
      await done();
    },
    again() {
      after = 0;
      waiting = [];
      walked = false;
    },
    wholeTo: () => (walked ? Math.min(after, ...[...waiting, ...(current === undefined ? [] : [current.file])].map(({ seq }) => seq - 1)) : undefined),
    left: () => (walked ? { filesLeft: source.evidenceAfter(after) + waiting.length + (current === undefined ? 0 : 1), filesLacking: lacking.size } : {}),
  };
}
