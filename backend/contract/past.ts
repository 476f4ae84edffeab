import { z } from "zod";
import { Alarm, Flood, PRIORITIES } from "./alarm.ts";
import { Instant } from "./ids.ts";

/** Alarms one answer carries at most. */
export const PAST_ALARMS = 2000;

/** The room at a past instant. */
export const PastRoom = z.object({
  at: Instant,
  /** Newest fact that had happened by then. */
  seq: z.int().min(0),
  /** Newest observation of each series by then, unless it was older than the look-back. */
  series: z.array(z.int().min(0)),
  v: z.array(z.number()),
  t: z.array(Instant),
  q: z.array(z.int().min(0).max(2)),
  alarms: z.array(Alarm).max(PAST_ALARMS),
  /** More alarms stood open then than an answer carries: the most urgent are there, and so many are not. */
  left: z.int().min(0).default(0),
  flood: Flood,
});
export type PastRoom = z.infer<typeof PastRoom>;

/** What a time bar is drawn from. */
export const PastSpan = z.object({
  /** First instant that can be shown, and now. */
  first: Instant,
  /** What is counted below: `from` is the one asked for, or `first`. */
  from: Instant,
  to: Instant,
  /** Before it no observations are kept (any more); absent: none are. */
  valuesFrom: Instant.optional(),
  /** Alarms raised per part of the time, by priority. */
  raised: z.record(z.enum(PRIORITIES), z.array(z.int().min(0))),
});
export type PastSpan = z.infer<typeof PastSpan>;
