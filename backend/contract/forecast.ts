import { z } from "zod";
import { DatastreamId, Instant } from "./ids.ts";

/** How a gauge is to be forecast; part of its datastream. Seconds are the river's own. */
export const ForecastSetup = z.object({
  /** What drives it: rain, gauges and releases upstream, the tide. */
  drivers: z.array(DatastreamId).max(8).default([]),
  /** Readings are looked at in steps of so many seconds. */
  step: z.int().min(60).max(3600).default(900),
  /** It looks so far ahead, one forecast an hour. */
  hours: z.int().min(1).max(6).default(6),
});
export type ForecastSetup = z.infer<typeof ForecastSetup>;

/** By what a forecast is made: a model of the gauge and its drivers, of the gauge's own past alone, or that it stays as it is. */
export const ForecastManner = z.enum(["drivers", "own", "stays"]);
export type ForecastManner = z.infer<typeof ForecastManner>;

/** Where the past comes from that a model learnt from. "made-storms": storms made by the project for the demonstration, no measurements. */
export const ForecastPast = z.enum(["telemetry", "made-storms"]);
export type ForecastPast = z.infer<typeof ForecastPast>;

/** What will be measured at an instant, within `low` and `high` in 90 % of cases. `lead`: s of the river's own time. */
export const ForecastPoint = z.object({ lead: z.int(), at: Instant, low: z.number(), mid: z.number(), high: z.number() });
export type ForecastPoint = z.infer<typeof ForecastPoint>;

/** When a level will be passed; an instant left out lies beyond the forecast. `chance`: that it is passed within it, 0 to 1. */
export const ForecastPassing = z.object({ level: z.string(), value: z.number(), chance: z.number(), earliest: Instant.optional(), likely: Instant.optional(), latest: Instant.optional() });
export type ForecastPassing = z.infer<typeof ForecastPassing>;

/** What a gauge will read. A type of its own: no observation, fact or value of a frame is one, and none is made of it. */
export const GaugeForecast = z.object({
  forecast: z.literal(true),
  /** phenomenonTime of the newest reading it rests on, and that reading. */
  madeAt: Instant,
  from: z.number(),
  by: ForecastManner,
  points: z.array(ForecastPoint).max(6),
  passings: z.array(ForecastPassing).max(10),
});
export type GaugeForecast = z.infer<typeof GaugeForecast>;

/** How good forecasts of one lead were. What cannot be said (nothing to judge by) is left out. */
export const ForecastScores = z.object({
  lead: z.int(),
  /** Forecasts judged. */
  cases: z.int(),
  /** Mean of what they were wrong by, in the datastream's unit. */
  meanError: z.number().optional(),
  nse: z.number().optional(),
  /** Above 0: worth more than "stays as it is". */
  persistence: z.number().optional(),
  /** Part of what was measured that lay within the band. */
  coverage: z.number().optional(),
  /** Of warnings that a level will be passed: hits of all that came, false ones of all that were said. */
  hitRate: z.number().optional(),
  falseAlarmRate: z.number().optional(),
  /** May be wrong by so much and counts as right: 0.674 of the standard deviation of changes over the lead (Circular 42/2017/TT-BTNMT, article 11). */
  allowed: z.number().optional(),
  /** While the water stood, or was forecast to stand, at its lowest level or above: how many were right, of how many. */
  right: z.int(),
  judged: z.int(),
});
export type ForecastScores = z.infer<typeof ForecastScores>;

/** Why a gauge has no forecast, or no better one. Codes are wire format: added, never renamed. */
export const ForecastLack = z.discriminatedUnion("code", [
  /** Steps of history there are, and how many the plainest model needs. */
  z.object({ code: z.literal("too-little-history"), steps: z.int(), needed: z.int() }),
  /** There is enough to say how wrong "stays as it is" would be, not for a model that is better. */
  z.object({ code: z.literal("too-short-for-model"), steps: z.int() }),
  z.object({ code: z.literal("not-better") }),
  z.object({ code: z.literal("no-drivers") }),
  z.object({ code: z.literal("not-trained") }),
  z.object({ code: z.literal("gap") }),
  z.object({ code: z.literal("stuck"), since: Instant }),
  z.object({ code: z.literal("training-failed"), detail: z.string().max(300) }),
]);
export type ForecastLack = z.infer<typeof ForecastLack>;

/** One gauge that is to be forecast, as windows see it. */
export const ForecastState = z.object({
  datastreamId: DatastreamId,
  training: z.boolean(),
  trained: z.object({ at: Instant, past: ForecastPast, steps: z.int().describe("steps of its past with a value"), seconds: z.number().describe("how long it took") }).optional(),
  forecast: GaugeForecast.optional(),
  lack: ForecastLack.optional(),
  /** On events held back from learning, by what the forecast is made by now. */
  heldBack: z.array(ForecastScores).max(6),
  /** Of the forecasts this room kept, against what was then measured. */
  kept: z.array(ForecastScores).max(6),
});
export type ForecastState = z.infer<typeof ForecastState>;

/** Hue's extra KPI of analysis and planning: forecasts that were right, compared with what happened (pass: 80 % or more). */
export const ForecastAccuracy = z.object({ right: z.int(), judged: z.int(), since: Instant.optional() });
export type ForecastAccuracy = z.infer<typeof ForecastAccuracy>;
/** Share of right forecasts that passes (Decision 1893/2026 of Hue, H-VI: analysis and planning). */
export const ACCURACY_PASSES = 0.8;

/** What was forecast for one lead, and what was measured then: columns by the instant it was for. */
export const KeptForecasts = z.object({ lead: z.int(), at: z.array(Instant), low: z.array(z.number()), mid: z.array(z.number()), high: z.array(z.number()) });
export type KeptForecasts = z.infer<typeof KeptForecasts>;

export const FORECAST_REQUESTS = {
  /** `pace`: seconds of the river that pass in one of the room's; 1 but in a demonstration. */
  "forecast:list": { input: z.object({}), output: z.object({ gauges: z.array(ForecastState), pace: z.number(), accuracy: ForecastAccuracy }) },
  /** One gauge, with what was forecast `lead` seconds before. */
  "forecast:get": { input: z.object({ datastreamId: DatastreamId, lead: z.int().min(60).max(86_400).default(3600), from: Instant.optional() }), output: z.object({ gauge: ForecastState.optional(), pace: z.number(), kept: KeptForecasts.optional() }) },
  /** Learns anew, one gauge or all. */
  "forecast:train": { input: z.object({ datastreamId: DatastreamId.optional() }), output: z.object({ gauges: z.int() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
