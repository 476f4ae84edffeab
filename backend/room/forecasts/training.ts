import type { ForecastPast } from "#contract/forecast";
import type { DatastreamId } from "#contract/ids";
import type { Datastream } from "#contract/things";
import type { Gauging } from "../../core/forecast/arx.ts";
import { PART, type Training } from "../../core/forecast/gauge.ts";
import { gridOf } from "../../core/forecast/grid.ts";
import type { Log, TelemetryStore } from "../../ports.ts";
import type { MadePast, TrainingOrder } from "../../ports-forecast.ts";
import { readPast } from "../past.ts";

/** So far back a gauge's history is learnt from: two wet seasons. */
const REACH_MS = 730 * 86_400_000;
/** What a model looks at: the gauge's newest values, and of each driver these steps back. */
const OWN = 4;
const LAGS = [0, 1, 2, 4, 6, 8, 12];
/** Steps a forecast looks back at most, with room for the look whether the gauge is stuck. */
export const LOOKS_BACK = 24;
/** An event that is held back whole is so long at most, and the shortest history is cut into so many. */
const EVENT_S = 5 * 86_400;
const EVENTS = 25;

/** Everything a model depends on: another one wants to be learnt anew. */
export function purposeOf({ forecast, levels, unit }: Datastream): string {
  return JSON.stringify([1, forecast, levels.map(({ value }) => value), unit]);
}

/** Steps of a gauge that is read less often than it is to be looked at are as long as its period. s */
export const stepOf = ({ forecast, period }: Datastream): number => Math.max(forecast?.step ?? 900, Math.ceil(period / 60) * 60);

/** Rain and flows come as means of a step, levels as last read. */
export const asRead = (driver: Datastream, gauge: Datastream): "last" | "mean" => (driver.unit === gauge.unit ? "last" : "mean");

interface Past {
  telemetry: Pick<TelemetryStore, "history">;
  log: Log;
  wall: number;
  pace: number;
  made: MadePast | undefined;
  datastream: (id: DatastreamId) => Datastream | undefined;
}

/** A gauge's past as a training is given it, and where it comes from. */
export async function trainingOf(gauge: Datastream, past: Past): Promise<{ order: TrainingOrder; past: ForecastPast } | undefined> {
  const { forecast } = gauge;
  if (forecast === undefined) return undefined;
  const step = stepOf(gauge);
  const leads = [...new Set(Array.from({ length: forecast.hours }, (_value, i) => Math.max(1, Math.round(((i + 1) * 3600) / step))))];
  const training = (lags: number): Omit<Training, "part"> => ({
    shape: { own: OWN, lags: Array.from({ length: lags }, () => LAGS) }, leads, step, levels: gauge.levels.map(({ value }) => value).toSorted((a, b) => a - b),
  });
  const made = past.made?.step === step ? past.made.of(gauge.id, forecast.drivers) : undefined;
  if (made !== undefined) return { past: "made-storms", order: { gauging: made.gauging, training: { ...training(forecast.drivers.length), part: Uint8Array.from(made.event, partOf) } } };
  const gauging = await historyOf(gauge, past);
  const length = gauging.level.length;
  const event = Math.max(24, Math.min(Math.round(EVENT_S / step), Math.floor(length / EVENTS)));
  return { past: "telemetry", order: { gauging, training: { ...training(gauging.drivers.length), part: Uint8Array.from({ length }, (_value, t) => partOf(Math.floor(t / event))) } } };
}

/** Of five events three are learnt from, one gives the errors, one judges: each season has its share. */
const partOf = (event: number): number => [PART.learn, PART.learn, PART.band, PART.learn, PART.judge][event % 5]!;

/** Of the store's readings, at equal steps. One series at a time: no more than one is held unthinned. */
async function historyOf(gauge: Datastream, { telemetry, log, wall, pace, datastream }: Past): Promise<Gauging> {
  const step = (stepOf(gauge) * 1000) / pace;
  const own = await readPast(telemetry, log, { series: gauge.series, from: wall - REACH_MS, to: wall });
  const first = own.t[0] ?? wall;
  const n = Math.max(1, Math.min(Math.ceil((wall - first) / step), Math.ceil(REACH_MS / step)));
  const level = gridOf(own, { end: wall, step, n, of: "last" });
  const drivers: Float64Array[] = [];
  for (const id of gauge.forecast?.drivers ?? []) {
    const driver = datastream(id);
    const read = driver && (await readPast(telemetry, log, { series: driver.series, from: first, to: wall }));
    drivers.push(driver === undefined || read === undefined ? new Float64Array(n).fill(Number.NaN) : gridOf(read, { end: wall, step, n, of: asRead(driver, gauge) }));
  }
  return { level, drivers };
}
