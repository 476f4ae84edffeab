import type { ForecastPast } from "#contract/forecast";
import type { DatastreamId, Instant } from "#contract/ids";
import type { Result } from "#contract/result";
import type { Gauging } from "./core/forecast/arx.ts";
import type { GaugeFault, GaugeModel, Training } from "./core/forecast/gauge.ts";
import type { KeptForecast } from "./core/forecast/kept.ts";

/** What a gauge's past taught, and when. */
export interface TrainedGauge {
  at: Instant;
  past: ForecastPast;
  /** Seconds it took. */
  seconds: number;
  /** What it was made for, in words: another setup, other levels or other code want another model. */
  of: string;
  model: GaugeModel;
}

/** Models and forecasts made, over a restart. No part of the journal: what is lost is learnt anew. */
export interface ForecastBook {
  trained(id: DatastreamId): TrainedGauge | undefined;
  keepTrained(id: DatastreamId, trained: TrainedGauge): void;
  /** Ascending in `madeAt`. */
  kept(id: DatastreamId): KeptForecast[];
  /** In one transaction; the oldest beyond the bound of a gauge go. */
  keep(rows: readonly { id: DatastreamId; forecast: KeptForecast }[]): void;
  forget(id: DatastreamId, from: Instant): void;
  close(): void;
}

export interface TrainingOrder {
  gauging: Gauging;
  training: Training;
}
/** A training in a thread of its own. */
export interface ApartTraining {
  ended: Promise<Result<GaugeModel, GaugeFault | { code: "failed"; detail: string }>>;
  /** Ends the thread at once. */
  kill(): void;
}
export type Train = (order: TrainingOrder) => ApartTraining;

/** Storms made for the demonstration. @returns undefined where they do not hold all that is asked */
export interface MadePast {
  /** s */
  step: number;
  /** Storm by storm; NaN between them. `event`: of each step the number of its storm. */
  of(gauge: DatastreamId, drivers: readonly DatastreamId[]): { gauging: Gauging; event: Int32Array } | undefined;
}

/** What forecasts ask of the rest of the backend. */
export interface ForecastParts {
  train: Train;
  book: ForecastBook | undefined;
  made: MadePast | undefined;
  /** Seconds of the river that pass in one of the room's. */
  pace: number;
}
