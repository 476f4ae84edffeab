import type { LiveForecast } from "../forecast/live.ts";

/** QUALITIES index of "bad". */
export const BAD = 2;

/** In place of a truth: the instance watches for silence and awaits none now, so any observation may set it waiting again. */
export const IDLE = 3;

/** What the rules remember of each series: its latest observation, as columns indexed by series. */
export interface Memory {
  /** Result in the datastream's unit. */
  v: Float64Array;
  /** phenomenonTime, ms UTC; 0: no observation yet. */
  t: Float64Array;
  /** Index into QUALITIES. */
  q: Uint8Array;
  /** Steady instant of the last receipt, ms; -Infinity: none. */
  seen: Float64Array;
  /** By series: what it is forecast to read. Never a value: only conditions that ask for a forecast see it. */
  forecasts: Map<number, LiveForecast>;
  /** By slot of an instance: the truth last acted upon; IDLE asks to be turned whatever it is. */
  truths: Uint8Array;
  /** Series known: columns are at least this long. */
  size: number;
  /** The steady present, ms. */
  steady: number;
  /** Steady instant at which listening began, ms: silence before it says nothing. Infinity: not yet. */
  since: number;
}

/** An empty memory; it grows with `widen`. */
export function openMemory(): Memory {
  return { v: new Float64Array(0), t: new Float64Array(0), q: new Uint8Array(0), seen: new Float64Array(0), forecasts: new Map(), truths: new Uint8Array(64).fill(2), size: 0, steady: 0, since: Infinity };
}

/** Makes room for series below `size`. Grows by doubling; bounded by the catalogue, which numbers its series densely. */
export function widen(memory: Memory, size: number): void {
  if (size <= memory.size) return;
  memory.size = size;
  if (size <= memory.v.length) return;
  const length = Math.max(64, size, memory.v.length * 2);
  const grown = <T extends Float64Array | Uint8Array>(into: T, from: T): T => {
    into.set(from);
    return into;
  };
  memory.v = grown(new Float64Array(length), memory.v);
  memory.t = grown(new Float64Array(length), memory.t);
  memory.q = grown(new Uint8Array(length), memory.q);
  memory.seen = grown(new Float64Array(length).fill(-Infinity), memory.seen);
}

/** The latest observation says something: there is one, it is not bad, and it came no longer than `stale` ms ago. */
export function speaks(memory: Memory, series: number, stale: number): boolean {
  // Where there is none, `seen` is -Infinity.
  return memory.q[series] !== BAD && memory.steady - memory.seen[series]! <= stale;
}
