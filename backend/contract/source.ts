import { z } from "zod";
import { Instant, SourceId } from "./ids.ts";
import { RejectionReason } from "./observation.ts";

/** A catalogued source of data (K-6.5: owner, rate, format) and its rights. */
export const Source = z.object({
  id: SourceId,
  name: z.string().min(1).max(120),
  owner: z.string().max(200).default("").describe("the agency that answers for it"),
  format: z.string().max(120).default("OGC SensorThings 1.1"),
  /** Seconds between messages to be expected; silence of 3 × this is reported (K-6.3). */
  rate: z.number().positive().max(86_400).default(60),
  /** Datastream ids it may feed; `*` at the end matches any rest. */
  grants: z.array(z.string().min(1).max(64)).max(1000).default(["*"]),
  /** Readings a second it may send, averaged over 10 s; above that rejected as rate-limited. */
  limit: z.number().positive().max(1_000_000).default(10_000),
  enabled: z.boolean().default(true),
  /** "demo" marks the built-in feed: windows say that its figures are not the city's. */
  nature: z.enum(["field", "demo"]).default("field"),
});
export type Source = z.infer<typeof Source>;

/** received = stored + rejected + superseded, to the reading (invariant 8). Durable with the telemetry. */
export const SourceCounters = z.object({
  sourceId: SourceId,
  received: z.int(),
  stored: z.int(),
  rejected: z.int(),
  /** Duplicates: the same datastream and phenomenonTime already stored. */
  superseded: z.int(),
  byReason: z.partialRecord(RejectionReason, z.int()),
  lastAt: Instant.optional(),
});
export type SourceCounters = z.infer<typeof SourceCounters>;
