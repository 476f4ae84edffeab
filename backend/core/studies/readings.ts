import type { ThingId } from "#contract/ids";
import type { StartValue } from "#contract/study-result";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../state.ts";
import { at as valueAt, type Series } from "../simulations/flood/series.ts";
import type { Point } from "./city.ts";

/** One series of measured values about a study's start. */
export interface Reading {
  name: string;
  thingId: ThingId;
  at: Point;
  unit: string;
  /** s after which its newest value says nothing any more. */
  staleAfter: number;
  /** s from the start (negative: before it), ascending; in `unit`. */
  samples: readonly { t: number; v: number; good: boolean }[];
}
/** What a room measured about a start, by what it says of the water. Levels m above the national datum, rain mm/h, discharges m³/s. */
export interface Readings {
  levels: readonly Reading[];
  tides: readonly Reading[];
  rain: readonly Reading[];
  outflows: readonly Reading[];
  devices: readonly Reading[];
}
export type Role = keyof Readings;

/** What observed properties mean to a study, and in which units they may come. */
const MEANS: Readonly<Record<string, { role: Role; unit: string; factors: Readonly<Record<string, number>> }>> = {
  "water-level": { role: "levels", unit: "m", factors: { m: 1, cm: 0.01 } },
  "tide-level": { role: "tides", unit: "m", factors: { m: 1, cm: 0.01 } },
  "rain-rate": { role: "rain", unit: "mm/h", factors: { "mm/h": 1 } },
  outflow: { role: "outflows", unit: "m3/s", factors: { "m3/s": 1 } },
  "pump-flow": { role: "devices", unit: "m3/s", factors: { "m3/s": 1, "m3/h": 1 / 3600, "L/s": 0.001 } },
  "gate-opening": { role: "devices", unit: "%", factors: { "%": 1, m: 1 } },
};
/** Before the start a study looks back so far, s: the water on its way from the dams. */
export const LOOK_BACK = 6 * 3600;

/** The series a study asks for; `factor`: from the datastream's unit to the study's. */
export function seriesFor(state: Pick<RoomState, "things" | "datastreams">): { role: Role; datastream: Datastream; factor: number; reading: Omit<Reading, "samples"> }[] {
  return [...state.datastreams.values()].flatMap((datastream) => {
    const means = MEANS[datastream.observedPropertyId];
    const thing = state.things.get(datastream.thingId);
    const factor = means?.factors[datastream.unit];
    if (means === undefined || thing === undefined || factor === undefined) return [];
    const [lon, lat] = thing.position;
    return [{ role: means.role, datastream, factor, reading: { name: thing.name, thingId: thing.id, at: [lon, lat] as const, unit: datastream.unit === "m" ? "m" : means.unit, staleAfter: datastream.staleAfter } }];
  });
}

/** The newest value at the start, and whether it may be used. @returns undefined: nothing was ever heard */
export function startValue({ name, thingId, at, unit, staleAfter, samples }: Reading): StartValue | undefined {
  const last = samples.findLast(({ t }) => t <= 0);
  if (last === undefined) return undefined;
  const why = !last.good ? "doubtful" : -last.t > staleAfter ? "old" : undefined;
  return { name, thingId, at: [...at], unit, value: last.v, age: -last.t, used: why === undefined, ...(why !== undefined && { why }) };
}

/** Good values from so long before the start to its end, as a series that is held beyond its ends. @param recorded also what came after the start @returns undefined: none */
export function seriesOfReading(reading: Reading, recorded: boolean): Series | undefined {
  const start = startValue(reading);
  if (start?.used !== true) return undefined;
  const points = reading.samples.filter(({ t, good }) => good && t >= -LOOK_BACK && (recorded || t <= 0)).map(({ t, v }): [number, number] => [t, v]);
  const ascending = points.filter(([t], i) => i === 0 || t > points[i - 1]![0]);
  return ascending.length === 0 ? undefined : ascending;
}

/** @returns the value of a series at a time: straight between points, held beyond */
export const seriesAt = (series: Series, t: number): number => valueAt(series, t);
