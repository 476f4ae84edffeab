import { ALWAYS, type Span } from "#contract/calendar";
import type { Fault } from "#contract/fault";
import { pauseOf, type AgencyId, type Clock, type Due, type Incident, type Paper } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Limit, Reminder, Template } from "#contract/process";
import { fail, ok, type Result } from "#contract/result";
import type { Reckoned, WorkingTime } from "../calendar.ts";

/** What deciding stands on. */
export interface ProcessEnv {
  template: Template;
  /** Working time by calendar id; undefined: there is no such calendar. */
  time(calendarId: string): WorkingTime | undefined;
  now: Instant;
  /** What is done was signed on paper at `now`, which lies before the instant it is typed in. */
  paper?: Paper;
}

/** What a change does to clocks; records as they stand afterwards. */
export interface ClockWork {
  clocks: Map<string, Clock>;
  dues: Map<string, Due>;
  gone: Set<string>;
}

/** How a clock stands that is not by its limit's span from now: an instant set by people, or what it was where it ran before. */
export type Standing = Pick<Clock, "due" | "provisional" | "pauses"> & Partial<Pick<Clock, "from">>;

/** A clock as it goes on elsewhere, with all it stood still; undefined where its instant has come, and there is nothing to go on with. */
export function goesOn(clock: Clock | undefined, now: Instant): (Standing & Pick<Clock, "from">) | undefined {
  if (clock?.outcome !== "running" || clock.missedAt !== undefined || (pauseOf(clock) === undefined && clock.due <= now)) return undefined;
  const { from, due, provisional, pauses } = clock;
  return { from, due, ...(provisional === undefined ? {} : { provisional }), ...(pauses === undefined ? {} : { pauses }) };
}

/** Opens a limit's clock and everything that falls due with it. @param as absent: by the limit's span from `from` */
export function openClock(work: ClockWork, limit: Limit, at: { incident: Incident; from: Instant; agencyId?: AgencyId; as?: Standing | undefined; env: ProcessEnv }): Result<Clock, Fault> {
  const { incident, agencyId, as, env } = at;
  const from = as?.from ?? at.from;
  const time = env.time(limit.calendar);
  const end = as === undefined ? spanEnd(limit, incident, from, time) : ok<Reckoned>({ at: as.due, ...(as.provisional === undefined ? {} : { provisional: as.provisional }) });
  if (!end.ok) return end;
  const same = [...incident.clocks, ...work.clocks.values()].filter((one) => one.limitId === limit.id && one.agencyId === agencyId);
  const round = new Set(same.map(({ key }) => key)).size + 1;
  const clock: Clock = {
    key: `${limit.id}:${agencyId ?? ""}:${round}`, limitId: limit.id, ...(agencyId === undefined ? {} : { agencyId }), round,
    from, due: end.value.at, calendar: limit.calendar, owner: limit.owner, clause: limit.clause, outcome: "running",
    ...(end.value.provisional === undefined ? {} : { provisional: end.value.provisional }), ...(as?.pauses === undefined ? {} : { pauses: as.pauses }),
  };
  work.clocks.set(clock.key, clock);
  // What stands still falls due by nothing.
  if (pauseOf(clock) !== undefined) return ok(clock);
  const dues = duesOf(clock, env);
  if (!dues.ok) return dues;
  for (const due of dues.value) work.dues.set(due.key, due);
  return ok(clock);
}

function spanEnd(limit: Limit, incident: Incident, from: Instant, time: WorkingTime | undefined): Result<Reckoned, Fault> {
  if (limit.span === "order") return incident.order?.due === undefined ? fail({ code: "malformed", path: "order.due", detail: `${limit.clause}: the order must say by when` }) : ok({ at: incident.order.due });
  const span: Span = "emergency" in limit.span ? limit.span[incident.urgency] : limit.span;
  return added(time, from, span, limit.calendar);
}

function added(time: WorkingTime | undefined, from: Instant, span: Span, calendar: string): Result<Reckoned, Fault> {
  if (time === undefined) return fail({ code: "unknown-id", kind: "calendar", id: calendar });
  return ok(time.add(from, span));
}

/** What falls due with a clock: its miss, and the template's reminders of its limit. */
export function duesOf(clock: Clock, { template, time }: Pick<ProcessEnv, "template" | "time">): Result<Due[], Fault> {
  const of = clock.agencyId === undefined ? {} : { agencyId: clock.agencyId };
  // At its last millisecond a limit is still kept.
  const dues: Due[] = [{ key: `miss:${clock.key}`, at: clock.due + 1, does: "miss", clockKey: clock.key, ...of, to: clock.owner, clause: clock.clause, level: 0 }];
  for (const reminder of template.reminders) {
    if (!("limit" in reminder) || reminder.limit !== clock.limitId) continue;
    const at = reminder.after === undefined ? ok<Reckoned>({ at: clock.due }) : added(time(clock.calendar), clock.due, reminder.after, clock.calendar);
    if (!at.ok) return at;
    dues.push({ key: `${reminder.id}:${clock.key}`, at: at.value.at, does: "remind", clockKey: clock.key, reminderId: reminder.id, ...of, to: reminder.to, clause: reminder.clause, level: reminder.level });
  }
  return ok(dues);
}

/** Ends running clocks. `void`: what they measured left the case, unless they were missed already. */
export function endClocks(work: ClockWork, incident: Incident, which: (clock: Clock) => boolean, how: "done" | "void", { time, now, paper }: ProcessEnv): void {
  for (const clock of incident.clocks) {
    if (clock.outcome !== "running" || work.clocks.has(clock.key) || !which(clock)) continue;
    // Whoever stood still over the instant did not pass it. By a paper's time a miss that was found may have been none.
    const missed = (paper === undefined && clock.missedAt !== undefined) || (pauseOf(clock) === undefined && now > clock.due);
    // Before a paper's time alone: what stood still since is no part of it.
    const stood = (clock.pauses ?? []).filter(({ from }) => from <= now).map((pause) => ({ from: pause.from, to: Math.min(pause.to ?? now, now) }));
    const counted = clock.calendar === ALWAYS && stood.length === 0 ? undefined : time(clock.calendar);
    const working = counted === undefined ? undefined : counted.between(clock.from, now) - stood.reduce((sum, pause) => sum + counted.between(pause.from, pause.to), 0);
    const { missedAt, lateBy, ...rest } = clock;
    work.clocks.set(clock.key, {
      ...rest,
      outcome: missed ? "missed" : how === "void" ? "void" : "met",
      ...(missed ? { missedAt: missedAt ?? paper?.typedAt ?? now, lateBy: lateBy ?? now - clock.due } : undefined),
      ...(paper === undefined ? undefined : { paper }),
      took: { running: Math.max(0, now - clock.from), ...(working === undefined ? {} : { working }), at: now },
    });
    for (const due of incident.dues) if (due.clockKey === clock.key) work.gone.add(due.key);
  }
}

/** Starts a reminder that comes again and again, for an agency or for the case. @param from the event that starts it */
export function startLoop(work: ClockWork, reminder: LoopReminder, agencyId: AgencyId | undefined, from: Instant): void {
  const every = always(reminder.every);
  const of = agencyId === undefined ? {} : { agencyId };
  const due: Due = { key: `${reminder.id}:${agencyId ?? ""}`, at: from + every, does: "remind", reminderId: reminder.id, ...of, to: reminder.to, clause: reminder.clause, level: 1, every };
  work.gone.delete(due.key);
  work.dues.set(due.key, due);
}

/** The template's reminders that come again and again. */
export const loopsOf = ({ reminders }: Template): LoopReminder[] => reminders.filter(isLoop);

/** Ends the loops that this event, or this agency's leaving, ends. */
export function endLoops(work: ClockWork, incident: Incident, ends: (reminder: LoopReminder, agencyId: AgencyId | undefined) => boolean, template: Template): void {
  for (const due of incident.dues) {
    const reminder = loopsOf(template).find(({ id }) => id === due.reminderId);
    if (reminder !== undefined && ends(reminder, due.agencyId)) work.gone.add(due.key);
  }
}

export type LoopReminder = Extract<Reminder, { every: unknown }>;
const isLoop = (reminder: Reminder): reminder is LoopReminder => "every" in reminder;

/** Loops run on the clock that never stops. */
const always = (span: Span): number => ("minutes" in span ? span.minutes * 60_000 : span.workingDays * 86_400_000);
