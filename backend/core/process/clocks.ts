import { ALWAYS, type Span } from "#contract/calendar";
import type { Fault } from "#contract/fault";
import type { AgencyId, Clock, Due, Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Limit, Reminder, Template } from "#contract/process";
import { fail, ok, type Result } from "#contract/result";
import type { WorkingTime } from "../calendar.ts";

/** What deciding stands on. */
export interface ProcessEnv {
  template: Template;
  /** Working time by calendar id; undefined: there is no such calendar. */
  time(calendarId: string): WorkingTime | undefined;
  now: Instant;
}

/** What a change does to clocks; records as they stand afterwards. */
export interface ClockWork {
  clocks: Map<string, Clock>;
  dues: Map<string, Due>;
  gone: Set<string>;
}

/** Opens a limit's clock and everything that falls due with it. @param due set by people; undefined: by the limit's span */
export function openClock(work: ClockWork, limit: Limit, at: { incident: Incident; from: Instant; agencyId?: AgencyId; due?: Instant; env: ProcessEnv }): Result<Clock, Fault> {
  const { incident, from, agencyId, env } = at;
  const time = env.time(limit.calendar);
  const end = at.due === undefined ? spanEnd(limit, incident, from, time) : ok(at.due);
  if (!end.ok) return end;
  const same = [...incident.clocks, ...work.clocks.values()].filter((one) => one.limitId === limit.id && one.agencyId === agencyId);
  const round = new Set(same.map(({ key }) => key)).size + 1;
  const clock: Clock = {
    key: `${limit.id}:${agencyId ?? ""}:${round}`, limitId: limit.id, ...(agencyId === undefined ? {} : { agencyId }), round,
    from, due: end.value, calendar: limit.calendar, owner: limit.owner, clause: limit.clause, outcome: "running",
  };
  work.clocks.set(clock.key, clock);
  const dues = duesOf(clock, env);
  if (!dues.ok) return dues;
  for (const due of dues.value) work.dues.set(due.key, due);
  return ok(clock);
}

function spanEnd(limit: Limit, incident: Incident, from: Instant, time: WorkingTime | undefined): Result<Instant, Fault> {
  if (limit.span === "order") return incident.order?.due === undefined ? fail({ code: "malformed", path: "order.due", detail: `${limit.clause}: the order must say by when` }) : ok(incident.order.due);
  const span: Span = "emergency" in limit.span ? limit.span[incident.urgency] : limit.span;
  return added(time, from, span, limit.calendar);
}

function added(time: WorkingTime | undefined, from: Instant, span: Span, calendar: string): Result<Instant, Fault> {
  if (time === undefined) return fail({ code: "unknown-id", kind: "calendar", id: calendar });
  const end = time.add(from, span);
  return end.ok ? end : fail({ code: "unavailable", detail: end.fault });
}

/** What falls due with a clock: its miss, and the template's reminders of its limit. */
export function duesOf(clock: Clock, { template, time }: Pick<ProcessEnv, "template" | "time">): Result<Due[], Fault> {
  const of = clock.agencyId === undefined ? {} : { agencyId: clock.agencyId };
  // At its last millisecond a limit is still kept.
  const dues: Due[] = [{ key: `miss:${clock.key}`, at: clock.due + 1, does: "miss", clockKey: clock.key, ...of, to: clock.owner, clause: clock.clause, level: 0 }];
  for (const reminder of template.reminders) {
    if (!("limit" in reminder) || reminder.limit !== clock.limitId) continue;
    const at = reminder.after === undefined ? ok(clock.due) : added(time(clock.calendar), clock.due, reminder.after, clock.calendar);
    if (!at.ok) return at;
    dues.push({ key: `${reminder.id}:${clock.key}`, at: at.value, does: "remind", clockKey: clock.key, reminderId: reminder.id, ...of, to: reminder.to, clause: reminder.clause, level: reminder.level });
  }
  return ok(dues);
}

/** Ends running clocks. `void`: what they measured left the case, unless they were missed already. */
export function endClocks(work: ClockWork, incident: Incident, which: (clock: Clock) => boolean, how: "done" | "void", { time, now }: ProcessEnv): void {
  for (const clock of incident.clocks) {
    if (clock.outcome !== "running" || work.clocks.has(clock.key) || !which(clock)) continue;
    const missed = clock.missedAt !== undefined || now > clock.due;
    const working = clock.calendar === ALWAYS ? undefined : time(clock.calendar)?.between(clock.from, now);
    work.clocks.set(clock.key, {
      ...clock,
      outcome: missed ? "missed" : how === "void" ? "void" : "met",
      ...(missed && clock.missedAt === undefined ? { missedAt: now, lateBy: now - clock.due } : undefined),
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
