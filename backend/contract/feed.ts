import { z } from "zod";

/** Days the built-in feed can play. */
export const FEED_DAYS = ["flood", "calm", "fire"] as const;
export const FeedDay = z.enum(FEED_DAYS);
export type FeedDay = z.infer<typeof FeedDay>;

/** What a source of the demonstration can be made to do wrong. */
export const FEED_FAULTS = [
  /** Repeats the value it had. */
  "stuck",
  /** Sends nothing. */
  "silent",
  /** Sends NaN, as loggers with a broken sensor do. */
  "not-a-number",
  /** Every third value is far off. */
  "jump",
  /** Names a unit that its property cannot have. */
  "wrong-unit",
  /** Its clock is ten minutes ahead. */
  "clock-ahead",
] as const;
export const FeedFault = z.object({
  kind: z.enum(FEED_FAULTS),
  /** A datastream, or a source of the feed for all it sends. */
  target: z.string().min(1).max(64),
});
export type FeedFault = z.infer<typeof FeedFault>;

/** Faults on at one time. */
export const MAX_FEED_FAULTS = 20;

/** The demonstration as it plays now, for the banner that says what is simulated. */
export const FeedState = z.object({
  /** Absent: a recording of the user's own. */
  day: FeedDay.optional(),
  /** Seconds since the recording's start; a built-in day starts at midnight and may go on past the next. */
  at: z.number().min(0),
  /** Recorded seconds a second. */
  speed: z.number().positive(),
  /** Vehicles that drive. */
  vehicles: z.int().min(0),
  faults: z.array(FeedFault).max(MAX_FEED_FAULTS),
});
export type FeedState = z.infer<typeof FeedState>;
