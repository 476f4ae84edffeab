import { fieldValues, rangeOf, type Field, type FieldPoint } from "./data/field.ts";
import { readingAt } from "./data/readings.ts";
import { rowOfProperty } from "./data/stations.ts";
import type { LiveContext } from "./live-context.ts";
import { runSliced } from "./sliced.ts";

/** Cells along the longer side. */
const SIDE = 96;
/** Around the outermost stations, as a part of how far they are apart: the field fades there. */
const MARGIN = 0.3;
/** Degrees: stations all in one place have a field around it. */
const LEAST_SPAN = 0.02;
/** A field of fewer stations says nothing between them. */
const LEAST = 3;

/** The field of the chosen property, worked out when asked for. */
export interface FieldBook {
  now(): Field | undefined;
  /** Works it out again, in pieces; what was being worked out is dropped. */
  refresh(): void;
  stop(): void;
}

/** @param changed called when another field is there, or none any longer */
export function createFieldBook(context: LiveContext, changed: () => void): FieldBook {
  let field: Field | undefined;
  let callOff = (): void => undefined;

  function set(next: Field | undefined): void {
    if (next === field) return;
    field = next;
    changed();
  }
  return {
    now: () => field,
    refresh() {
      callOff();
      const points = measured(context);
      if (points.length < LEAST) return set(undefined);
      const lons = points.map(({ x }) => x);
      const lats = points.map(({ y }) => y);
      const [left, right] = [least(lons), -least(lons.map((lon) => -lon))];
      const [below, above] = [least(lats), -least(lats.map((lat) => -lat))];
      const margin = MARGIN * Math.max(right - left, above - below, LEAST_SPAN);
      const bounds: Field["bounds"] = [left - margin, below - margin, right + margin, above + margin];
      const [west, south, east, north] = bounds;
      const size = Math.max(east - west, north - south) / SIDE;
      const width = Math.max(2, Math.round((east - west) / size));
      const height = Math.max(2, Math.round((north - south) / size));
      const inCells = points.map(({ x, y, v }) => ({ x: ((x - west) / (east - west)) * width, y: ((north - y) / (north - south)) * height, v }));
      callOff = runSliced(fieldValues(inCells, width, height), ({ values, trust }) => {
        const range = rangeOf(values);
        set(range === undefined ? undefined : { width, height, bounds, values, trust, low: range[0], high: range[1] });
      });
    },
    stop: () => callOff(),
  };
}

/** Stations of the property with a good value, at most as many as the grid can tell apart; x and y in degrees. */
function measured(context: LiveContext): FieldPoint[] {
  const property = context.field();
  if (property === undefined) return [];
  const stations = context.stations();
  const points: FieldPoint[] = [];
  for (let station = 0; station < stations.n && points.length < 20_000; station++) {
    if (!context.isKept(station)) continue;
    const reading = readingAt(context.readings(), rowOfProperty(stations, station, [property]), context.now());
    if (reading !== undefined && !reading.stale && !reading.bad) points.push({ x: stations.lon[station]!, y: stations.lat[station]!, v: reading.v });
  }
  return points;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}
