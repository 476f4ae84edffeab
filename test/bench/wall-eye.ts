/** An eye on the wall: reads real pixels off the X screen, some hundred times a second, in a process of its own. */
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { getPriority, setPriority } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { quantile } from "./figures.ts";

/** A place that is looked at, X screen pixels. One pixel is told by its colour 0xRRGGBB, a larger one by a hash of its pixels, one with fields by what it reads. */
export interface Spot {
  x: number;
  y: number;
  w: number;
  h: number;
  /** It is a row of so many equal fields, light or dark, the first one light: the others are read as a number, the first of them highest. Without the light one: -1. */
  fields?: number;
}
/** A spot was seen to have another value than before: at `t`, ms of the machine's clock that never jumps. */
export interface Sight {
  t: number;
  spot: number;
  value: number;
}
export interface Eye {
  /** What each spot is now. */
  values(): readonly number[];
  /** Changes since `forget`, oldest first. At most 200,000 are kept, then the oldest go. */
  sights(): readonly Sight[];
  forget(): void;
  /** @returns when the values were first seen to be so, from now on; undefined: not in time */
  until(wanted: (values: readonly number[]) => boolean, patience: number): Promise<number | undefined>;
  /** Spots to look at instead. Resolves with the first look. */
  look(spots: readonly Spot[]): Promise<void>;
  /** Time between two looks so far, ms: what an instant may be late by. */
  period(): { median: number; p99: number };
  close(): void;
}

/** ms of the clock all processes of this machine share and that never jumps. */
export const instant = (): number => Number(process.hrtime.bigint()) / 1e6;

const PAUSE_MS = 2;
const KEPT = 200_000;
const Line = z.object({ look: z.number(), t: z.number(), gap: z.number(), seen: z.array(z.tuple([z.number(), z.number()])) });

/** @param display such as `:96` */
export function openEye(display: string): Eye {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), display], { stdio: ["pipe", "pipe", "inherit"] });
  // Somebody who looks must not be kept waiting by what is looked at.
  try {
    setPriority(child.pid ?? 0, Math.max(-20, getPriority() - 10));
  } catch {
    // Only the system's own user may.
  }
  const now: number[] = [];
  const gaps: number[] = [];
  let sights: Sight[] = [];
  let looks = 0;
  let opened = (): void => undefined;
  const waiting = new Set<{ wanted: (values: readonly number[]) => boolean; done: (t: number) => void }>();
  let spots: readonly Spot[] = [];
  createInterface({ input: child.stdout }).on("line", (text) => {
    const { look, t, gap, seen } = Line.parse(JSON.parse(text));
    if (look !== looks) return;
    if (gap > 0) gaps.push(gap);
    for (const [spot, value] of seen) {
      now[spot] = value;
      sights.push({ t, spot, value });
    }
    if (sights.length > KEPT) sights = sights.slice(-KEPT / 2);
    if (now.length === spots.length) opened();
    for (const each of [...waiting]) if (each.wanted(now)) each.done(t);
  });
  return {
    values: () => now,
    sights: () => sights,
    forget: () => void (sights = []),
    until(wanted, patience) {
      if (wanted(now)) return Promise.resolve(instant());
      return new Promise((settle) => {
        const one = { wanted, done: (t: number | undefined) => {
          clearTimeout(timer);
          waiting.delete(one);
          settle(t);
        } };
        const timer = setTimeout(() => one.done(undefined), patience);
        waiting.add(one);
      });
    },
    look(next) {
      spots = next;
      now.length = 0;
      sights = [];
      looks += 1;
      child.stdin.write(`${JSON.stringify({ look: looks, spots: next })}\n`);
      return new Promise((settle) => (opened = settle));
    },
    period: () => ({ median: quantile(gaps, 0.5), p99: quantile(gaps, 0.99) }),
    close: () => void child.kill(),
  };
}

/** The X protocol, as little of it as reads pixels: set-up without a key, GetImage (73) of the root window. */
function run(display: string): void {
  const socket = connect(`/tmp/.X11-unix/X${display.replace(/^:/, "").replace(/\.\d+$/, "")}`);
  let buffer: Buffer = Buffer.alloc(0);
  let root: number | undefined;
  let spots: Spot[] = [];
  let look = 0;
  let values: (number | undefined)[] = [];
  /** Spots still to be answered, and what has changed so far, of the look under way. */
  let open = 0;
  let seen: [number, number][] = [];
  let asked = 0;
  let before = 0;
  let due = false;

  function ask(): void {
    due = false;
    if (root === undefined || open > 0 || spots.length === 0) return;
    const request = Buffer.alloc(20 * spots.length);
    for (const [i, { x, y, w, h }] of spots.entries()) {
      const at = i * 20;
      request.writeUInt8(73, at);
      request.writeUInt8(2, at + 1);
      request.writeUInt16LE(5, at + 2);
      request.writeUInt32LE(root, at + 4);
      request.writeInt16LE(x, at + 8);
      request.writeInt16LE(y, at + 10);
      request.writeUInt16LE(w, at + 12);
      request.writeUInt16LE(h, at + 14);
      request.writeUInt32LE(0xffffffff, at + 16);
    }
    open = asked = spots.length;
    socket.write(request);
  }
  function next(): void {
    if (due) return;
    due = true;
    setTimeout(ask, PAUSE_MS);
  }
  function answered(value: number | undefined): void {
    const spot = asked - open;
    open -= 1;
    if (value !== undefined && values[spot] !== value) {
      values[spot] = value;
      seen.push([spot, value]);
    }
    if (open > 0) return;
    const t = instant();
    // The first look, changes, and now and then a sign of how often it looks.
    process.stdout.write(`${JSON.stringify({ look, t, gap: before === 0 ? 0 : t - before, seen })}\n`);
    before = t;
    seen = [];
    next();
  }
  socket.on("data", (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    if (root === undefined) {
      if (buffer.length < 8 || buffer.length < 8 + buffer.readUInt16LE(6) * 4) return;
      if (buffer[0] !== 1) throw new Error("the X server wants a key");
      root = buffer.readUInt32LE(40 + Math.ceil(buffer.readUInt16LE(24) / 4) * 4 + buffer.readUInt8(29) * 8);
      buffer = buffer.subarray(8 + buffer.readUInt16LE(6) * 4);
      next();
    }
    while (buffer.length >= 32) {
      const kind = buffer[0];
      const size = kind === 1 ? 32 + buffer.readUInt32LE(4) * 4 : 32;
      if (buffer.length < size) return;
      if (kind === 1) answered(valueOf(buffer.subarray(32, size), spots[asked - open]?.fields));
      // An error: the spot lies outside of the screen just now.
      else if (kind === 0) answered(undefined);
      buffer = buffer.subarray(size);
    }
  });
  socket.on("error", () => process.exit(0));
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  createInterface({ input: process.stdin }).on("line", (text) => {
    const told: { look: number; spots: Spot[] } = JSON.parse(text);
    const idle = (): void => {
      if (open > 0) return void setImmediate(idle);
      ({ look, spots } = told);
      values = [];
      before = 0;
      next();
    };
    idle();
  }).on("close", () => process.exit(0));
}

function valueOf(pixels: Buffer, fields?: number): number {
  if (fields !== undefined) return readFields(pixels, fields);
  if (pixels.length === 4) return pixels.readUInt32LE(0) & 0xffffff;
  let hash = 0x811c9dc5;
  for (let i = 0; i + 3 < pixels.length; i += 4) hash = Math.imul(hash ^ (pixels.readUInt32LE(i) & 0xffffff), 0x01000193) >>> 0;
  return hash;
}

/** Each field is judged by its middle pixel's green. */
function readFields(pixels: Buffer, fields: number): number {
  const wide = pixels.length / 4 / fields;
  const light = Array.from({ length: fields }, (_value, i) => (pixels[Math.floor((i + 0.5) * wide) * 4 + 1] ?? 0) > 127);
  return light[0] === true ? light.slice(1).reduce((sum, on) => sum * 2 + (on ? 1 : 0), 0) : -1;
}

const asked = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url) && asked !== undefined) run(asked);
