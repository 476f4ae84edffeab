import { z } from "zod";
import { Instant } from "./ids.ts";

/** A local day, YYYY-MM-DD in the calendar's own zone. */
export const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "YYYY-MM-DD");
export type Day = z.infer<typeof Day>;

/** Minutes after local midnight: from inclusive, to exclusive. */
const Hours = z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)]).refine(([from, to]) => from < to, "from before to");

/** A day that is not as its weekday says, and the document that makes it so. */
export const CalendarDay = z.object({ day: Day, is: z.enum(["off", "work"]), name: z.string().min(1).max(120), authority: z.string().trim().min(1).max(300) });
export type CalendarDay = z.infer<typeof CalendarDay>;

/** Minutes a week must have at least: with less, a year's minutes would end centuries from now. */
export const WEEK_LEAST = 60;
const minutesOf = (week: readonly (readonly (readonly [number, number])[])[]): number => week.flat().reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * Working time as editable data. Nothing is computed from the moon: each year's days off and swaps are entered, with the
 * document that sets them. Outside `from`..`to` only the plain week is known: what is reckoned there is provisional.
 */
export const Calendar = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().trim().min(1).max(120),
  /** The decision this version rests on. */
  document: z.string().trim().min(1).max(300),
  /** Edition of the program's own data that this is, unchanged; absent: people made it, and no edition replaces it. */
  edition: z.int().min(1).optional(),
  version: z.int().min(1),
  /** Minutes local time is ahead of UTC; Việt Nam: 420, no daylight saving. */
  offset: z.int().min(-720).max(840),
  /** Working hours Monday to Sunday; none: a day off. Ascending, apart. */
  week: z.array(z.array(Hours).max(4)).length(7).refine((week) => minutesOf(week) >= WEEK_LEAST, "a week has an hour at least"),
  days: z.array(CalendarDay).max(2000),
  /** Valid for local days from..to, both included. */
  from: Day,
  to: Day,
});
export type Calendar = z.infer<typeof Calendar>;
/** A calendar as people define it: the backend counts its version. */
export const CalendarDraft = Calendar.omit({ version: true, edition: true });
export type CalendarDraft = z.infer<typeof CalendarDraft>;

/** So long before its last day a calendar asks to be continued, ms. */
export const CALENDAR_WARNS = 60 * 86_400_000;

/** The clock that never stops: emergencies run on it. */
export const ALWAYS = "24x7";
/** `ALWAYS`, or the id of a calendar. */
export const CalendarId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A length of time. Working days count whole days of the calendar's own working hours. */
export const Span = z.union([
  z.object({ minutes: z.number().positive().max(525_600) }),
  z.object({ workingDays: z.int().min(1).max(400) }),
]);
export type Span = z.infer<typeof Span>;

/** How long something took: by the wall clock and in time that counted (working hours, less pauses), ms; `working` is absent on a clock that never stopped. */
export const Took = z.object({ running: z.int().min(0), working: z.int().min(0).optional(), at: Instant.optional() });
export type Took = z.infer<typeof Took>;
