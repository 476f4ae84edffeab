import type { Instant } from "#contract/ids";
import type { Stations } from "./stations.ts";

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
  /** By row of the stations' datastreams, 1: above zero means that a device works. */
  activity: Uint8Array;
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
  return { stations, rows, columns, activity: Uint8Array.from(stations.datastreams, ({ observedPropertyId }) => (DEVICE_PROPERTIES.includes(observedPropertyId) ? 1 : 0)) };
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
