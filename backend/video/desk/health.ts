import { HEALTH_HOURS, type StreamHealth, type StreamState } from "#contract/camera";

const HOUR = 3_600_000;
/** Between two looks more than this is no time of anybody's: the machine slept, or its clock was set, ms. */
const SLEPT = 10_000;

/** How streams did over the last hours; in memory, from the start of the backend on. At most HEALTH_HOURS + 1 buckets a stream. */
export interface Health {
  /** To be called each second with all streams as they are. */
  tick(streams: Iterable<readonly [key: string, state: StreamState]>, steady: number): void;
  of(key: string): StreamHealth;
  forget(key: string): void;
}

interface Hour {
  up: number;
  down: number;
  outages: number;
}
interface Kept {
  was: "up" | "down" | "none";
  /** By the hour of the clock that never jumps. */
  hours: Map<number, Hour>;
}

export function openHealth(): Health {
  const kept = new Map<string, Kept>();
  let before: number | undefined;
  return {
    tick(streams, steady) {
      const passed = before === undefined || steady - before > SLEPT ? 0 : steady - before;
      before = steady;
      const hour = Math.floor(steady / HOUR);
      for (const [key, state] of streams) {
        const is = classOf(state);
        const of = kept.get(key) ?? { was: "none" as const, hours: new Map<number, Hour>() };
        kept.set(key, of);
        if (is !== "none") {
          const now = of.hours.get(hour) ?? { up: 0, down: 0, outages: 0 };
          now[is] += passed;
          if (is === "down" && of.was === "up") now.outages++;
          of.hours.set(hour, now);
        }
        // A connection that is being made is neither: what was before still holds.
        if (state.is !== "connecting") of.was = is;
        for (const old of of.hours.keys()) if (hour - old >= HEALTH_HOURS) of.hours.delete(old);
      }
    },
    of(key) {
      let [up, down, outages] = [0, 0, 0];
      for (const hour of kept.get(key)?.hours.values() ?? []) [up, down, outages] = [up + hour.up, down + hour.down, outages + hour.outages];
      return { watched: Math.round(up + down), outages, ...(up + down > 0 && { up: up / (up + down) }) };
    },
    forget: (key) => void kept.delete(key),
  };
}

/** Whether a picture came. Switched off, or asked for by nobody, is neither; nor is what the gateway's own end took. */
function classOf({ is, reason }: StreamState): Kept["was"] {
  if (is === "live" || is === "late") return "up";
  return is === "frozen" || (is === "lost" && reason !== "off" && reason !== "gateway") ? "down" : "none";
}
