import type { CameraId, StreamName, StreamState } from "#contract/camera";
import type { Clock } from "../../ports.ts";
import { waitAfter } from "../gateway/backoff.ts";
import type { Hub } from "../gateway/hub.ts";
import type { SentFormat, SentUnit, Viewer } from "../gateway/source.ts";
import { openAwaited } from "./awaited.ts";
import { openDecodeChild, type DecodeChild, type Decoded } from "./child.ts";

/** Streams that are decoded here at one time; one more waits until a place is free. */
export const MOST_DECODERS = 4;
/** Pictures are made no larger: raw ones are sixty times what was coded. */
const LARGEST = { width: 960, height: 540 };
/** Units went in and no picture came for so long, ms: the child is ended and begun anew. */
const SILENT = 5000;
/** A child that lived so long had no trouble of its own, ms. */
const WELL = 30_000;
const LOOK = 1000;

/** Streams that a window cannot decode, decoded on this machine: one child process each, however many windows look. */
export interface Decoders {
  /** The program that decodes; undefined: there is none here. */
  use(program: string | undefined): void;
  /** As `Hub.watch`, with pictures in place of units (codec `i420`, each a key). @returns the way to stop */
  watch(id: CameraId, stream: StreamName, viewer: Viewer): () => void;
  /** The newest picture, if there is one. */
  newest(id: CameraId, stream: StreamName): readonly SentUnit[];
  /** Children that live. */
  pids(): number[];
  close(): void;
}

interface Line {
  viewers: Set<Viewer>;
  close(): void;
  settle(): void;
  tell(viewer: Viewer): void;
  newest: SentUnit | undefined;
  child: DecodeChild | undefined;
}

export function openDecoders({ hub, clock, chance }: { hub: Pick<Hub, "watch" | "source">; clock: Clock; chance: () => number }): Decoders {
  const lines = new Map<string, Line>();
  let program: string | undefined;
  const busy = (): number => [...lines.values()].filter(({ child }) => child !== undefined).length;
  const settleAll = (): void => lines.forEach((line) => line.settle());

  function openLine(id: CameraId, stream: StreamName): Line {
    let [coded, out]: [SentFormat | undefined, Decoded | undefined] = [undefined, undefined];
    let [state, trouble]: [StreamState | undefined, StreamState | undefined] = [undefined, undefined];
    let awaited = openAwaited<SentUnit>();
    let [needsKey, failures, seq, begun, heard, waits, over] = [true, 0, 0, 0, 0, false, false];
    let [cancelAgain, cancelLook] = [(): void => undefined, (): void => undefined];

    function become(next: StreamState | undefined): void {
      if (next?.reason === trouble?.reason) return;
      trouble = next;
      const told = trouble ?? state;
      if (told !== undefined) for (const viewer of line.viewers) viewer.state(told);
    }
    const lost = (reason: NonNullable<StreamState["reason"]>): StreamState => ({ is: "lost", reason, since: clock.wall() });
    function stop(): void {
      cancelLook();
      line.child?.close();
      line.child = undefined;
      needsKey = true;
    }
    function give(unit: SentUnit): void {
      if (line.child === undefined || (unit.broken && !unit.key)) needsKey = true;
      if (line.child === undefined || (needsKey && !unit.key)) return;
      needsKey = !line.child.give(unit.data);
      if (needsKey) return;
      if (awaited.waiting() === 0) heard = clock.steady();
      awaited.put(unit);
    }
    function shown(data: Buffer): void {
      const unit = awaited.take();
      heard = clock.steady();
      if (unit === undefined) return;
      line.newest = { codec: "i420", key: true, broken: false, data, timestamp: unit.timestamp, arrived: unit.arrived, captured: unit.captured, seq: seq++ >>> 0 };
      become(undefined);
      for (const viewer of line.viewers) viewer.unit(line.newest);
    }
    function died(): void {
      stop();
      failures = clock.steady() - begun > WELL ? 1 : failures + 1;
      become(lost("decoder"));
      waits = true;
      cancelAgain = clock.after(waitAfter("closed", failures, chance()), () => {
        waits = false;
        line.settle();
      });
      settleAll();
    }
    function look(): void {
      cancelLook = clock.after(LOOK, look);
      if (awaited.waiting() > 0 && clock.steady() - heard > SILENT) died();
    }
    const line: Line = {
      viewers: new Set(), newest: undefined, child: undefined,
      tell(viewer) {
        const told = trouble ?? state;
        if (told !== undefined) viewer.state(told);
        if (out !== undefined) viewer.format(formatOf(out));
      },
      settle() {
        if (over || waits || line.child !== undefined || coded === undefined || out === undefined) return;
        if (program === undefined) return become(lost("no-decoder"));
        if (busy() >= MOST_DECODERS) return become(lost("decoders-busy"));
        [begun, heard, awaited] = [clock.steady(), clock.steady(), openAwaited()];
        line.child = openDecodeChild({ program, out, onPicture: shown, onEnd: died });
        look();
        // A picture at once, not with the next key one.
        for (const unit of hub.source(id, stream)?.ring.fromKey() ?? []) give(unit);
      },
      close() {
        over = true;
        cancelAgain();
        stop();
        unwatch();
        settleAll();
      },
    };
    const unwatch = hub.watch(id, stream, {
      state(next) {
        state = next;
        if (trouble === undefined) for (const viewer of line.viewers) viewer.state(next);
      },
      format(next) {
        stop();
        line.newest = undefined;
        coded = next;
        out = next.codec === "h264" || next.codec === "h265" ? fitted(next.codec, next) : undefined;
        if (out === undefined) return become(lost("unsupported"));
        for (const viewer of line.viewers) viewer.format(formatOf(out));
        return line.settle();
      },
      unit: give,
    });
    return line;
  }

  return {
    use(next) {
      if (next === program) return;
      program = next;
      settleAll();
    },
    watch(id, stream, viewer) {
      const key = `${id} ${stream}`;
      const line = lines.get(key) ?? openLine(id, stream);
      lines.set(key, line);
      line.viewers.add(viewer);
      line.tell(viewer);
      return () => {
        if (!line.viewers.delete(viewer) || line.viewers.size > 0) return;
        lines.delete(key);
        line.close();
      };
    },
    newest: (id, stream) => [lines.get(`${id} ${stream}`)?.newest].filter((unit) => unit !== undefined),
    pids: () => [...lines.values()].flatMap(({ child }) => (child?.pid === undefined ? [] : [child.pid])),
    close() {
      for (const line of lines.values()) line.close();
      lines.clear();
    },
  };
}

const formatOf = ({ width, height }: Decoded): SentFormat => ({ codec: "i420", name: "i420", width, height });

/** Even numbers, for a pixel of colour covers two by two. */
export function fitted(codec: Decoded["codec"], { width, height }: { width: number; height: number }): Decoded {
  const by = Math.min(1, LARGEST.width / width, LARGEST.height / height);
  const even = (length: number): number => Math.max(2, Math.round((length * by) / 2) * 2);
  return { codec, width: even(width), height: even(height) };
}
