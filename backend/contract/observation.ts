import { z } from "zod";
import { DatastreamId, Instant, SourceId } from "./ids.ts";

/** OPC UA's three words. Late or estimated is uncertain; outside the plausible range or flagged by its sensor is bad. */
export const Quality = z.enum(["good", "uncertain", "bad"]);
export type Quality = z.infer<typeof Quality>;
/** Quality as a small integer in frames and typed arrays: index into this list. */
export const QUALITIES: readonly Quality[] = ["good", "uncertain", "bad"];

/** What an ingest adapter understood of one message: parsed, never repaired. */
export interface Reading {
  datastreamId: string;
  /** The result as sent; NaN and infinities are legal here and refused by observe. */
  result: number;
  /** UCUM code the sender named, when it named one. */
  unit?: string;
  /** Absent: the instant of receipt. */
  phenomenonTime?: Instant;
  resultTime?: Instant;
  /** The sender's own opinion, when it gave one. */
  quality?: Quality;
}

/** A reading accepted: in the datastream's unit, with a quality. */
export interface Observation {
  series: number;
  phenomenonTime: Instant;
  result: number;
  quality: Quality;
  /** Not the newest of its series: stored, never judged. */
  late: boolean;
}

/** Why a reading was refused. A closed union; each is counted per source. */
export const RejectionReason = z.enum([
  "malformed",
  "oversized",
  "unknown-datastream",
  "forbidden-datastream",
  "unknown-unit",
  "incompatible-unit",
  "not-a-number",
  "future",
  "ancient",
  "rate-limited",
]);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** One refused message, kept for people to look at. */
export const Rejection = z.object({
  sourceId: SourceId,
  at: Instant,
  reason: RejectionReason,
  datastreamId: z.string().max(200).optional(),
  detail: z.string().max(300),
  /** The first 200 characters of the message, control characters replaced. */
  sample: z.string().max(200),
});
export type Rejection = z.infer<typeof Rejection>;

/** One point of a series as windows get it. */
export const HistoryRequest = z.object({
  datastreamId: DatastreamId,
  from: Instant,
  to: Instant,
  /** Above this many points the answer is thinned, keeping each bucket's minimum and maximum. */
  maxPoints: z.int().min(10).max(20_000).default(2000),
});
export type HistoryRequest = z.infer<typeof HistoryRequest>;

/** Columns of equal length, ascending in t. */
export const History = z.object({
  t: z.array(Instant),
  v: z.array(z.number()),
  q: z.array(z.int().min(0).max(2)),
  thinned: z.boolean(),
});
export type History = z.infer<typeof History>;
