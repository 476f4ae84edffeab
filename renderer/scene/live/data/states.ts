import type { Instant } from "#contract/ids";
import type { Readings } from "./readings.ts";
import { LEVELS } from "./stations.ts";

/** How a station is drawn, one number a station: also the column of its sign. */
export const STATES = ["silent", "normal", "level-1", "level-2", "level-3", "bad", "active"] as const;
export type StationState = (typeof STATES)[number];

export const SILENT = 0;
export const NORMAL = 1;
export const BAD = 5;
export const ACTIVE = 6;
const QUALITY_BAD = 2;

/** Properties whose value above zero means that a device works: it runs, is open, is lit. */
export const DEVICE_PROPERTIES: readonly string[] = ["pump-flow", "gate-opening", "light-power"];

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
    const value = v[at]!;
    if (value !== value) continue; // not a number
    if (q[at] === QUALITY_BAD) {
      if (state === SILENT) state = BAD;
      continue;
    }
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
  /** Stations changed by the last update, ascending only after a look at all. */
  changed: Uint32Array;
}

/** Above this share of all stations, one pass over all is cheaper than one look per series. */
const ALL_ABOVE = 0.5;

export function createStateBook(stations: Readings["stations"]): StateBook {
  const states = new Uint8Array(stations.n);
  const changed = new Uint32Array(stations.n);
  const activity = activityOf(stations);
  return {
    states, changed,
    update(readings, series, now) {
      let n = 0;
      if (series === undefined || series.length > ALL_ABOVE * stations.n) {
        for (let station = 0; station < stations.n; station++) {
          const state = stateOf(readings, activity, station, now);
          if (state === states[station]) continue;
          states[station] = state;
          changed[n++] = station;
        }
        return n;
      }
      const { stationOf } = stations;
      for (const one of series) {
        const station = stationOf[one] ?? -1;
        if (station < 0) continue;
        const state = stateOf(readings, activity, station, now);
        if (state === states[station]) continue;
        states[station] = state;
        changed[n++] = station;
      }
      return n;
    },
  };
}
