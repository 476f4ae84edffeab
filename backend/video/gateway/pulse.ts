import type { StreamState } from "#contract/camera";
import type { Received } from "../rtsp/receive.ts";

/** No new picture for so long is a frozen one, ms; three times the usual distance where that is more (a picture every two seconds is no fault). */
const FROZEN = 1500;
/** So far behind its own best a picture is late, ms; and so far it must come down again. */
const [LATE, IN_TIME] = [1000, 500];
/** A step of the camera's clock beyond this is its being set, ms. */
const JUMP = 10_000;
/** Seconds that rates are told over. */
const SPAN = 3000;

/** How a stream's pictures come. */
export interface Pulse {
  /** @param now of a clock that never jumps, ms: the room's own may be set at any time */
  take(unit: Received, now: number): void;
  /** `live`, `late` or `frozen`, and what is to be told with it; undefined before the first picture. */
  look(now: number): Pick<StreamState, "pictureAt" | "behind" | "clockOff" | "fps" | "bitrate"> & { is: "live" | "late" | "frozen" } | undefined;
  reset(): void;
}

/** @param clockRate of timestamps, a second; 90,000 for all pictures that cameras send */
export function openPulse(clockRate = 90_000): Pulse {
  let recent: { at: number; bytes: number }[] = [];
  /** `made`: when it was, by our clock. */
  let last: { unit: Received; at: number; made: number } | undefined;
  let usual = 0;
  /** Smallest way from the sender's clock to ours so far, ms; drifts up slowly, as clocks do. */
  let best: number | undefined;
  /** The same by the clock that the camera reports: a sender that paused its timestamps is not late by them alone. */
  let told: { way: number; best: number } | undefined;
  let [behind, late] = [0, false];

  function wayTold({ captured }: Received, now: number, gap: number): typeof told {
    if (captured === undefined) return undefined;
    const way = now - captured;
    // Its clock was set: nothing before tells anything of now.
    return told === undefined || Math.abs(way - told.way) > JUMP ? { way, best: way } : { way, best: Math.min(told.best + gap * 0.000_5, way) };
  }

  return {
    reset() {
      [recent, last, usual, best, told, behind, late] = [[], undefined, 0, undefined, undefined, 0, false];
    },
    take(unit, now) {
      const made = now - (unit.age ?? 0);
      if (last !== undefined) {
        const gap = now - last.at;
        usual = usual === 0 ? gap : usual + (gap - usual) / 8;
        const ticks = (unit.timestamp - last.unit.timestamp) | 0;
        // Behind its own best: what came later than the sender's clock went on. A jump of that clock begins anew; back by a little it goes where pictures are reordered.
        const jumped = ticks > clockRate * 10 || ticks < -clockRate;
        behind = jumped ? 0 : behind + made - last.made - (ticks / clockRate) * 1000;
        best = jumped || best === undefined ? behind : Math.min(best + gap * 0.000_5, behind);
        told = wayTold(unit, made, gap);
      }
      last = { unit, at: now, made };
      recent.push({ at: now, bytes: unit.data.length });
      if (recent.length > 400) recent = recent.slice(-200);
    },
    look(now) {
      if (last === undefined) return undefined;
      recent = recent.filter(({ at }) => now - at <= SPAN);
      const lag = Math.min(behind - (best ?? behind), told === undefined ? Infinity : told.way - told.best);
      late = late ? lag > IN_TIME : lag > LATE;
      const frozen = now - last.at > Math.max(FROZEN, usual * 3);
      const [oldest] = recent;
      const span = oldest === undefined ? 0 : Math.max(now - oldest.at, 1);
      const bytes = recent.reduce((sum, one) => sum + one.bytes, 0);
      return {
        is: frozen ? "frozen" : late ? "late" : "live", pictureAt: last.unit.arrived,
        // What a segment is old by is no lateness of its stream, but of its pictures it is.
        ...(!frozen && { behind: Math.max(0, Math.round(late ? lag : lag + (last.unit.age ?? 0))) }),
        ...(last.unit.captured !== undefined && { clockOff: Math.round(last.unit.captured - last.unit.arrived) }),
        ...(span > 500 && { fps: Math.round((recent.length / span) * 10_000) / 10, bitrate: Math.round((bytes * 8000) / span) }),
      };
    },
  };
}
