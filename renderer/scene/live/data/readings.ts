import type { Instant } from "#contract/ids";
import { LEVELS, type Stations } from "./stations.ts";

/** Newest values as `seen.values()` gives them: columns of equal length; another object when rows were added or moved. */
export interface ValueColumns {
  series: Uint32Array;
  v: Float32Array;
  t: Float64Array;
  q: Uint8Array;
}

/** Where each datastream's newest value stands. */
export interface Readings {
  stations: Stations;
  /** By row of the stations' datastreams: row in the columns, -1: no value came yet. */
  rows: Int32Array;
  columns: ValueColumns;
  plain: Plain;
}

/** Stations that have one datastream and do nothing, in the order of the values: all of them are looked at in one sweep. */
export interface Plain {
  /** By row of the values: the station; n, one that is not there and always silent, where it is not a plain one: no question is cheaper than a short one. */
  station: Int32Array;
  /** By row of the values, four each: from where level I, II, III is reached, ms until stale. */
  limits: Float32Array;
  /** All other stations. */
  others: Uint32Array;
}

/** Properties whose value above zero means that a device works: it runs, is open, is lit. */
export const DEVICE_PROPERTIES: readonly string[] = ["pump-flow", "gate-opening", "light-power"];

/** Costs as much as there are series: only for another `columns` object or other stations. */
export function readingsOf(stations: Stations, columns: ValueColumns): Readings {
  const { series } = stations;
  const bySeries = new Int32Array(stations.stationOf.length).fill(-1);
  for (let row = 0; row < columns.series.length; row++) {
    const one = columns.series[row]!;
    if (one < bySeries.length) bySeries[one] = row;
  }
  const rows = new Int32Array(series.length);
  for (let i = 0; i < series.length; i++) rows[i] = bySeries[series[i]!]!;
  return { stations, rows, columns, plain: plainOf(stations, rows, columns) };
}

function plainOf({ n, first, datastreams, levels, staleMs }: Stations, rows: Int32Array, columns: ValueColumns): Plain {
  const station = new Int32Array(columns.series.length).fill(n);
  const limits = new Float32Array(4 * columns.series.length).fill(-Infinity);
  const others: number[] = [];
  for (let i = 0; i < n; i++) {
    const row = first[i]!;
    const at = first[i + 1]! - row === 1 ? rows[row]! : -1;
    if (at < 0 || DEVICE_PROPERTIES.includes(datastreams[row]!.observedPropertyId)) {
      others.push(i);
      continue;
    }
    station[at] = i;
    limits.set(levels.subarray(row * LEVELS, (row + 1) * LEVELS), 4 * at);
    limits[4 * at + LEVELS] = staleMs[row]!;
  }
  return { station, limits, others: Uint32Array.from(others) };
}

/** A newest value that can be drawn. */
export interface Reading {
  v: number;
  t: Instant;
  stale: boolean;
  bad: boolean;
}

/** @param row of the stations' datastreams, may be -1. @returns undefined when there is no value, or one that is no number */
export function readingAt({ stations, rows, columns }: Readings, row: number, now: Instant): Reading | undefined {
  const at = row < 0 ? -1 : rows[row]!;
  if (at < 0) return undefined;
  const t = columns.t[at]!;
  const v = columns.v[at]!;
  if (t <= 0 || !Number.isFinite(v)) return undefined;
  return { v, t, stale: now - t > stations.staleMs[row]!, bad: columns.q[at] === 2 };
}
