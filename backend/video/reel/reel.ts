import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../ports.ts";
import type { StreamFormat } from "../media/unit.ts";
import { headOf, sizeOf, writeHead, writeUnit, type KeptUnit } from "./segment.ts";

/** A file of whole groups of pictures. */
export interface Segment {
  file: string;
  /** ms UTC of our clock: arrival of its first and newest picture. */
  from: number;
  to: number;
  /** When its newest picture was put, ms of a clock that never jumps: by it a segment grows old. */
  seen: number;
  bytes: number;
}
/** A segment is ended by the first key picture after so long, ms, or after so many bytes: few files, and little goes when the oldest goes. */
const SEGMENT = { ms: 4000, bytes: 8_000_000 };
/** What comes goes to the disk together, after so long, ms, or once it is so much, bytes: each write costs a turn of another thread, and a kill costs what was not written. */
const TOGETHER = { ms: 250, bytes: 131_072 };
/** Buffers of one write: the system takes no more than 1024. */
const MOST_BUFFERS = 1000;
/** Bytes that may wait for the disk; pictures up to the next key one are left out above it. */
const WAITING = 16_000_000;

/** One stream's newest pictures on the disk. Nothing here throws or waits: what finds no room or no disk is left out, up to a key picture. */
export interface Reel {
  put(unit: KeptUnit, format: StreamFormat): void;
  /** A new connection to the camera: the next picture has nothing to do with those before. */
  cut(): void;
  segments(): readonly Segment[];
  bytes(): number;
  /** Lets the oldest finished segment go. @returns its bytes; 0: there is none */
  drop(): number;
  /** Lets everything go whose newest picture was put before: the segment that is written too, for of a camera that is gone nothing ends it. @param before ms of the clock that never jumps */
  expire(before: number): void;
  /** Everything that was put so far is in its file, or left out. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  folder: string;
  /** As found, oldest first. */
  found: readonly Segment[];
  bounds: { ms: number; bytes: number };
  clock: Pick<Clock, "steady" | "after">;
  /** Told of every change of its bytes. */
  grew: (bytes: number) => void;
  /** May this reel take so many bytes more? May let other reels' pictures go for it. */
  admit: (bytes: number) => boolean;
  onFault: (error: unknown) => void;
}

/** A file to begin, or the one there is to be let go of, and what goes into it. */
interface Job {
  begin?: string;
  end?: true;
  data: Buffer[];
}

export function openReel({ folder, found, bounds, clock, grew, admit, onFault }: Options): Reel {
  const kept: Segment[] = [...found];
  let current: (Segment & { name: string; session: number; begun: number }) | undefined;
  let [session, cutOff, closed] = [0, true, false];
  let queue: Job[] = [];
  let [waiting, written] = [0, Promise.resolve()];
  let [running, made] = [false, false];
  /** A file is open, or will be when what waits is written. */
  let opened = false;
  let handle: FileHandle | undefined;
  let cancelSoon: (() => void) | undefined;

  let total = 0;
  function add(bytes: number): void {
    total += bytes;
    grew(bytes);
  }
  add(kept.reduce((sum, { bytes }) => sum + bytes, 0));
  const span = (): number => {
    const newest = current ?? kept.at(-1);
    // By each file's own length: a wall clock that jumps, or a camera that was away, throws nothing out.
    return newest === undefined ? 0 : kept.slice(1).reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) + (current === undefined ? 0 : clock.steady() - current.begun);
  };

  function finish(): void {
    if (current !== undefined) kept.push({ file: current.file, from: current.from, to: current.to, seen: current.seen, bytes: current.bytes });
    current = undefined;
  }
  /** Finishes where no file begins after it: what stays open keeps its bytes on the disk, deleted or not. */
  function rest(): void {
    finish();
    if (opened) enqueue({ end: true, data: [] });
    opened = false;
  }
  function dropOldest(): number {
    const oldest = kept.shift();
    if (oldest === undefined) return 0;
    add(-oldest.bytes);
    // What waits may be of it, and would make its file anew.
    start();
    written = written.then(() => rm(oldest.file, { force: true })).catch(onFault);
    return oldest.bytes;
  }
  async function write(): Promise<void> {
    while (queue.length > 0) {
      const work = queue;
      queue = [];
      try {
        for (const { begin, end, data } of work) {
          if (end === true) {
            await handle?.datasync();
            await handle?.close();
            handle = undefined;
          }
          if (begin !== undefined) {
            // Whole segments outlive a power cut; the one that is written may not.
            await handle?.datasync();
            await handle?.close();
            handle = undefined;
            if (!made) await mkdir(folder, { recursive: true, mode: 0o700 });
            made = true;
            handle = await open(begin, "wx", 0o600);
          }
          for (let at = 0; at < data.length; at += MOST_BUFFERS) await handle?.writev(data.slice(at, at + MOST_BUFFERS));
        }
      } catch (error) {
        onFault(error);
        await handle?.close().catch(() => undefined);
        handle = undefined;
        // What could not be written ends the file; the next key picture begins another.
        cutOff = true;
      }
      waiting -= work.reduce((sum, { data }) => sum + data.reduce((all, { length }) => all + length, 0), 0);
    }
    running = false;
  }
  function enqueue(job: Job): void {
    const last = queue.at(-1);
    if (last === undefined || last.end === true || job.end === true || job.begin !== undefined) queue.push(job);
    else last.data.push(...job.data);
    waiting += job.data.reduce((sum, { length }) => sum + length, 0);
    if (waiting >= TOGETHER.bytes) start();
    // At the same instants for all reels: threads that are awake take the next one's work too.
    else if (!running) cancelSoon ??= clock.after(TOGETHER.ms - (clock.steady() % TOGETHER.ms), start);
  }
  /** Writes what waits, without waiting for it. */
  function start(): void {
    cancelSoon?.();
    cancelSoon = undefined;
    if (running || queue.length === 0) return;
    running = true;
    written = written.then(write).catch(onFault);
  }
  function begin(unit: KeptUnit, format: StreamFormat): void {
    finish();
    if (cutOff) session = Math.max(session + 1, Math.floor(unit.arrived));
    cutOff = false;
    // Two of one millisecond do not meet: the second is one later.
    const from = Math.max(Math.floor(unit.arrived), (kept.at(-1)?.from ?? 0) === Math.floor(unit.arrived) ? Math.floor(unit.arrived) + 1 : 0);
    const file = join(folder, `${String(from).padStart(15, "0")}.seg`);
    const head = writeHead(headOf(format, session));
    const bytes = head.reduce((sum, { length }) => sum + length, 0);
    current = { file, name: nameOf(format), session, begun: clock.steady(), from: unit.arrived, to: unit.arrived, seen: clock.steady(), bytes };
    add(bytes);
    opened = true;
    enqueue({ begin: file, data: head });
  }

  return {
    bytes: () => total,
    segments: () => (current === undefined ? kept : [...kept, current]),
    drop: dropOldest,
    cut: () => void (cutOff = true),
    expire(before) {
      if (current !== undefined && current.seen < before) {
        rest();
        cutOff = true;
      }
      while ((kept[0]?.seen ?? Infinity) < before && dropOldest() > 0);
    },
    put(unit, format) {
      if (closed) return;
      const size = sizeOf(unit) + 512;
      const fits = waiting + size <= WAITING && (current?.bytes ?? 0) + size <= bounds.bytes / 2;
      if (unit.key && (current === undefined || cutOff || !fits || current.name !== nameOf(format) || clock.steady() - current.begun >= SEGMENT.ms || current.bytes >= Math.min(SEGMENT.bytes, bounds.bytes / 4))) {
        finish();
        if (waiting + size > WAITING || size > bounds.bytes / 2) return rest();
        while (total + size > bounds.bytes && dropOldest() > 0);
        if (!admit(size)) return rest();
        begin(unit, format);
      } else if (current === undefined || cutOff || !fits || !admit(size)) {
        // Nothing is left out in the middle of a group: the rest of it goes too.
        return rest();
      }
      if (current === undefined) return;
      enqueue({ data: writeUnit(unit) });
      current.bytes += sizeOf(unit);
      add(sizeOf(unit));
      current.to = unit.arrived;
      current.seen = clock.steady();
      while (total > bounds.bytes && dropOldest() > 0);
      if (unit.key) while (kept.length > 0 && span() > bounds.ms) dropOldest();
    },
    async flush() {
      start();
      await written;
    },
    async close() {
      closed = true;
      finish();
      start();
      await written;
      await handle?.datasync().catch(() => undefined);
      await handle?.close().catch(() => undefined);
      handle = undefined;
    },
  };
}

const nameOf = ({ name, width, height }: StreamFormat): string => `${name} ${width} ${height}`;
