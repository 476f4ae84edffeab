import { z } from "zod";
import { Alarm, PRIORITIES } from "./alarm.ts";
import { Instant } from "./ids.ts";

/** The room at a past instant. */
export const PastRoom = z.object({
  at: Instant,
  /** Newest fact that had happened by then. */
  seq: z.int().min(0),
  series: z.array(z.int().min(0)),
  v: z.array(z.number()),
  t: z.array(Instant),
  q: z.array(z.int().min(0).max(2)),
  alarms: z.array(Alarm),
  /** More alarms stood open then than an answer carries: the most urgent are there, and so many are not. */
  left: z.int().min(0).default(0),
});
export type PastRoom = z.infer<typeof PastRoom>;

/** What a time bar is drawn from. */
export const PastSpan = z.object({
  /** First instant that can be shown, and now. */
  from: Instant,
  to: Instant,
  /** Alarms raised per part of the time, by priority. */
  raised: z.record(z.enum(PRIORITIES), z.array(z.int().min(0))),
});
export type PastSpan = z.infer<typeof PastSpan>;
