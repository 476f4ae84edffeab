import { z } from "zod";
import { Day } from "./calendar.ts";
import { dayNumber, dayOf } from "./day.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId } from "./incident.ts";
import { Clause, Party } from "./process.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Turns one agency's roster can have: a week of three shifts with four people, and a month of days of their own. */
export const MOST_TURNS = 120;

/** One officer's turn on duty. */
export const DutyTurn = z.object({
  accountId: AccountId,
  /** A weekday, Monday 1 to Sunday 7, week after week; or one day alone, on which the weekday's turns do not count. */
  on: z.union([z.int().min(1).max(7), Day]),
  /** Minutes after local midnight. `to` not after `from`: into the next day. */
  from: z.int().min(0).max(1439),
  to: z.int().min(0).max(1440),
});
export type DutyTurn = z.infer<typeof DutyTurn>;

/** When which officers of an agency are on duty (K-16.2). */
export const Roster = z.object({ id: AgencyId, turns: z.array(DutyTurn).max(MOST_TURNS), version: z.int().min(1), by: AccountId, at: Instant });
export type Roster = z.infer<typeof Roster>;

/** An officer who is on duty, and until when. */
export const OnDuty = z.object({ accountId: AccountId, name: z.string(), until: Instant });
export type OnDuty = z.infer<typeof OnDuty>;

/**
 * Whose turn it is: a day's own turns stand in the place of its weekday's, and a turn into the next day holds whatever that day has.
 * @param ahead ms that local time is ahead of UTC
 * @returns each account once, with the end of the turn that lasts longest
 */
export function onDuty(turns: readonly DutyTurn[], at: Instant, ahead: number): ReadonlyMap<AccountId, Instant> {
  const today = Math.floor((at + ahead) / DAY);
  const found = new Map<AccountId, Instant>();
  for (const number of [today - 1, today]) {
    const day = dayOf(number);
    const own = turns.filter(({ on }) => on === day);
    // 1970-01-01 was a Thursday.
    const weekday = ((((number + 3) % 7) + 7) % 7) + 1;
    for (const { accountId, from, to } of own.length > 0 ? own : turns.filter(({ on }) => on === weekday)) {
      const midnight = number * DAY - ahead;
      const until = midnight + (to > from ? to : to + 1440) * MINUTE;
      if (midnight + from * MINUTE <= at && at < until) found.set(accountId, Math.max(until, found.get(accountId) ?? 0));
    }
  }
  return found;
}

/** Days alone that lie before today: nobody stands on them any more. @param ahead ms that local time is ahead of UTC */
export function withoutPast(turns: readonly DutyTurn[], now: Instant, ahead: number): DutyTurn[] {
  const yesterday = Math.floor((now + ahead) / DAY) - 1;
  return turns.filter(({ on }) => typeof on === "number" || dayNumber(on) >= yesterday);
}

/** What an agency must have of K-16.2's persons. */
export const Lack = z.enum(["leader", "officer"]);
export type Lack = z.infer<typeof Lack>;

/** Working days within which an agency's persons are put right (K-16.2), and the clause. */
export const STAFFING_WITHIN = 7;
export const STAFFING_CLAUSE = "K-16.2";

/** The duty to put an agency's persons right: it lacks one, or said that they change. At most one of each cause is open for an agency. */
export const Staffing = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/),
  agencyId: AgencyId,
  cause: z.enum(["lacks", "reported"]),
  /** What it lacked when it opened; none where it reported a change. */
  lacks: z.array(Lack).max(2),
  /** What the agency reported, and who did. */
  text: z.string().max(1000).optional(), by: AccountId.optional(),
  openedAt: Instant, due: Instant, clause: Clause,
  /** Who is late if it is: the agency names its persons, the centre changes the accounts. */
  owner: Party,
  /** As on a clock: the calendar knew no holidays from this day on. */
  provisional: Day.optional(),
  doneAt: Instant.optional(), doneBy: AccountId.optional(),
  missedAt: Instant.optional(), lateBy: z.int().min(0).optional(),
});
export type Staffing = z.infer<typeof Staffing>;
/** Tasks that are over and kept at hand; older ones are in the journal. */
export const STAFFING_KEPT = 500;

/** What happens to rosters and to the persons of agencies. */
export const DUTY_FACTS = [
  z.object({ kind: z.literal("agency:roster-saved"), roster: Roster }),
  z.object({ kind: z.literal("agency:staffing-opened"), staffing: Staffing }),
  /** `by` absent: nothing lacks any more. */
  z.object({ kind: z.literal("agency:staffing-done"), staffingId: Staffing.shape.id, by: AccountId.optional() }),
  z.object({ kind: z.literal("agency:staffing-missed"), staffingId: Staffing.shape.id, due: Instant, lateBy: z.int().min(0) }),
] as const;

export const DUTY_REQUESTS = {
  /** One agency's roster and the officers it can name; an officer is answered of the own agency alone. */
  "agency:roster": { input: z.object({ agencyId: AgencyId }), output: z.object({ roster: Roster.optional(), officers: z.array(z.object({ accountId: AccountId, name: z.string() })) }) },
  /** The agency's leader keeps it, or an administrator. `version`: the one edited, 0 for the first; another one in force answers `conflict`. */
  "agency:roster-save": { input: z.object({ agencyId: AgencyId, turns: z.array(DutyTurn).max(MOST_TURNS), version: z.int().min(0) }), output: Roster },
  /** Who is on duty now, for every agency; `kept`: it has a roster at all. */
  "agency:duty": { input: z.object({}), output: z.object({ agencies: z.array(z.object({ agencyId: AgencyId, kept: z.boolean(), on: z.array(OnDuty) })) }) },
  /** Open ones by due, then those that are over, newest first. */
  "agency:staffing": { input: z.object({}), output: z.object({ tasks: z.array(Staffing) }) },
  /** The agency's own officer says that its persons change; one report at a time. */
  "agency:staffing-report": { input: z.object({ text: z.string().trim().min(3).max(1000) }), output: Staffing },
  /** What was reported is done in the accounts; `conflict` while the agency lacks a leader or an officer. */
  "agency:staffing-done": { input: z.object({ staffingId: Staffing.shape.id }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
