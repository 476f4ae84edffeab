import { z } from "zod";
import { Instant } from "./ids.ts";
import { IncidentId } from "./incident.ts";

const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Speed that a way's time is reckoned by, km/h: streets in rain. */
export const RAIN_KMH = 25;

/** A place that is flooded as far as the room knows. */
export const FloodedPlace = z.object({ name: z.string(), at: point, /** cm; absent: an alarm or a case says so, no figure. */ depth: z.number().optional() });
export type FloodedPlace = z.infer<typeof FloodedPlace>;

/** A way through the streets to a case, as the room knew them at `asOf`. */
export const Way = z.object({
  asOf: Instant,
  /** "near": the water, or the streets' end, leaves no way to the case itself; the way ends where one comes nearest to it. */
  reaches: z.enum(["there", "near"]),
  /** Degrees, from the first point on a street to the last. */
  line: z.array(point).max(20_000),
  metres: z.number().min(0),
  /** At RAIN_KMH, s. */
  seconds: z.number().min(0),
  /** As the crow flies, m: from where it was asked for to the first street, and from the way's end to the case. */
  before: z.number().min(0), after: z.number().min(0),
  /** Flooded places that the shortest way of all would meet. */
  around: z.array(FloodedPlace).max(100),
  /** All that are flooded now. */
  flooded: z.array(FloodedPlace).max(500),
  /** Metres of the way beside no sensor with a fresh word: whether there is water nobody knows. */
  unknown: z.number().min(0),
  /** It begins in a flooded street: there is no other way out. */
  fromFlooded: z.boolean(),
});
export type Way = z.infer<typeof Way>;

export const WAY_REQUESTS = {
  /**
   * From a place to a case, round what is flooded. An officer is answered of the own agency's cases alone. No street within 2 km
   * of `from`, or a case without a place, answers `conflict`; a pack without streets `unavailable`.
   */
  "agency:way": { input: z.object({ incidentId: IncidentId, from: point }), output: Way },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
