import type { Lane } from "./network.ts";
import type { Roads } from "./roads.ts";

/** Columns of a fleet; index is the vehicle. */
export interface Fleet {
  readonly n: number;
  lon: Float64Array;
  lat: Float64Array;
  /** km/h */
  speed: Float32Array;
  /** Degrees clockwise from north. */
  course: Float32Array;
  /** Drives on by `seconds`. */
  drive(seconds: number): void;
}

/** A step of the fleet's private chance: mulberry32. @returns the next state and a number in [0, 1) */
function draw(state: number): [state: number, value: number] {
  const next = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [next, ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296];
}

/** Index of the first number above `x`, the last where none is. A city has 100,000 lanes: they are not looked through for each car. */
function firstAbove(ascending: readonly number[], x: number): number {
  let [from, to] = [0, ascending.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) > x) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * Vehicles that wander over a network: each keeps to its lane, goes as fast as the road lets it (times a temper of its own,
 * 0.8–1.1), and chooses at each end, closed lanes last. Same network, number and roads, same way.
 *
 * @param lanes not empty
 */
export function openFleet(lanes: readonly Lane[], n: number, roads: Pick<Roads, "speed" | "closed">): Fleet {
  const lane = new Int32Array(n);
  const along = new Float64Array(n);
  const temper = new Float32Array(n);
  const chance = new Int32Array(n);
  const fleet = { n, lon: new Float64Array(n), lat: new Float64Array(n), speed: new Float32Array(n), course: new Float32Array(n) };
  const random = (i: number): number => {
    const [state, value] = draw(chance[i] ?? 0);
    chance[i] = state;
    return value;
  };
  // Long streets hold more cars than short ones.
  const ends: number[] = [];
  for (const each of lanes) ends.push((ends.at(-1) ?? 0) + (each.along.at(-1) ?? 0));
  for (let i = 0; i < n; i++) {
    chance[i] = Math.imul(i + 1, 0x9e3779b1);
    const spot = random(i) * (ends.at(-1) ?? 0);
    const at = firstAbove(ends, spot);
    lane[i] = at;
    along[i] = spot - (ends[at - 1] ?? 0);
    temper[i] = 0.8 + 0.3 * random(i);
    place(i);
  }

  function turn(i: number, from: Lane): number {
    const open = from.next.filter((next) => !roads.closed(next));
    const choice = open.length > 0 ? open : from.next;
    // A one-way street that leads nowhere: on again from anywhere, as if it had left the map.
    return choice[Math.floor(random(i) * choice.length)] ?? Math.floor(random(i) * lanes.length);
  }

  function place(i: number): void {
    const on = lanes[lane[i] ?? 0];
    if (on === undefined) return;
    const s = along[i] ?? 0;
    let k = 1;
    while (k < on.along.length - 1 && (on.along[k] ?? 0) < s) k++;
    const [a, b] = [on.line[k - 1] ?? [0, 0], on.line[k] ?? [0, 0]];
    const [from, to] = [on.along[k - 1] ?? 0, on.along[k] ?? 1];
    const part = to > from ? Math.min(1, (s - from) / (to - from)) : 0;
    fleet.lon[i] = a[0] + (b[0] - a[0]) * part;
    fleet.lat[i] = a[1] + (b[1] - a[1]) * part;
    const heading = (Math.atan2((b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180), b[1] - a[1]) * 180) / Math.PI;
    fleet.course[i] = (heading + 360) % 360;
  }

  return {
    ...fleet,
    drive(seconds) {
      for (let i = 0; i < n; i++) {
        let left = seconds;
        // Short lanes are crossed several in one step; a bound keeps a ring of tiny ones from holding the thread.
        for (let turns = 0; turns < 20 && left > 0; turns++) {
          const at = lane[i] ?? 0;
          const on = lanes[at];
          if (on === undefined) break;
          const kmh = roads.speed(at, on.kmh) * (temper[i] ?? 1);
          fleet.speed[i] = kmh;
          const end = on.along.at(-1) ?? 0;
          const reach = (along[i] ?? 0) + (kmh / 3.6) * left;
          if (reach < end) {
            along[i] = reach;
            break;
          }
          left = ((reach - end) * 3.6) / kmh;
          lane[i] = turn(i, on);
          along[i] = 0;
        }
        place(i);
      }
    },
  };
}
