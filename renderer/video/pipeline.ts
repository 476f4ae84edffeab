import type { StreamName } from "#contract/camera";
import type { TileConfig, VideoMessage } from "#contract/video-wire";
import type { Decoding, DecodingFailure, MakeDecoding, Picture } from "./decoding.ts";
import { gave, isDead, QUIET, type Watch } from "./decoder-watch.ts";

/** What is known of a picture beside itself. */
export interface Taken {
  /** When it arrived from the camera, ms of the room's clock. */
  arrived: number;
  /** Newer ones follow at once: it is decoded for their sake. */
  stale: boolean;
}

/** One stream of one camera on its way through one decoder. */
export interface Pipeline {
  /** Its number on the wire. */
  readonly wire: number;
  readonly stream: StreamName;
  take: (message: VideoMessage) => void;
  /** Told how the stream is coded: from the next key unit on it is decoded so. */
  configure: (config: TileConfig) => void;
  /** Units are missing: nothing is decoded before a key one. */
  interrupt: () => void;
  /** Nothing comes for a while: its decoder is given back. */
  rest: () => void;
  /** To be called twice a second: a decoder that does nothing is made again. */
  look: (now: number) => void;
  close: () => void;
  figures: () => PipelineFigures;
}
export interface PipelineFigures {
  config: TileConfig | undefined;
  unplayable: string | undefined;
  /** Units that wait for the decoder. */
  waiting: number;
  /** Units whose pictures may still come. */
  awaited: number;
  /** It still works through what was before it was opened. */
  catchingUp: boolean;
  /** Counted since it was made. */
  bytes: number;
  decoded: number;
  /** Units thrown away: no key before them, or too many waiting. */
  skipped: number;
  /** Decoders that failed or fell silent. */
  restarts: number;
}

/** Pictures up to this size are decoded by software: hardware has few sessions and holds pictures back. */
const SMALL = 640 * 360;
/** So many failures without a picture in between are the hardware's fault, not a torn unit's. */
const BROKEN_BY_HARDWARE = 2;
/** More units than this do not wait: to the next key one. While catching up, a whole long group of pictures may. */
const MOST_WAITING = { live: 30, catchingUp: 300 } as const;
/** Decoders put pictures into order over fewer units than this: one that is so much older than its neighbours comes no more (MJPEG replaces what waits, of two fields one picture is made). */
const REORDERED = 64;
/** And of a decoder that gives none at all so many units are remembered. */
const MOST_AWAITED = 600;

/**
 * @param now ms of a clock that never jumps
 * @param on.picture is handed a picture, in the order they are to be seen, and closes it
 */
export function createPipeline<P extends Picture>(
  { wire, stream, make, now }: { wire: number; stream: StreamName; make: MakeDecoding<P>; now: () => number },
  on: { picture: (picture: P, taken: Taken) => void },
): Pipeline {
  let config: TileConfig | undefined;
  let decoding: Decoding | undefined;
  let needsKey = true;
  let software = false;
  /** Failures since the last picture. */
  let broken = 0;
  let unplayable: string | undefined;
  let watch: Watch = QUIET;
  let catchingUp = true;
  let last = 0;
  let over = false;
  const count = { bytes: 0, decoded: 0, skipped: 0, restarts: 0 };
  /** By timestamp, oldest first; `nth` unit that went in. */
  const known = new Map<number, Taken & { nth: number }>();
  let nth = 0;

  function stop(): void {
    decoding?.close();
    decoding = undefined;
    needsKey = true;
    watch = QUIET;
    known.clear();
  }
  /** @returns what is known of the picture; what went in long before it is forgotten */
  function recall(timestamp: number): Taken | undefined {
    const found = known.get(timestamp);
    if (found === undefined) return undefined;
    known.delete(timestamp);
    for (const [older, unit] of known) {
      if (unit.nth >= found.nth - REORDERED) break;
      known.delete(older);
    }
    return found;
  }
  function remember(timestamp: number, taken: Taken): void {
    known.set(timestamp, { ...taken, nth: (nth += 1) });
    for (const oldest of known.keys()) {
      if (known.size <= MOST_AWAITED) break;
      known.delete(oldest);
    }
  }
  function failed(why: DecodingFailure): void {
    stop();
    count.restarts += 1;
    broken += 1;
    if (why === "broken") {
      if (broken >= BROKEN_BY_HARDWARE) software = true;
      return;
    }
    // Hardware that refuses is no reason to give up: software may know the codec.
    if (software) unplayable = config?.codec ?? "";
    software = true;
  }
  function start(coded: TileConfig): Decoding {
    const mine: Decoding = make({ ...coded, software: software || coded.width * coded.height <= SMALL }, {
      picture(picture) {
        const taken = over || decoding !== mine ? undefined : recall(picture.timestamp);
        if (taken === undefined) return picture.close();
        watch = QUIET;
        broken = 0;
        count.decoded += 1;
        if (!taken.stale) catchingUp = false;
        return on.picture(picture, taken);
      },
      failed: (why) => {
        if (decoding === mine) failed(why);
      },
    });
    return mine;
  }

  return {
    wire,
    stream,
    configure(next) {
      if (config !== undefined && config.codec === next.codec && config.width === next.width && config.height === next.height) return;
      stop();
      config = next;
      unplayable = undefined;
      software = false;
      broken = 0;
    },
    interrupt() {
      needsKey = true;
    },
    rest: stop,
    take({ type, key, broken, stale, arrived, payload }) {
      if (over || type !== "unit") return;
      count.bytes += payload.byteLength;
      if (stale) catchingUp = true;
      if (broken) needsKey = true;
      const full = (decoding?.waiting() ?? 0) >= (catchingUp ? MOST_WAITING.catchingUp : MOST_WAITING.live);
      if (full) needsKey = true;
      if (config === undefined || unplayable !== undefined || full || (needsKey && !key)) {
        count.skipped += 1;
        return;
      }
      needsKey = false;
      decoding ??= start(config);
      last = Math.max(last + 1, Math.round(arrived * 1000));
      remember(last, { arrived, stale });
      watch = gave(watch, now());
      decoding.decode({ key, timestamp: last, bytes: payload });
    },
    look(at) {
      if (!isDead(watch, at)) return;
      stop();
      count.restarts += 1;
      software = true;
    },
    close() {
      over = true;
      stop();
    },
    figures: () => ({ config, unplayable, waiting: decoding?.waiting() ?? 0, awaited: known.size, catchingUp, ...count }),
  };
}
