import type { Clock } from "../../ports.ts";
import { openAssembler, type Assembler, type NalRules } from "../media/assembler.ts";
import { H264_RULES } from "../media/h264.ts";
import { H265_RULES } from "../media/h265.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import type { Piece, Pieces } from "./pieces.ts";

/** Ticks a second and a millisecond; times are told in 33 bits. */
const [TICKS, MS, WRAP] = [90_000, 90, 2 ** 33];
/** A step of times beyond these, on or back, is another clock of the sender: it goes on as much later as the segment came. */
const [JUMP, BACK] = [TICKS * 10, TICKS / 2];
/** Between two pictures where nothing says it. */
const USUAL = TICKS / 25;
/** More than so many segments that wait are a delay that grows: the newest alone is played on. */
const MOST_WAITING = 2.5;
/** The same in bytes, whatever its times say: two and a half of the largest; and what a piece takes beside its own. */
const [MOST_BYTES, HEAD] = [40_000_000, 200];
/** ms. */
const LATE = 250;
/** Clocks run apart: what was learnt of the sender's is believed a little less with each segment, ms. */
const DRIFT = 5;

/** A segment as it is handed over. */
export interface Delivered extends Pieces {
  /** When it was there to be had, at the latest: ms of the steady clock. */
  seenAt: number;
  /** ms. */
  length: number;
  /** Its first picture's instant by the sender's clock, where it tells. */
  date: number | undefined;
  discontinuity: boolean;
}
interface Waiting {
  piece: Piece;
  rules: NalRules;
  assembler: Assembler;
  /** On a line without jumps, ticks. */
  dts: number;
  captured: number | undefined;
  /** Begins a segment. */
  first: boolean;
  /** Bytes of memory. */
  weight: number;
}

/** Lets segments play at the pace of their own times, each picture with the instant it was made at the latest. */
export interface Player {
  add(segment: Delivered): void;
  /** Something is missing before what comes next. */
  miss(): void;
  /** ms that wait to be shown. */
  waiting(): number;
  close(): void;
}

export function openPlayer({ clock, onUnit, target }: Pick<SessionOptions, "onUnit"> & { clock: Clock; target: () => number }): Player {
  let queue: Waiting[] = [];
  let [line, last]: [number | undefined, number] = [undefined, 0];
  /** Steady instants: of the line's zero on our screen, and at its making at the latest. */
  let [base, made]: [number | undefined, number] = [undefined, Infinity];
  let current: { codec: Pieces["codec"]; sets: readonly Buffer[]; assembler: Assembler } | undefined;
  let [missed, count, lastArrived, over] = [false, 0, 0, false];
  let cancel = (): void => undefined;

  /** @param anew where the line goes on if this is of another clock */
  function placed(dts: number, discontinuity: boolean, anew: number): number {
    const now = Math.round(dts) % WRAP;
    const step = (((now - last) % WRAP) + WRAP + WRAP / 2) % WRAP - WRAP / 2;
    const other = discontinuity || step > JUMP || step < -BACK;
    line = line === undefined ? 0 : other ? Math.max(line + USUAL, anew) : line + step;
    last = now;
    return line;
  }
  function assemblerFor({ codec, sets, discontinuity }: Delivered): Assembler {
    const same = current !== undefined && !discontinuity && current.codec === codec && current.sets.length === sets.length && current.sets.every((set, i) => sets[i]?.equals(set) === true);
    if (current === undefined || !same) current = { codec, sets, assembler: openAssembler(codec === "h264" ? H264_RULES : H265_RULES, sets) };
    return current.assembler;
  }
  const waiting = (): number => (queue.length === 0 ? 0 : (Math.max(0, (queue.at(-1)?.dts ?? 0) - (queue[0]?.dts ?? 0)) + USUAL) / MS);

  function give({ piece, rules, assembler, dts, captured }: Waiting): void {
    const now = clock.steady();
    assembler.begin(++count);
    if (missed) assembler.miss();
    missed = false;
    for (const nal of piece.nals) if (rules.kindOf(nal) !== (rules.codec === "h264" ? 9 : 35)) assembler.add(nal);
    const age = Math.max(0, now - (dts / MS + made));
    // A better estimate may make it younger; older than the one before it is none.
    const arrived = Math.max(Math.min(lastArrived, clock.wall()), clock.wall() - age);
    for (const unit of assembler.marked()) {
      lastArrived = arrived;
      onUnit({ ...unit, timestamp: Math.round(dts + piece.pts - piece.dts) >>> 0, arrived, age: Math.max(0, clock.wall() - arrived), captured: captured === undefined ? undefined : Math.round(captured) }, assembler.format());
    }
  }
  function beat(): void {
    cancel();
    while (!over) {
      const [next] = queue;
      if (next === undefined) return;
      base ??= clock.steady() - next.dts / MS;
      const due = base + next.dts / MS;
      if (due > clock.steady()) {
        cancel = clock.after(Math.max(1, due - clock.steady()), beat);
        return;
      }
      // A segment that came late is shown from its first picture on; what waits behind it waits as much longer. A little is made up for.
      if (next.first && clock.steady() - due > LATE) base = clock.steady() - next.dts / MS;
      queue.shift();
      give(next);
    }
  }
  return {
    waiting,
    miss: () => void (missed = true),
    add(segment) {
      const assembler = assemblerFor(segment);
      const rules = segment.codec === "h264" ? H264_RULES : H265_RULES;
      // What was learnt of the sender's clock holds on: an encoder that stood still for a minute left a minute out.
      const anew = (segment.seenAt - segment.length - made) * MS;
      const added = segment.pieces.map((piece, i): Waiting => {
        const dts = placed(piece.dts, i === 0 && segment.discontinuity, i === 0 ? anew : 0);
        return { piece, rules, assembler, dts, captured: undefined, first: i === 0, weight: segment.bytes / segment.pieces.length + (1 + piece.nals.length) * HEAD };
      });
      const begin = added[0]?.dts ?? 0;
      for (const one of added) if (segment.date !== undefined) one.captured = segment.date + (one.dts - begin) / MS;
      made = Math.min(made + DRIFT, segment.seenAt - begin / MS - segment.length);
      queue.push(...added);
      if (waiting() > MOST_WAITING * Math.max(1000, target()) || queue.reduce((sum, { weight }) => sum + weight, 0) > MOST_BYTES) {
        queue = added;
        [missed, base] = [true, undefined];
      }
      beat();
    },
    close() {
      over = true;
      cancel();
      queue = [];
    },
  };
}
