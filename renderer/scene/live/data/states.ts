import type { Instant } from "#contract/ids";
import { DEVICE_PROPERTIES, type Readings } from "./readings.ts";
import { LEVELS } from "./stations.ts";

/** How a station is drawn, one number a station: also the column of its sign. */
export const STATES = ["silent", "normal", "level-1", "level-2", "level-3", "bad", "active"] as const;
export type StationState = (typeof STATES)[number];

export const SILENT = 0;
export const NORMAL = 1;
export const BAD = 5;
export const ACTIVE = 6;
const QUALITY_BAD = 2;

/** Per row of the stations' datastreams, 1 where above zero means active. */
export function activityOf({ datastreams }: Readings["stations"]): Uint8Array {
  return Uint8Array.from(datastreams, ({ observedPropertyId }) => (DEVICE_PROPERTIES.includes(observedPropertyId) ? 1 : 0));
}

/**
 * A station's state: silent when no datastream has a value that is not stale, bad when all fresh ones are, else its highest
 * level reached, else active. A value that is no number is no value.
 */
export function stateOf(readings: Readings, activity: Uint8Array, station: number, now: Instant): number {
  const { stations: { first, staleMs, levels }, rows, columns: { v, t, q } } = readings;
  const end = first[station + 1]!;
  let state = first[station] === end ? NORMAL : SILENT; // a camera measures nothing: it cannot fall silent
  for (let row = first[station]!; row < end; row++) {
    const at = rows[row]!;
    if (at < 0 || !(now - t[at]! <= staleMs[row]!)) continue;
    if (q[at] === QUALITY_BAD) {
      if (state === SILENT) state = BAD;
      continue;
    }
    const value = v[at]!;
    if (value !== value) continue; // not a number
    const l = row * LEVELS;
    const reached = value >= levels[l]! ? (value >= levels[l + 1]! ? (value >= levels[l + 2]! ? 3 : 2) : 1) : 0;
    if (reached > 0) {
      if (state < NORMAL + reached || state > NORMAL + LEVELS) state = NORMAL + reached;
    } else if (activity[row] === 1 && value > 0) {
      if (state <= NORMAL || state === BAD) state = ACTIVE;
    } else if (state === SILENT || state === BAD) state = NORMAL;
  }
  return state;
}

/** States of all stations, and which of them the last update changed. */
export interface StateBook {
  states: Uint8Array;
  /** Looks at these series; undefined: at all. @returns the stations that changed: how many, first of `changed` */
  update(readings: Readings, series: readonly number[] | undefined, now: Instant): number;
  /** Stations changed by the last update, in no order. */
  changed: Uint32Array;
}

/** Above this share of all stations, one pass over all is cheaper than one look per series. */
const ALL_ABOVE = 0.2;

export function createStateBook(stations: Readings["stations"]): StateBook {
  const states = new Uint8Array(stations.n + 1); // the last: see Plain
  const changed = new Uint32Array(stations.n + 1);
  const activity = activityOf(stations);

  /** @returns how many have changed, these included */
  function look(readings: Readings, station: number, now: Instant, n: number): number {
    const state = stateOf(readings, activity, station, now);
    if (state === states[station]) return n;
    states[station] = state;
    changed[n] = station;
    return n + 1;
  }
  return {
    states, changed,
    update(readings, series, now) {
      let n = 0;
      if (series === undefined || series.length > ALL_ABOVE * stations.n) {
        n = sweep(readings, states, changed, now);
        for (const station of readings.plain.others) n = look(readings, station, now, n);
        return n;
      }
      const { stationOf } = stations;
      for (const one of series) {
        const station = stationOf[one] ?? -1;
        if (station >= 0) n = look(readings, station, now, n);
      }
      return n;
    },
  };
}

/**
 * All plain stations in the order of their values. Written for the processor: values of a city go up and down as they like, so
 * levels are added up and not branched on, and each look writes without asking. A hundred thousand in a fraction of a millisecond.
 */
function sweep({ plain: { station, limits }, columns: { v, t, q } }: Readings, states: Uint8Array, changed: Uint32Array, now: Instant): number {
  let n = 0;
  const rows = Math.min(station.length, v.length);
  for (let row = 0; row < rows; row++) {
    const at = station[row]!;
    const value = v[row]!;
    const limit = row << 2;
    // What is no number is not even above minus infinity.
    let state = (+(value >= -Infinity) + +(value >= limits[limit]!) + +(value >= limits[limit + 1]!) + +(value >= limits[limit + 2]!)) | 0;
    if (q[row] === QUALITY_BAD) state = BAD;
    if (now - t[row]! > limits[limit + 3]!) state = SILENT;
    changed[n] = at;
    n += +(state !== states[at]!);
    states[at] = state;
  }
  return n;
}
