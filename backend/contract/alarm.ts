import { z } from "zod";
import { AccountId, AlarmId, AreaId, DatastreamId, Instant, Position, RuleId, ThingId } from "./ids.ts";
import { ForecastManner, ForecastPassing, ForecastPast } from "./forecast.ts";
import { Quality } from "./observation.ts";

/** H-V's four words, most urgent first. */
export const Priority = z.enum(["emergency", "high", "medium", "routine"]);
export type Priority = z.infer<typeof Priority>;
export const PRIORITIES: readonly Priority[] = Priority.options;

/** ISA-18.2 states A–G, with latching (OPC UA Part 9) as two states of its own. */
export const AlarmState = z.enum([
  "normal",
  "unack",
  "ack",
  "rtn-unack",
  /** Condition gone, held by the latch, not acknowledged. */
  "latched-unack",
  "latched-ack",
  "shelved",
  "suppressed",
  "out-of-service",
]);
export type AlarmState = z.infer<typeof AlarmState>;

/** One value the rule looked at when it decided. */
export const AlarmInput = z.object({
  datastreamId: DatastreamId,
  value: z.number().optional(),
  unit: z.string(),
  at: Instant.optional(),
  quality: Quality.optional(),
});
export type AlarmInput = z.infer<typeof AlarmInput>;

/** One condition of the rule, in words, and whether it held; undefined: not known (no or bad data). */
export const AlarmCondition = z.object({ text: z.string(), textEn: z.string(), held: z.boolean().optional() });
export type AlarmCondition = z.infer<typeof AlarmCondition>;

/** What an alarm knew that was raised before anything happened. `lead`: s of the river's own time to the likeliest passing. */
export const AlarmForecast = z.object({
  madeAt: Instant, by: ForecastManner, past: ForecastPast, trainedAt: Instant, passing: ForecastPassing, lead: z.number(),
  /** Of the model on events it never saw, at about that lead, in the datastream's unit. */
  pastError: z.object({ lead: z.int(), meanError: z.number(), nse: z.number().optional(), coverage: z.number().optional(), cases: z.int() }),
});
export type AlarmForecast = z.infer<typeof AlarmForecast>;

/** One alarm: a rule on one target, living through any number of occurrences. Its id is made of both, so two identical events make one. */
export const Alarm = z.object({
  id: AlarmId,
  ruleId: RuleId,
  ruleVersion: z.int(),
  thingId: ThingId,
  area: AreaId,
  position: Position,
  priority: Priority,
  state: AlarmState,
  /** The condition holds now, whatever the state hides. */
  inAlarm: z.boolean(),
  /** Of a latched rule: raised and not reset since, whatever the state hides (OPC UA Part 9 LatchedState). */
  latch: z.boolean().optional(),
  /** Start of the present (or last) occurrence. */
  raisedAt: Instant,
  clearedAt: Instant.optional(),
  changedAt: Instant,
  ackedAt: Instant.optional(),
  ackedBy: AccountId.optional(),
  message: z.string(),
  messageEn: z.string(),
  inputs: z.array(AlarmInput).max(32),
  conditions: z.array(AlarmCondition).max(64),
  /** Times it has been raised since it first appeared. */
  occurrences: z.int(),
  shelved: z.object({ by: AccountId, at: Instant, until: Instant, reason: z.string(), oneShot: z.boolean() }).optional(),
  suppressedBy: AlarmId.optional(),
  outOfService: z.object({ by: AccountId, at: Instant, reason: z.string() }).optional(),
  /** Deadlines still ahead: the ladder's next step and the re-alarm. Absolute (invariant 4). */
  escalateAt: z.object({ due: Instant, priority: Priority }).optional(),
  reAlarmAt: Instant.optional(),
  /** Of an alarm that rests on a forecast: what was forecast, by which model, and how wrong that model has been. */
  forecast: AlarmForecast.optional(),
  /** What folds alarms of one cause together in a flood: rule kind and observed property. */
  cause: z.string(),
});
export type Alarm = z.infer<typeof Alarm>;

/** Shelving never lasts longer than this, in seconds (ISA-18.2: time-limited). */
export const SHELVE_LIMIT = 24 * 3600;

/** ISA-18.2 / EEMUA 191 figures of one operator position. Rates count annunciations only. */
export const AlarmMetrics = z.object({
  from: Instant,
  to: Instant,
  annunciations: z.int(),
  /** Per 10 minutes, mean over the window. EEMUA 191: below 1. */
  meanPer10Min: z.number(),
  peakPer10Min: z.int(),
  /** Fraction of the time in flood. Target < 0.01. */
  timeInFlood: z.number(),
  floods: z.int(),
  /** In alarm for more than 24 h. Target < 5. */
  stale: z.int(),
  /** Alarms with 3 or more transitions within one minute. */
  chattering: z.array(AlarmId),
  /** Share of annunciations per priority; EEMUA about 5/15/80. */
  mix: z.record(Priority, z.number()),
  /** The ten that ring most, with counts. */
  top: z.array(z.object({ alarmId: AlarmId, count: z.int() })).max(10),
});
export type AlarmMetrics = z.infer<typeof AlarmMetrics>;

/** Flood of one operator position: begins above 10 annunciations in 10 min, ends below 5 (ISA-18.2). */
export const Flood = z.object({ active: z.boolean(), since: Instant.optional(), count: z.int(), peak: z.int() });
export type Flood = z.infer<typeof Flood>;
