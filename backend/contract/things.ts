import { z } from "zod";
import { Field } from "./field.ts";
import { ForecastSetup } from "./forecast.ts";
import { AreaId, DatastreamId, ObservedPropertyId, Position, SensorId, SourceId, ThingId } from "./ids.ts";
import { AgencyId } from "./incident.ts";

/** OGC SensorThings 1.1 §8.2.1 Thing, with its one current Location (§8.2.2) folded in. */
export const Thing = z.object({
  id: ThingId,
  name: z.string().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  description: z.string().max(1000).default(""),
  /** Where it measures, as people say it after "tại": "Đập Đá" for the sensor "Ngập Đập Đá"; absent: its name does. */
  place: z.string().min(1).max(120).optional(),
  position: Position,
  area: AreaId,
  /** Word for the kind of station, drawn as the map's symbol: "river-gauge", "rain-gauge", "pump", … */
  kind: z.string().min(1).max(40),
  /** Who answers for it; absent: not stated. */
  agencyId: AgencyId.optional(),
  /** The service of the city it belongs to, in the agencies' words ("flood", "traffic", "power"); absent: not stated. */
  service: Field.optional(),
  /** What a camera sees: where it looks (degrees clockwise from north), how wide, how far, from how high above ground. */
  view: z.object({ bearing: z.number().min(0).max(360), angle: z.number().positive().max(360), range: z.number().positive().max(20_000).describe("m"), height: z.number().min(0).max(500).describe("m") }).optional(),
});
export type Thing = z.infer<typeof Thing>;

/** OGC SensorThings 1.1 §8.2.6. */
export const ObservedProperty = z.object({
  id: ObservedPropertyId,
  name: z.string().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  definition: z.string().max(500).default(""),
  description: z.string().max(1000).default(""),
});
export type ObservedProperty = z.infer<typeof ObservedProperty>;

/** OGC SensorThings 1.1 §8.2.5. */
export const Sensor = z.object({
  id: SensorId,
  name: z.string().min(1).max(120),
  description: z.string().max(1000).default(""),
  encodingType: z.string().max(120).default("text/plain"),
  metadata: z.string().max(2000).default(""),
});
export type Sensor = z.infer<typeof Sensor>;

/** A named legal or design level of a datastream, e.g. báo động I; drawn on charts and usable as a setpoint. */
export const Level = z.object({
  name: z.string().min(1).max(20),
  value: z.number().describe("in the datastream's unit"),
  authority: z.string().max(300).default("").describe("the clause or decision that sets it"),
});
export type Level = z.infer<typeof Level>;

/** OGC SensorThings 1.1 §8.2.4 Datastream, numeric results only. */
export const Datastream = z.object({
  id: DatastreamId,
  /** Dense number given once by the backend and never reused; keys telemetry frames and arrays. */
  series: z.int().min(0),
  thingId: ThingId,
  observedPropertyId: ObservedPropertyId,
  sensorId: SensorId,
  name: z.string().min(1).max(160),
  nameEn: z.string().max(160).optional(),
  unit: z.string().min(1).max(40).describe("UCUM code, case sensitive"),
  decimals: z.int().min(0).max(6).default(2),
  period: z.number().positive().max(86_400).describe("expected seconds between observations"),
  staleAfter: z.number().positive().max(7 * 86_400).describe("seconds without an observation until shown as stale"),
  /** Plausible range; an observation outside is kept with quality "bad". */
  min: z.number().optional(),
  max: z.number().optional(),
  levels: z.array(Level).max(10).default([]),
  /** The only source that may feed it; absent: any source with a grant. */
  sourceId: SourceId.optional(),
  /** How what it will read is forecast; absent: it is not. */
  forecast: ForecastSetup.optional(),
});
export type Datastream = z.infer<typeof Datastream>;

/** A datastream as people define it: the backend adds `series`. */
export const DatastreamDraft = Datastream.omit({ series: true });
export type DatastreamDraft = z.infer<typeof DatastreamDraft>;

/** A ward or other area, known by its middle point. */
export const Area = z.object({ id: AreaId, name: z.string().min(1).max(120), position: Position });
export type Area = z.infer<typeof Area>;

/** A city's catalogue: what a pack file or an administrator declares. */
export const Catalogue = z.object({
  areas: z.array(Area).max(1000),
  things: z.array(Thing).max(100_000),
  observedProperties: z.array(ObservedProperty).max(1000),
  sensors: z.array(Sensor).max(10_000),
  datastreams: z.array(DatastreamDraft).max(200_000),
});
export type Catalogue = z.infer<typeof Catalogue>;
