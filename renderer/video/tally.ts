import type { Figures } from "./messages.ts";
import type { PipelineFigures } from "./pipeline.ts";

/** Figures of a tile are means over so long, ms. */
const SPAN_MS = 2000;
/** A share of each new interval goes into the usual one. */
const SHARE = 0.2;
/** One interval counts for at most so many usual ones (a second always counts), and the first for at most so long, ms: an outage is no rhythm of a camera's. */
const MOST_TIMES = 3;
const COUNTS_MS = 1000;
const MOST_FIRST_MS = 10_000;

/** What a tile has shown, counted. */
export interface Tally {
  /** A picture went to the screen. @param delay since it arrived, ms. @param at ms of a clock that never jumps, as in `figures` */
  shown(delay: number, at: number): void;
  dropped(): void;
  /** Counts of a pipeline that is no more. */
  over(figures: PipelineFigures): void;
  /** Usual time between two pictures shown, ms. */
  interval(): number | undefined;
  /** A pause, or an outage: the next interval is none. */
  pause(): void;
  figures(now: number, current: PipelineFigures | undefined): Omit<Figures, "stream">;
}

export function createTally(): Tally {
  const total = { decoded: 0, shown: 0, dropped: 0, skipped: 0, restarts: 0, bytes: 0 };
  let usual: number | undefined;
  let last: number | undefined;
  let recent: { at: number; delay: number }[] = [];
  /** Bytes so far, at instants of the last seconds. */
  let bytes: { at: number; sum: number }[] = [];
  return {
    shown(delay, at) {
      total.shown += 1;
      if (last !== undefined) usual = usual === undefined ? Math.min(at - last, MOST_FIRST_MS) : usual + SHARE * (Math.min(at - last, Math.max(COUNTS_MS, MOST_TIMES * usual)) - usual);
      last = at;
      recent.push({ at, delay });
      if (recent.length > 200) recent = recent.slice(-100);
    },
    dropped: () => void (total.dropped += 1),
    over({ decoded, skipped, restarts, bytes: sum }) {
      total.decoded += decoded;
      total.skipped += skipped;
      total.restarts += restarts;
      total.bytes += sum;
    },
    interval: () => usual,
    pause() {
      last = undefined;
      recent = [];
      bytes = [];
    },
    figures(now, current) {
      recent = recent.filter(({ at }) => now - at <= SPAN_MS);
      const sum = total.bytes + (current?.bytes ?? 0);
      bytes = [...bytes.filter(({ at }) => now - at <= SPAN_MS), { at: now, sum }].slice(-100);
      const span = now - (bytes[0]?.at ?? now);
      const delays = recent.reduce((all, { delay }) => all + delay, 0);
      return {
        codec: current?.config?.codec, width: current?.config?.width, height: current?.config?.height,
        delay: recent.length === 0 ? undefined : Math.round(delays / recent.length),
        fps: (recent.length * 1000) / SPAN_MS,
        bitrate: span === 0 ? 0 : Math.round(((sum - (bytes[0]?.sum ?? sum)) * 8000) / span),
        decoded: total.decoded + (current?.decoded ?? 0), shown: total.shown, dropped: total.dropped,
        skipped: total.skipped + (current?.skipped ?? 0), restarts: total.restarts + (current?.restarts ?? 0),
      };
    },
  };
}
